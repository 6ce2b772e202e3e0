using Clementia.Casework;

namespace Clementia.Documents.Pdf;

/// <summary>A page on its way from ink to text. The ink is let go at once; what is kept grows with the words only.</summary>
internal sealed class Sheet
{
    private readonly int _number;
    private readonly float _width, _height;
    private readonly List<Side> _sides;
    private readonly List<string> _slanted;
    private readonly bool _hasPicture;
    private readonly bool _pictured;
    private readonly int _glyphs, _unmapped;
    private readonly List<List<Row>> _rows = [];

    private Sheet(Ink ink, int number, bool[]? unseen, IReadOnlyList<HiddenText> hidden, bool complete)
    {
        (_number, _width, _height) = (number, (float)ink.Width, (float)ink.Height);
        (_sides, _slanted) = Rows.Gather(ink, unseen);
        var area = ink.Width * ink.Height;
        _hasPicture = ink.PictureArea > area * 0.04;
        _pictured = ink.PictureArea > area * 0.35;
        (_glyphs, _unmapped) = (ink.Glyphs.Count, ink.UnmappedGlyphs);
        // Text drawn as outlines, a letter a shape, is a picture to us.
        _drawn = ink.Shapes.Count > 200;
        Hidden = hidden;
        Checked = complete;
        LineNumbers = _sides.Count > 0 ? Rows.LineNumbers(_sides[0], null) : [];
    }

    private readonly bool _drawn;

    public static Sheet Of(Ink ink, int number)
    {
        var (unseen, hidden, complete) = RedactionCheck.Find(ink, number);
        var sheet = new Sheet(ink, number, unseen, hidden, complete);
        ink.Release();
        return sheet;
    }

    public IReadOnlyList<HiddenText> Hidden { get; }

    public bool Checked { get; }

    public List<NumberColumn> LineNumbers { get; private set; }

    public IReadOnlyList<Row> MainRows => _rows.Count > 0 ? _rows[0] : [];

    public float MainHeight => _sides.Count > 0 ? _sides[0].Height : _height;

    /// <summary>Sets line numbers aside and forms the rows.</summary>
    public void FormRows(float? usualRight)
    {
        if (LineNumbers.Count == 0 && usualRight is not null && _sides.Count > 0)
            LineNumbers = Rows.LineNumbers(_sides[0], usualRight);
        if (LineNumbers.Count == 0)
        {
            foreach (var side in _sides)
                _rows.Add(Rows.Form(side.Pieces));
            return;
        }
        var main = _sides[0];
        var numbers = LineNumbers.SelectMany(c => c.Numbers.Select(n => n.Index)).ToHashSet();
        var panels = LineNumbers.Exists(c => c.HasLeftNeighbours) ? LineNumbers.ConvertAll(c => new Side(main.Quarter, main.Width, main.Height, [])) : [];
        var rest = new List<Piece>();
        for (var i = 0; i < main.Pieces.Count; i++)
        {
            if (numbers.Contains(i))
                continue;
            var panel = panels.Count == 0 ? -1 : PanelOf(main.Pieces[i]);
            (panel < 0 ? rest : panels[panel].Pieces).Add(main.Pieces[i]);
        }
        _rows.Add(Rows.Form(rest));
        for (var p = 0; p < panels.Count; p++)
        {
            _sides.Insert(1 + p, panels[p]);
            _rows.Add(Rows.Form(panels[p].Pieces));
            Label(_rows[^1], main, LineNumbers[p]);
        }
        if (panels.Count == 0)
        {
            foreach (var column in LineNumbers)
                Label(_rows[0], main, column);
        }
        for (var s = 1 + panels.Count; s < _sides.Count; s++)
            _rows.Add(Rows.Form(_sides[s].Pieces));
    }

    /// <summary>The small page of a sheet that a word belongs to: beside the numbers, or up to three lines above them (its head).</summary>
    private int PanelOf(in Piece piece)
    {
        for (var i = 0; i < LineNumbers.Count; i++)
        {
            var column = LineNumbers[i];
            var next = LineNumbers.Where(c => c.Left > column.Left + 40).Select(c => c.Left).DefaultIfEmpty(float.MaxValue).Min();
            if (piece.Start >= column.Left - 6 && piece.Start < next - 6 && piece.Base > column.Top - (2.2f * column.Step) && piece.Base < column.Bottom + (0.6f * column.Step))
                return i;
        }
        return -1;
    }

    /// <summary>Each number goes to the nearest row, each row has at most one.</summary>
    private static void Label(List<Row> rows, Side side, NumberColumn column)
    {
        if (rows.Count == 0)
            return;
        foreach (var (index, value) in column.Numbers)
        {
            var piece = side.Pieces[index];
            var nearest = rows.MinBy(r => Math.Abs(r.Base - piece.Base))!;
            if (Math.Abs(nearest.Base - piece.Base) < 0.45f * column.Step && nearest.Label is null)
                nearest.Label = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Asks about every hyphen at the end of a row.</summary>
    public void AskAbout(Hyphens hyphens, HashSet<int> margins)
    {
        for (var s = 0; s < _rows.Count; s++)
        {
            var rows = _rows[s];
            for (var r = 0; r < rows.Count; r++)
            {
                if (s == 0 && margins.Contains(r))
                    continue;
                // In columns the hyphen stands before a gap and not at the row's end.
                for (var i = 0; i < rows[r].Pieces.Count; i++)
                {
                    var piece = rows[r].Pieces[i];
                    var last = i == rows[r].Pieces.Count - 1;
                    if (!Hyphens.IsBroken(piece.Text) || (!last && rows[r].Pieces[i + 1].IsGlued))
                        continue;
                    for (var below = r + 1; below < Math.Min(rows.Count, r + 3); below++)
                    {
                        foreach (var start in rows[below].Pieces)
                        {
                            if (start.Start < piece.End && char.IsLetter(start.Text[0]))
                                hyphens.Ask(Joined(rows[r].Pieces, i), start.Text);
                        }
                    }
                }
            }
        }
    }

    private static string Joined(List<Piece> pieces, int at)
    {
        var first = at;
        while (first > 0 && pieces[first].IsGlued)
            first--;
        return first == at ? pieces[at].Text : string.Concat(pieces.Skip(first).Take(at - first + 1).Select(p => p.Text));
    }

    /// <summary>The words of this page that answer what was asked.</summary>
    public List<string> Answer(Hyphens hyphens)
    {
        var answers = new List<string>();
        foreach (var rows in _rows)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Pieces.Count; i++)
                {
                    if (i + 1 < row.Pieces.Count && row.Pieces[i + 1].IsGlued)
                        continue;
                    var text = row.Pieces[i].IsGlued ? Joined(row.Pieces, i) : row.Pieces[i].Text;
                    if (hyphens.Answer(text) is { } answer)
                        answers.Add(answer);
                }
            }
        }
        return answers;
    }

    public Page Compose(Hyphens hyphens, HashSet<int> margins, string? label)
    {
        var aside = new List<string>();
        var composer = new Composer(hyphens);
        for (var s = 0; s < _rows.Count; s++)
        {
            if (_rows[s].Count == 0)
                continue;
            // A short text turned against the page is a stamp or a spine, not its text.
            if (_sides[s].Quarter != _sides[0].Quarter && _rows[s].Count <= 3)
            {
                aside.AddRange(_rows[s].Select(r => r.Text));
                continue;
            }
            var body = _rows[s];
            if (s == 0 && margins.Count > 0)
            {
                body = [.. body.Where((_, r) => !margins.Contains(r))];
                aside.InsertRange(0, margins.Order().Select(r => _rows[0][r].Text));
            }
            if (body.Count == 0)
                continue;
            var (regions, rules) = Columns.Read(body);
            composer.Add(_sides[s], regions);
            aside.AddRange(rules);
        }
        aside.AddRange(_slanted);
        return new Page(_number, composer.Text, RedactionCheck.Hundredths(_width), RedactionCheck.Hundredths(_height), composer.Words, composer.Lines, label, aside);
    }

    /// <summary>Whether the page shows something, but holds no text that could be used.</summary>
    public bool LacksText(Page page)
    {
        if (_glyphs > 20 && _unmapped > _glyphs * 0.3)
            return true;
        var letters = 0;
        foreach (var c in page.Text)
            letters += char.IsLetterOrDigit(c) ? 1 : 0;
        return letters < 12 ? _hasPicture || (_drawn && letters == 0) : _pictured && letters < 40;
    }
}
