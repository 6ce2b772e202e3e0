using System.Collections.Concurrent;

namespace Clementia.Documents.Pdf;

/// <summary>What pages of one file share: fonts, and which layers are switched off. Safe to use from several threads.</summary>
internal sealed class SharedResources
{
    private readonly ConcurrentDictionary<PdfDictionary, PdfFont> _fonts = new();
    private readonly HashSet<PdfDictionary> _off = [];
    private readonly PdfFile _file;

    public SharedResources(PdfFile file)
    {
        _file = file;
        if (file.Get(file.Trailer, "Root") is not PdfDictionary root || file.Dictionary(root, "OCProperties") is not { } layers || file.Dictionary(layers, "D") is not { } view)
            return;
        if (file.Get(view, "BaseState") is PdfName { Value: "OFF" } && file.Get(layers, "OCGs") is List<object?> all)
            _off.UnionWith(all.Select(file.Resolve).OfType<PdfDictionary>());
        if (file.Get(view, "ON") is List<object?> on)
            _off.ExceptWith(on.Select(file.Resolve).OfType<PdfDictionary>());
        if (file.Get(view, "OFF") is List<object?> off)
            _off.UnionWith(off.Select(file.Resolve).OfType<PdfDictionary>());
    }

    public PdfFont Font(PdfDictionary dictionary) => _fonts.GetOrAdd(dictionary, static (d, file) => new PdfFont(file, d), _file);

    public bool IsOff(PdfDictionary? layer)
    {
        if (layer is null || _off.Count == 0)
            return false;
        if (_off.Contains(layer))
            return true;
        // A membership dictionary shows when any of its layers does (the default policy).
        return _file.Get(layer, "Type") is PdfName { Value: "OCMD" } && _file.Get(layer, "OCGs") switch
        {
            PdfDictionary one => _off.Contains(one),
            List<object?> { Count: > 0 } several => several.Select(_file.Resolve).OfType<PdfDictionary>().All(_off.Contains),
            _ => false,
        };
    }
}

/// <summary>Carries out a page's drawing instructions (ISO 32000-2, 8 and 9) as far as text and covering need.</summary>
internal sealed class ContentReader
{
    // Beyond these no honest page goes; a few kilobytes of nested forms can ask for billions.
    private const int MaxOperators = 8_000_000;
    private const int MaxGlyphs = 200_000;
    private const int MaxShapes = 60_000;
    private const int MaxFormDepth = 16;
    private const int MaxStates = 512;
    private const int MaxPathPoints = 20_000;

    private readonly PdfFile _file;
    private readonly SharedResources _shared;
    private readonly CancellationToken _cancel;
    private readonly Ink _ink;
    private readonly Stack<State> _states = new();
    private State _state;
    private int _operators;
    private int _order;
    private int _formDepth;
    private int _layersOff;
    private bool _inAnnotation;

    // The path under construction, in page coordinates.
    private readonly List<float[]> _polygons = [];
    private readonly List<float> _points = [];
    private int _pathPoints;
    private double _currentX, _currentY, _startX, _startY;
    private bool? _clipNext;

    // Text state outside the graphics state.
    private Matrix _text = Matrix.Identity, _line = Matrix.Identity;
    private bool _spaceBefore;

    private struct State
    {
        public Matrix Map;
        public PdfFont? Font;
        public double FontSize, CharSpace, WordSpace, Stretch, Leading, Rise, LineWidth;
        public int Mode;
        public int Fill, Stroke;
        public double FillAlpha, StrokeAlpha;
        public bool Blends;
        public ColorSpace? FillSpace, StrokeSpace;
        public Clip? Clip;
    }

    private struct Operand
    {
        public Token Kind;
        public double Number;
        public PdfName? Name;
        public int Start, Length;
        public object? Value;
    }

    private ContentReader(PdfFile file, SharedResources shared, Ink ink, Matrix map, CancellationToken cancel)
    {
        (_file, _shared, _ink, _cancel) = (file, shared, ink, cancel);
        _state = new State
        {
            Map = map,
            Stretch = 1,
            LineWidth = 1,
            FillAlpha = 1,
            StrokeAlpha = 1,
            Clip = new Clip(null, 0, 0, (float)ink.Width, (float)ink.Height, null, false),
        };
    }

    public static Ink Read(PdfFile file, SharedResources shared, PdfPage page, CancellationToken cancel)
    {
        var (left, bottom, right, top) = (page.CropBox[0], page.CropBox[1], page.CropBox[2], page.CropBox[3]);
        var (w, h, u) = (right - left, top - bottom, page.UserUnit);
        // From the file's space (y up) to the page as held (y down), turned clockwise by its Rotate.
        var map = page.Rotate switch
        {
            90 => new Matrix(0, u, u, 0, -bottom * u, -left * u),
            180 => new Matrix(-u, 0, 0, u, right * u, -bottom * u),
            270 => new Matrix(0, -u, -u, 0, top * u, right * u),
            _ => new Matrix(u, 0, 0, -u, -left * u, top * u),
        };
        double[] sheetX = [map.X(page.MediaBox[0], page.MediaBox[1]), map.X(page.MediaBox[2], page.MediaBox[3])];
        double[] sheetY = [map.Y(page.MediaBox[0], page.MediaBox[1]), map.Y(page.MediaBox[2], page.MediaBox[3])];
        var sheet = (sheetX.Min(), sheetY.Min(), sheetX.Max(), sheetY.Max());
        var ink = page.Rotate is 90 or 270 ? new Ink(h * u, w * u, sheet) : new Ink(w * u, h * u, sheet);
        var reader = new ContentReader(file, shared, ink, map, cancel);
        reader.Run(reader.Contents(page.Dictionary), page.Resources);
        reader.Annotations(page.Dictionary, map);
        return ink;
    }

    private byte[] Contents(PdfDictionary page)
    {
        switch (_file.Get(page, "Contents"))
        {
            case PdfStream stream:
                return _file.Unpack(stream);
            case List<object?> parts:
                using (var whole = new MemoryStream())
                {
                    foreach (var part in parts.Take(10_000))
                    {
                        if (_file.Resolve(part) is PdfStream stream)
                        {
                            whole.Write(_file.Unpack(stream));
                            whole.WriteByte((byte)'\n');
                            if (whole.Length > PdfFile.StreamLimit)
                                throw new PdfLimitException("The content of a page is too large.");
                        }
                    }
                    return whole.ToArray();
                }
            default:
                return [];
        }
    }

    // Operators, packed as the lexer packs keywords.
    private const ulong OpSaveState = 'q', OpRestoreState = 'Q', OpConcatenate = 'c' | ('m' << 8), OpLineWidth = 'w', OpParameters = 'g' | ('s' << 8), OpDrawObject = 'D' | ('o' << 8),
        OpMove = 'm', OpStraight = 'l', OpCurve = 'c', OpCurveFromHere = 'v', OpCurveToEnd = 'y', OpClose = 'h', OpRectangle = 'r' | ('e' << 8),
        OpStroke = 'S', OpCloseAndStroke = 's', OpFill = 'f', OpFillOldName = 'F', OpFillEvenOdd = 'f' | ('*' << 8), OpFillAndStroke = 'B', OpFillEvenOddAndStroke = 'B' | ('*' << 8), OpCloseFillStroke = 'b', OpCloseFillEvenOddStroke = 'b' | ('*' << 8), OpEndPath = 'n',
        OpClip = 'W', OpClipEvenOdd = 'W' | ('*' << 8), OpShade = 's' | ('h' << 8),
        OpBeginText = 'B' | ('T' << 8), OpEndText = 'E' | ('T' << 8), OpCharSpace = 'T' | ('c' << 8), OpWordSpace = 'T' | ('w' << 8), OpStretch = 'T' | ('z' << 8), OpLeading = 'T' | ('L' << 8),
        OpFont = 'T' | ('f' << 8), OpMode = 'T' | ('r' << 8), OpRise = 'T' | ('s' << 8), OpNextLine = 'T' | ('d' << 8), OpNextLineLeading = 'T' | ('D' << 8), OpTextMatrix = 'T' | ('m' << 8),
        OpNewLine = 'T' | ('*' << 8), OpShow = 'T' | ('j' << 8), OpShowKerned = 'T' | ('J' << 8), OpNewLineShow = '\'', OpNewLineSpacedShow = '"',
        OpFillGray = 'g', OpStrokeGray = 'G', OpFillRgb = 'r' | ('g' << 8), OpStrokeRgb = 'R' | ('G' << 8), OpFillCmyk = 'k', OpStrokeCmyk = 'K', OpFillSpace = 'c' | ('s' << 8), OpStrokeSpace = 'C' | ('S' << 8),
        OpFillColor = 's' | ('c' << 8), OpStrokeColor = 'S' | ('C' << 8), OpFillColorN = 's' | ('c' << 8) | ('n' << 16), OpStrokeColorN = 'S' | ('C' << 8) | ('N' << 16),
        OpInlineImage = 'B' | ('I' << 8), OpBeginMarkedWith = 'B' | ('D' << 8) | ('C' << 16), OpBeginMarked = 'B' | ('M' << 8) | ('C' << 16), OpEndMarked = 'E' | ('M' << 8) | ('C' << 16);

    private void Run(byte[] content, PdfDictionary? resources)
    {
        var lexer = new Lexer(content, 0, content.Length);
        var operands = new Operand[64];
        var count = 0;
        var marks = new Stack<bool>();
        var bottom = _states.Count;
        while (true)
        {
            var token = lexer.Next();
            if (token == Token.End)
                break;
            if (token != Token.Keyword)
            {
                // More operands than any operator takes, but for the long arrays of TJ, is noise.
                if (count == operands.Length)
                {
                    if (count > 1 << 16)
                        count = 0;
                    else
                        Array.Resize(ref operands, count * 2);
                }
                ref var operand = ref operands[count++];
                operand.Kind = token;
                switch (token)
                {
                    case Token.Number:
                        operand.Number = lexer.Number;
                        break;
                    case Token.Name:
                        operand.Name = lexer.Name;
                        break;
                    case Token.String:
                        (operand.Start, operand.Length) = (lexer.StringStart, lexer.StringLength);
                        break;
                    case Token.DictionaryStart:
                        operand.Value = lexer.ReadDictionary(0);
                        break;
                    default:
                        break;
                }
                continue;
            }
            if (++_operators > MaxOperators)
                throw new PdfLimitException($"A page has more than {MaxOperators} drawing instructions.");
            if ((_operators & 0xFFF) == 0)
                _cancel.ThrowIfCancellationRequested();
            if (lexer.Keyword == OpInlineImage)
                InlineImage(lexer, content);
            else
                Carry(lexer.Keyword, operands.AsSpan(0, count), lexer.Scratch, resources, marks, bottom);
            count = 0;
            lexer.ScratchUsed = 0;
        }
        while (marks.TryPop(out var off))
            _layersOff -= off ? 1 : 0;
        while (_states.Count > bottom)
            _state = _states.Pop();
    }

    private static double At(ReadOnlySpan<Operand> operands, int i) =>
        i < operands.Length && operands[i].Kind == Token.Number ? Math.Clamp(operands[i].Number, -1e7, 1e7) : 0;

    private void Carry(ulong op, ReadOnlySpan<Operand> o, byte[] scratch, PdfDictionary? resources, Stack<bool> marks, int bottom)
    {
        switch (op)
        {
            case OpSaveState:
                if (_states.Count < MaxStates)
                    _states.Push(_state);
                break;
            case OpRestoreState:
                if (_states.Count > bottom)
                    _state = _states.Pop();
                break;
            case OpConcatenate:
                _state.Map = new Matrix(At(o, 0), At(o, 1), At(o, 2), At(o, 3), At(o, 4), At(o, 5)).Then(_state.Map);
                break;
            case OpLineWidth:
                _state.LineWidth = At(o, 0);
                break;
            case OpParameters:
                if (o.Length > 0 && o[0].Name is { } gsName && _file.Dictionary(_file.Dictionary(resources, "ExtGState"), gsName.Value) is { } parameters)
                    Parameters(parameters);
                break;
            case OpDrawObject:
                if (o.Length > 0 && o[0].Name is { } objectName && _file.Dictionary(resources, "XObject") is { } objects && _file.Get(objects, objectName.Value) is PdfStream external)
                    External(external, resources);
                break;

            case OpMove:
                EndSubpath();
                MoveTo(At(o, 0), At(o, 1));
                break;
            case OpStraight:
                LineTo(At(o, 0), At(o, 1));
                break;
            case OpCurve:
                CurveTo(At(o, 0), At(o, 1), At(o, 2), At(o, 3), At(o, 4), At(o, 5));
                break;
            case OpCurveFromHere:
                CurveTo(_currentX, _currentY, At(o, 0), At(o, 1), At(o, 2), At(o, 3));
                break;
            case OpCurveToEnd:
                CurveTo(At(o, 0), At(o, 1), At(o, 2), At(o, 3), At(o, 2), At(o, 3));
                break;
            case OpClose:
                LineTo(_startX, _startY);
                break;
            case OpRectangle:
                EndSubpath();
                var (rx, ry, rw, rh) = (At(o, 0), At(o, 1), At(o, 2), At(o, 3));
                MoveTo(rx, ry);
                LineTo(rx + rw, ry);
                LineTo(rx + rw, ry + rh);
                LineTo(rx, ry + rh);
                EndSubpath();
                MoveTo(rx, ry);
                break;
            case OpStroke:
                EndSubpath();
                PaintStroke();
                EndPath();
                break;
            case OpCloseAndStroke:
                LineTo(_startX, _startY);
                EndSubpath();
                PaintStroke();
                EndPath();
                break;
            case OpFill or OpFillOldName:
                EndSubpath();
                PaintFill(false);
                EndPath();
                break;
            case OpFillEvenOdd:
                EndSubpath();
                PaintFill(true);
                EndPath();
                break;
            case OpFillAndStroke or OpCloseFillStroke or OpFillEvenOddAndStroke or OpCloseFillEvenOddStroke:
                if (op is OpCloseFillStroke or OpCloseFillEvenOddStroke)
                    LineTo(_startX, _startY);
                EndSubpath();
                PaintFill(op is OpFillEvenOddAndStroke or OpCloseFillEvenOddStroke);
                PaintStroke();
                EndPath();
                break;
            case OpEndPath:
                EndSubpath();
                EndPath();
                break;
            case OpClip:
                _clipNext = false;
                break;
            case OpClipEvenOdd:
                _clipNext = true;
                break;
            case OpShade:
                if (_state.Clip is { } shaded)
                    Add(shaded.Left, shaded.Top, shaded.Right, shaded.Bottom, null, false, ColorSpace.Unknown, _state.FillAlpha);
                break;

            case OpBeginText:
                _text = _line = Matrix.Identity;
                break;
            case OpEndText:
                break;
            case OpCharSpace:
                _state.CharSpace = At(o, 0);
                break;
            case OpWordSpace:
                _state.WordSpace = At(o, 0);
                break;
            case OpStretch:
                _state.Stretch = At(o, 0) / 100;
                break;
            case OpLeading:
                _state.Leading = At(o, 0);
                break;
            case OpFont:
                if (o.Length > 1 && o[0].Name is { } fontName)
                {
                    _state.FontSize = At(o, 1);
                    _state.Font = _file.Dictionary(_file.Dictionary(resources, "Font"), fontName.Value) is { } font ? _shared.Font(font) : null;
                }
                break;
            case OpMode:
                _state.Mode = (int)At(o, 0);
                break;
            case OpRise:
                _state.Rise = At(o, 0);
                break;
            case OpNextLine:
                NextLine(At(o, 0), At(o, 1));
                break;
            case OpNextLineLeading:
                _state.Leading = -At(o, 1);
                NextLine(At(o, 0), At(o, 1));
                break;
            case OpTextMatrix:
                _text = _line = new Matrix(At(o, 0), At(o, 1), At(o, 2), At(o, 3), At(o, 4), At(o, 5));
                break;
            case OpNewLine:
                NextLine(0, -_state.Leading);
                break;
            case OpShow:
                if (o.Length > 0 && o[0].Kind == Token.String)
                    Show(scratch.AsSpan(o[0].Start, o[0].Length));
                break;
            case OpShowKerned:
                foreach (ref readonly var item in o)
                {
                    if (item.Kind == Token.String)
                        Show(scratch.AsSpan(item.Start, item.Length));
                    else if (item.Kind == Token.Number)
                        _text = _text with { E = _text.E + (-item.Number / 1000 * _state.FontSize * _state.Stretch * _text.A), F = _text.F + (-item.Number / 1000 * _state.FontSize * _state.Stretch * _text.B) };
                }
                break;
            case OpNewLineShow:
                NextLine(0, -_state.Leading);
                if (o.Length > 0 && o[0].Kind == Token.String)
                    Show(scratch.AsSpan(o[0].Start, o[0].Length));
                break;
            case OpNewLineSpacedShow:
                _state.WordSpace = At(o, 0);
                _state.CharSpace = At(o, 1);
                NextLine(0, -_state.Leading);
                if (o.Length > 2 && o[2].Kind == Token.String)
                    Show(scratch.AsSpan(o[2].Start, o[2].Length));
                break;

            case OpFillGray:
                (_state.FillSpace, _state.Fill) = (null, ColorSpace.Gray(At(o, 0)));
                break;
            case OpStrokeGray:
                (_state.StrokeSpace, _state.Stroke) = (null, ColorSpace.Gray(At(o, 0)));
                break;
            case OpFillRgb:
                (_state.FillSpace, _state.Fill) = (null, ColorSpace.Rgb(At(o, 0), At(o, 1), At(o, 2)));
                break;
            case OpStrokeRgb:
                (_state.StrokeSpace, _state.Stroke) = (null, ColorSpace.Rgb(At(o, 0), At(o, 1), At(o, 2)));
                break;
            case OpFillCmyk:
                (_state.FillSpace, _state.Fill) = (null, ColorSpace.Cmyk(At(o, 0), At(o, 1), At(o, 2), At(o, 3)));
                break;
            case OpStrokeCmyk:
                (_state.StrokeSpace, _state.Stroke) = (null, ColorSpace.Cmyk(At(o, 0), At(o, 1), At(o, 2), At(o, 3)));
                break;
            case OpFillSpace or OpStrokeSpace:
                var space = o.Length > 0 && o[0].Name is { } spaceName ? ColorSpace.Named(_file, _file.Dictionary(resources, "ColorSpace"), spaceName.Value) : null;
                if (op == OpFillSpace)
                    (_state.FillSpace, _state.Fill) = (space, space?.Initial ?? ColorSpace.Unknown);
                else
                    (_state.StrokeSpace, _state.Stroke) = (space, space?.Initial ?? ColorSpace.Unknown);
                break;
            case OpFillColor or OpFillColorN or OpStrokeColor or OpStrokeColorN:
                Span<double> components = stackalloc double[Math.Min(32, o.Length)];
                for (var i = 0; i < components.Length; i++)
                    components[i] = At(o, i);
                var pattern = o.Length == 0 || o[^1].Kind == Token.Name;
                if (op is OpFillColor or OpFillColorN)
                    _state.Fill = pattern ? ColorSpace.Unknown : ColorSpace.Color(_state.FillSpace, components);
                else
                    _state.Stroke = pattern ? ColorSpace.Unknown : ColorSpace.Color(_state.StrokeSpace, components);
                break;

            case OpBeginMarkedWith:
                var off = o.Length > 1 && o[0].Name is { Value: "OC" } && o[1].Name is { } layer
                    && _shared.IsOff(_file.Dictionary(_file.Dictionary(resources, "Properties"), layer.Value));
                if (marks.Count < 1 << 16)
                {
                    marks.Push(off);
                    _layersOff += off ? 1 : 0;
                }
                break;
            case OpBeginMarked:
                if (marks.Count < 1 << 16)
                    marks.Push(false);
                break;
            case OpEndMarked:
                if (marks.TryPop(out var ended))
                    _layersOff -= ended ? 1 : 0;
                break;
            default:
                break;
        }
    }

    private void Parameters(PdfDictionary parameters)
    {
        _state.FillAlpha = Math.Clamp(_file.Number(parameters, "ca", _state.FillAlpha), 0, 1);
        _state.StrokeAlpha = Math.Clamp(_file.Number(parameters, "CA", _state.StrokeAlpha), 0, 1);
        _state.LineWidth = Math.Clamp(_file.Number(parameters, "LW", _state.LineWidth), 0, 1e6);
        var blend = _file.Get(parameters, "BM");
        if (blend is List<object?> { Count: > 0 } choices)
            blend = _file.Resolve(choices[0]);
        if (blend is PdfName { Value: var mode })
            _state.Blends = mode is not ("Normal" or "Compatible");
        if (_file.Get(parameters, "SMask") is PdfDictionary)
            _state.Blends = true;
        if (_file.Get(parameters, "Font") is List<object?> { Count: >= 2 } font && _file.Resolve(font[0]) is PdfDictionary dictionary && _file.Resolve(font[1]) is double size)
            (_state.Font, _state.FontSize) = (_shared.Font(dictionary), Math.Clamp(size, -1e6, 1e6));
    }

    private void External(PdfStream external, PdfDictionary? resources)
    {
        var dictionary = external.Dictionary;
        var off = _shared.IsOff(_file.Dictionary(dictionary, "OC"));
        if ((_file.Get(dictionary, "Subtype") as PdfName)?.Value == "Image")
        {
            if (!off && _layersOff == 0)
                Image(dictionary);
            return;
        }
        if ((_file.Get(dictionary, "Subtype") as PdfName)?.Value != "Form" || _formDepth >= MaxFormDepth)
            return;
        _layersOff += off ? 1 : 0;
        Form(external, resources, Matrix.Identity);
        _layersOff -= off ? 1 : 0;
    }

    private void Form(PdfStream form, PdfDictionary? resources, Matrix before)
    {
        var kept = _state;
        var (keptText, keptLine) = (_text, _line);
        var bottom = _states.Count;
        var matrix = _file.Numbers(form.Dictionary["Matrix"], 6) is { } numbers
            ? new Matrix(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) : Matrix.Identity;
        _state.Map = matrix.Then(before).Then(_state.Map);
        if (_file.Numbers(form.Dictionary["BBox"], 4) is { } box)
        {
            EndPath();
            MoveTo(box[0], box[1]);
            LineTo(box[2], box[1]);
            LineTo(box[2], box[3]);
            LineTo(box[0], box[3]);
            EndSubpath();
            _clipNext = false;
            EndPath();
        }
        _formDepth++;
        Run(_file.Unpack(form), _file.Dictionary(form.Dictionary, "Resources") ?? resources);
        _formDepth--;
        while (_states.Count > bottom)
            _states.Pop();
        _state = kept;
        (_text, _line) = (keptText, keptLine);
    }

    private void Image(PdfDictionary dictionary)
    {
        bool Has(string name, string brief) => (dictionary[name] ?? dictionary[brief]) is not null;
        var isMask = (_file.Get(dictionary, "ImageMask") ?? _file.Get(dictionary, "IM")) is true;
        var single = _file.Int(dictionary, "Width", _file.Int(dictionary, "W", 0)) <= 1 && _file.Int(dictionary, "Height", _file.Int(dictionary, "H", 0)) <= 1;
        var map = _state.Map;
        float[] corners = [(float)map.E, (float)map.F, (float)map.X(1, 0), (float)map.Y(1, 0), (float)map.X(1, 1), (float)map.Y(1, 1), (float)map.X(0, 1), (float)map.Y(0, 1)];
        var (left, top, right, bottom) = Bounds(corners);
        var clip = _state.Clip!;
        _ink.PictureArea += Math.Max(0, Math.Min(right, clip.Right) - Math.Max(left, clip.Left)) * (double)Math.Max(0, Math.Min(bottom, clip.Bottom) - Math.Max(top, clip.Top));
        // A stencil paints some of its dots only; one dot stretched is a box.
        var sheer = Has("SMask", "SMask") || Has("Mask", "Mask") || (isMask && !single);
        Add(left, top, right, bottom, IsUpright(corners) ? null : [corners], false, isMask && single ? _state.Fill : ColorSpace.Unknown, _state.FillAlpha,
            sheer ? Cover.SheerPicture : isMask ? Cover.Fill : Cover.Picture);
    }

    private void InlineImage(Lexer lexer, byte[] content)
    {
        var dictionary = new PdfDictionary();
        while (lexer.Next() is Token.Name)
        {
            var key = lexer.Name.Value;
            var value = lexer.ReadValue();
            if (!ReferenceEquals(value, Lexer.NoValue))
                dictionary.Entries[key] = value;
        }
        // The keyword ID was the one that ended the dictionary; its data end at an EI that stands alone.
        var at = lexer.Position + 1;
        while (at < content.Length)
        {
            var found = content.AsSpan(at).IndexOf("EI"u8);
            if (found < 0)
            {
                at = content.Length;
                break;
            }
            at += found;
            var alone = at > 0 && Lexer.IsSpace(content[at - 1]) && (at + 2 >= content.Length || !Lexer.IsRegular(content[at + 2]));
            if (alone && LooksLikeContent(content.AsSpan(Math.Min(content.Length, at + 2))))
                break;
            at += 2;
        }
        lexer.Position = Math.Min(content.Length, at + 2);
        if (_layersOff == 0)
            Image(dictionary);
    }

    private static bool LooksLikeContent(ReadOnlySpan<byte> after)
    {
        foreach (var letter in after[..Math.Min(12, after.Length)])
        {
            if (letter is not (0 or 9 or 10 or 12 or 13) and (< 32 or > 126))
                return false;
        }
        return true;
    }

    private void Point(double px, double py)
    {
        if (_pathPoints++ > MaxPathPoints)
            return;
        _points.Add((float)_state.Map.X(px, py));
        _points.Add((float)_state.Map.Y(px, py));
        (_currentX, _currentY) = (px, py);
    }

    private void MoveTo(double px, double py)
    {
        (_startX, _startY) = (px, py);
        _points.Clear();
        Point(px, py);
    }

    private void LineTo(double px, double py)
    {
        if (_points.Count == 0)
            MoveTo(_currentX, _currentY);
        Point(px, py);
    }

    private void CurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        if (_points.Count == 0)
            MoveTo(_currentX, _currentY);
        var (x0, y0) = (_currentX, _currentY);
        const int Steps = 6;
        for (var i = 1; i <= Steps; i++)
        {
            var t = (double)i / Steps;
            var r = 1 - t;
            Point((r * r * r * x0) + (3 * r * r * t * x1) + (3 * r * t * t * x2) + (t * t * t * x3), (r * r * r * y0) + (3 * r * r * t * y1) + (3 * r * t * t * y2) + (t * t * t * y3));
        }
    }

    private void EndSubpath()
    {
        if (_points.Count >= 4)
            _polygons.Add([.. _points]);
        _points.Clear();
    }

    private void EndPath()
    {
        if (_clipNext is { } evenOdd)
        {
            EndSubpath();
            float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
            foreach (var polygon in _polygons)
            {
                var (l1, t1, r1, b1) = Bounds(polygon);
                (left, top, right, bottom) = (Math.Min(left, l1), Math.Min(top, t1), Math.Max(right, r1), Math.Max(bottom, b1));
            }
            _state.Clip = _polygons.Count == 0 ? new Clip(_state.Clip, 0, 0, -1, -1, null, false)
                : new Clip(_state.Clip, left, top, right, bottom, _polygons.Count == 1 && IsUpright(_polygons[0]) ? null : [.. _polygons], evenOdd);
            _clipNext = null;
        }
        _polygons.Clear();
        _points.Clear();
        _pathPoints = 0;
    }

    private static (float Left, float Top, float Right, float Bottom) Bounds(float[] points)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (var i = 0; i + 1 < points.Length; i += 2)
        {
            left = Math.Min(left, points[i]);
            right = Math.Max(right, points[i]);
            top = Math.Min(top, points[i + 1]);
            bottom = Math.Max(bottom, points[i + 1]);
        }
        return (left, top, right, bottom);
    }

    /// <summary>Whether a polygon is a rectangle that stands straight.</summary>
    private static bool IsUpright(float[] p)
    {
        var points = p.Length / 2;
        if (points is not (4 or 5) || (points == 5 && (Math.Abs(p[0] - p[8]) > 0.01f || Math.Abs(p[1] - p[9]) > 0.01f)))
            return false;
        for (var i = 0; i < 4; i++)
        {
            var j = (i + 1) % 4;
            var (dx, dy) = (Math.Abs(p[2 * i] - p[2 * j]), Math.Abs(p[(2 * i) + 1] - p[(2 * j) + 1]));
            if (dx > 0.01f && dy > 0.01f)
                return false;
        }
        return Math.Abs(p[0] - p[4]) > 0.001f || Math.Abs(p[1] - p[5]) > 0.001f;
    }

    private void PaintFill(bool evenOdd)
    {
        if (_polygons.Count == 0)
            return;
        // Each box of a path of boxes stands for itself; other paths keep their outlines together.
        if (_polygons.TrueForAll(IsUpright) && _polygons.Count <= 64 && !evenOdd)
        {
            foreach (var polygon in _polygons)
            {
                var (left, top, right, bottom) = Bounds(polygon);
                Add(left, top, right, bottom, null, false, _state.Fill, _state.FillAlpha);
            }
            return;
        }
        float l0 = float.MaxValue, t0 = float.MaxValue, r0 = float.MinValue, b0 = float.MinValue;
        foreach (var polygon in _polygons)
        {
            var (left, top, right, bottom) = Bounds(polygon);
            (l0, t0, r0, b0) = (Math.Min(l0, left), Math.Min(t0, top), Math.Max(r0, right), Math.Max(b0, bottom));
        }
        Add(l0, t0, r0, b0, [.. _polygons], evenOdd, _state.Fill, _state.FillAlpha);
    }

    /// <summary>Thick lines cover as boxes do, and are drawn by those who redact with a marker; hair lines cover nothing but in numbers.</summary>
    private void PaintStroke()
    {
        var width = (float)(_state.LineWidth * _state.Map.Scale);
        if (width < 0.2f)
            width = 0.2f;
        if (width > 2000)
            return;
        var half = width / 2;
        foreach (var polygon in _polygons)
        {
            for (var i = 0; i + 3 < polygon.Length; i += 2)
            {
                float x0 = polygon[i], y0 = polygon[i + 1], x1 = polygon[i + 2], y1 = polygon[i + 3];
                var length = MathF.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
                if (length < 1)
                    continue;
                var (nx, ny) = (-(y1 - y0) / length * half, (x1 - x0) / length * half);
                float[] band = [x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny];
                var (left, top, right, bottom) = Bounds(band);
                Add(left, top, right, bottom, IsUpright(band) ? null : [band], false, _state.Stroke, _state.StrokeAlpha);
            }
        }
    }

    private void Add(float left, float top, float right, float bottom, float[][]? outline, bool evenOdd, int color, double alpha, Cover cover = Cover.Fill)
    {
        _order++;
        if (alpha < 0.02 || _layersOff > 0)
            return;
        if (alpha < 0.95 || _state.Blends)
            (cover, color) = (cover is Cover.Picture or Cover.SheerPicture ? Cover.SheerPicture : Cover.Veil, ColorSpace.Unknown);
        var clip = _state.Clip!;
        (left, top, right, bottom) = (Math.Max(left, clip.Left), Math.Max(top, clip.Top), Math.Min(right, clip.Right), Math.Min(bottom, clip.Bottom));
        if (!(right - left > 0.1f) || !(bottom - top > 0.1f) || _ink.Shapes.Count >= MaxShapes)
            return;
        _ink.Shapes.Add(new Shape(cover == Cover.Fill && _inAnnotation ? Cover.Annotation : cover, _order, color, left, top, right, bottom, outline, evenOdd, clip));
    }

    private void NextLine(double tx, double ty)
    {
        _line = _line with { E = (tx * _line.A) + (ty * _line.C) + _line.E, F = (tx * _line.B) + (ty * _line.D) + _line.F };
        _text = _line;
    }

    private void Show(ReadOnlySpan<byte> codes)
    {
        if (_state.Font is not { } font)
            return;
        _order++;
        var size = _state.FontSize;
        var map = new Matrix(size * _state.Stretch, 0, 0, size, 0, _state.Rise).Then(_text).Then(_state.Map);
        var along = Math.Sqrt((map.A * map.A) + (map.B * map.B));
        var up = Math.Sqrt((map.C * map.C) + (map.D * map.D));
        if (font.IsType3 && font.GlyphScale > 0)
            up *= Math.Clamp(font.GlyphScale * 1000, 0.001, 1000);
        var (dirX, dirY) = along > 0 ? ((float)(map.A / along), (float)(map.B / along)) : (1f, 0f);
        var mode = _state.Mode & 7;
        var stroked = mode is 1 or 5;
        var color = stroked ? _state.Stroke : _state.Fill;
        var inking = (mode == 3 || (stroked ? _state.StrokeAlpha : _state.FillAlpha) < 0.05 ? Inking.Invisible : Inking.Plain)
            | (color < 0 || mode is 2 or 6 or 7 || font.IsType3 ? Inking.UnknownColor : Inking.Plain)
            | (_layersOff > 0 ? Inking.LayerOff : Inking.Plain);
        for (var at = 0; at < codes.Length;)
        {
            var (text, width, isSpace) = font.Next(codes, ref at);
            var advance = (width * size) + _state.CharSpace + (isSpace ? _state.WordSpace : 0);
            if (text.Length == 0 || (text.Length == 1 && text[0] == ' '))
                _spaceBefore = true;
            else
            {
                var glyphAdvance = (float)(Math.Abs(width) * along);
                if (_ink.Glyphs.Count >= MaxGlyphs)
                    throw new PdfLimitException($"A page has more than {MaxGlyphs} characters.");
                if (ReferenceEquals(text, PdfFont.Unmapped))
                    _ink.UnmappedGlyphs++;
                var shown = text;
                if (text[0] == ' ' || text[^1] == ' ')
                {
                    shown = text.Trim();
                    _spaceBefore |= text[0] == ' ';
                    if (shown.Length == 0)
                        goto advance;
                }
                if (double.IsFinite(map.E) && double.IsFinite(map.F) && Math.Abs(map.E) < 1e6 && Math.Abs(map.F) < 1e6 && up < 1e5 && glyphAdvance < 1e5)
                {
                    _ink.Glyphs.Add(new Glyph(shown, (float)map.E, (float)map.F, dirX, dirY, glyphAdvance, (float)up, (float)(up * font.Ascent), (float)(up * font.Descent),
                        _order, color, inking | (_spaceBefore ? Inking.AfterSpace : Inking.Plain), _state.Clip));
                }
                _spaceBefore = text[^1] == ' ';
            }
        advance:
            var shift = advance * _state.Stretch;
            _text = _text with { E = _text.E + (shift * _text.A), F = _text.F + (shift * _text.B) };
            var moved = size == 0 ? 0 : advance / size;
            map = map with { E = map.E + (moved * map.A), F = map.F + (moved * map.B) };
        }
    }

    private void Annotations(PdfDictionary page, Matrix map)
    {
        if (_file.Get(page, "Annots") is not List<object?> list)
            return;
        foreach (var item in list.Take(20_000))
        {
            if (_file.Resolve(item) is not PdfDictionary annotation)
                continue;
            var flags = _file.Int(annotation, "F", 0);
            var subtype = (_file.Get(annotation, "Subtype") as PdfName)?.Value;
            // Hidden, or not for the screen, or a note's window: not what a person sees on the page.
            if ((flags & 2) != 0 || (flags & 32) != 0 || subtype == "Popup" || _file.Numbers(annotation["Rect"], 4) is not { } rect || _shared.IsOff(_file.Dictionary(annotation, "OC")))
                continue;
            rect = [Math.Min(rect[0], rect[2]), Math.Min(rect[1], rect[3]), Math.Max(rect[0], rect[2]), Math.Max(rect[1], rect[3])];
            _inAnnotation = true;
            _state = new State { Map = map, Stretch = 1, LineWidth = 1, FillAlpha = 1, StrokeAlpha = 1, Clip = new Clip(null, 0, 0, (float)_ink.Width, (float)_ink.Height, null, false) };
            if (subtype == "Redact")
                RedactionMarks(annotation, rect);
            if (Appearance(annotation) is { } appearance)
                Appear(appearance, rect);
            else if (subtype is "Square" or "Circle" && _file.Numbers(annotation["IC"], 1) is { } interior && _file.Number(annotation, "CA", 1) > 0.95)
            {
                float[] corners = [(float)map.X(rect[0], rect[1]), (float)map.Y(rect[0], rect[1]), (float)map.X(rect[2], rect[3]), (float)map.Y(rect[2], rect[3])];
                var (left, top, right, bottom) = Bounds(corners);
                Add(left, top, right, bottom, null, false, ColorSpace.Color(null, interior), 1);
            }
            _inAnnotation = false;
        }
    }

    private void RedactionMarks(PdfDictionary annotation, double[] rect)
    {
        var quads = _file.Numbers(annotation["QuadPoints"], 8) ?? [rect[0], rect[1], rect[2], rect[1], rect[0], rect[3], rect[2], rect[3]];
        for (var i = 0; i + 7 < Math.Min(quads.Length, 8000); i += 8)
        {
            var corners = new float[8];
            for (var p = 0; p < 4; p++)
            {
                corners[2 * p] = (float)_state.Map.X(quads[i + (2 * p)], quads[i + (2 * p) + 1]);
                corners[(2 * p) + 1] = (float)_state.Map.Y(quads[i + (2 * p)], quads[i + (2 * p) + 1]);
            }
            var (left, top, right, bottom) = Bounds(corners);
            Add(left, top, right, bottom, null, false, ColorSpace.Unknown, 1, Cover.RedactionMark);
        }
    }

    private PdfStream? Appearance(PdfDictionary annotation)
    {
        if (_file.Dictionary(annotation, "AP") is not { } appearances)
            return null;
        return _file.Get(appearances, "N") switch
        {
            PdfStream one => one,
            PdfDictionary states when _file.Get(annotation, "AS") is PdfName state => _file.Get(states, state.Value) as PdfStream,
            _ => null,
        };
    }

    private void Appear(PdfStream appearance, double[] rect)
    {
        // The appearance's box, after its matrix, is fitted to the annotation's rectangle (12.5.5, algorithm 8.1).
        var box = _file.Numbers(appearance.Dictionary["BBox"], 4) ?? [0, 0, rect[2] - rect[0], rect[3] - rect[1]];
        var matrix = _file.Numbers(appearance.Dictionary["Matrix"], 6) is { } a ? new Matrix(a[0], a[1], a[2], a[3], a[4], a[5]) : Matrix.Identity;
        double[] xs = [matrix.X(box[0], box[1]), matrix.X(box[2], box[1]), matrix.X(box[0], box[3]), matrix.X(box[2], box[3])];
        double[] ys = [matrix.Y(box[0], box[1]), matrix.Y(box[2], box[1]), matrix.Y(box[0], box[3]), matrix.Y(box[2], box[3])];
        var (w0, h0) = (xs.Max() - xs.Min(), ys.Max() - ys.Min());
        var sx = w0 > 0 ? (rect[2] - rect[0]) / w0 : 1;
        var sy = h0 > 0 ? (rect[3] - rect[1]) / h0 : 1;
        var fit = new Matrix(sx, 0, 0, sy, rect[0] - (xs.Min() * sx), rect[1] - (ys.Min() * sy));
        Form(appearance, null, fit);
    }
}
