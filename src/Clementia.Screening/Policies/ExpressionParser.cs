using System.Globalization;
using Clementia.Law;

namespace Clementia.Screening.Policies;

/// <summary>What is wrong at a place of an expression.</summary>
internal sealed record ExpressionFault(int Start, int Length, string Problem, string Remedy, bool Warning = false);

/// <summary>The names that an expression can use, and the columns and choices that it turned out to use.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    public required IReadOnlyDictionary<string, ColumnSpec> Known { get; init; }

    public required IReadOnlyList<PolicyParameter> Parameters { get; init; }

    public required IReadOnlyList<string> Criteria { get; init; }

    public List<ColumnSpec> Columns { get; } = [];

    public List<ChoiceSet> Sets { get; } = [];

    /// <summary>The criteria that the expression read last refers to.</summary>
    public HashSet<int> Referred { get; } = [];

    public HashSet<int> ParametersUsed { get; } = [];

    public int Use(ColumnSpec spec)
    {
        if (!_used.TryGetValue(spec.Name, out var at))
        {
            _used.Add(spec.Name, at = Columns.Count);
            Columns.Add(spec);
        }
        return at;
    }

    public int Parameter(string name)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == name)
                return i;
        }
        return -1;
    }

    public int Criterion(string name)
    {
        for (var i = 0; i < Criteria.Count; i++)
        {
            if (Criteria[i] == name)
                return i;
        }
        return -1;
    }

    public IEnumerable<string> Names => [.. Known.Keys, .. Parameters.Select(p => p.Name), .. Criteria, .. Known.Values.Where(c => c.Type == ColumnType.Months).SelectMany(c => new[] { c.Name + ".months", c.Name + ".years" })];
}

/// <summary>
/// Reads an expression and checks its types in one pass. A mistake in the form ends the reading; a wrong name, type or unit is noted and the reading goes on, so that all of them are told at once.
/// </summary>
internal sealed class ExpressionParser
{
    private const int DeepestNesting = 60;
    private const long Largest = 1_000_000_000_000_000;

    private static readonly string[] s_words = ["and", "or", "not", "in", "at", "least", "of", "is", "life", "min", "max", "yes", "no", "true", "false", "unknown"];

    private readonly string _text;
    private readonly Scope _scope;
    private readonly List<ExpressionFault> _faults;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _depth;

    private ExpressionParser(string text, Scope scope, List<ExpressionFault> faults) => (_text, _scope, _faults) = (text, scope, faults);

    private enum Kind
    {
        Name,
        Number,
        Day,
        Quoted,
        Symbol,
        End,
    }

    private readonly record struct Token(Kind Kind, string Text, int Start, int End);

    /// <summary>A part that was read: a condition, a number, a choice column, or something wrong that was told already.</summary>
    private sealed record Operand(int Start, int End)
    {
        public Condition? Condition { get; init; }

        public Number? Number { get; init; }

        /// <summary>For a plain number: its value is <see cref="Number"/> divided by this. 100 for <c>X.months</c>, 1200 for <c>X.years</c>.</summary>
        public long Scale { get; init; } = 1;

        /// <summary>A plain number, in whatever scale it is held.</summary>
        public bool Plain { get; init; }

        public ColumnSpec? Choice { get; init; }

        public bool Bad => Condition is null && Number is null && Choice is null;
    }

    private sealed class SyntaxException(ExpressionFault fault) : Exception(fault.Problem)
    {
        public ExpressionFault Fault { get; } = fault;
    }

    /// <summary>Names that no column, parameter or criterion may have.</summary>
    public static bool IsReserved(string name) => s_words.Contains(name, StringComparer.OrdinalIgnoreCase) || Unit(name) is not null;

    /// <summary>A name: words of letters, digits and underscores that begin with a letter, with dots between them.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 80 && name.Split('.').All(part => part.Length > 0 && char.IsAsciiLetter(part[0]) && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));

    /// <summary>Reads a condition; null when something is wrong with it.</summary>
    public static Condition? ReadCondition(string text, Scope scope, List<ExpressionFault> faults) => Read(text, scope, faults, (parser, whole) => parser.AsCondition(whole));

    /// <summary>Reads a number; null when something is wrong with it.</summary>
    public static Number? ReadNumber(string text, Scope scope, List<ExpressionFault> faults) => Read(text, scope, faults, (parser, whole) => parser.AsNumber(whole)?.Number);

    private static T? Read<T>(string text, Scope scope, List<ExpressionFault> faults, Func<ExpressionParser, Operand, T?> take)
        where T : class
    {
        scope.Referred.Clear();
        var before = faults.Count(f => !f.Warning);
        try
        {
            var parser = new ExpressionParser(text, scope, faults);
            parser.Split();
            var whole = parser.Or();
            parser.ExpectEnd();
            var taken = take(parser, whole);
            return faults.Count(f => !f.Warning) > before ? null : taken;
        }
        catch (SyntaxException wrong)
        {
            faults.Add(wrong.Fault);
            return null;
        }
    }

    // ---- words and signs ----

    private void Split()
    {
        var i = 0;
        while (i < _text.Length)
        {
            var start = i;
            var c = _text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }
            if (char.IsAsciiLetter(c) || c == '_')
            {
                while (i < _text.Length && (char.IsAsciiLetterOrDigit(_text[i]) || _text[i] == '_' || (_text[i] == '.' && i + 1 < _text.Length && char.IsAsciiLetter(_text[i + 1]))))
                    i++;
                Add(Kind.Name, start, i);
            }
            else if (char.IsAsciiDigit(c))
                i = SplitNumber(start);
            else if (c is '\'' or '"')
            {
                i = _text.IndexOf(c, start + 1) + 1;
                if (i == 0)
                    throw Syntax(start, _text.Length - start, "This quotation is not closed.", $"Put a {c} behind the name.");
                _tokens.Add(new(Kind.Quoted, _text[(start + 1)..(i - 1)], start, i));
            }
            else
                i = SplitSign(start);
        }
        _tokens.Add(new(Kind.End, "", _text.Length, _text.Length));
    }

    private int SplitNumber(int start)
    {
        var i = start;
        if (_text.Length >= start + 10 && DateOnly.TryParseExact(_text.AsSpan(start, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && (_text.Length == start + 10 || !IsWordPart(_text[start + 10])))
        {
            Add(Kind.Day, start, start + 10);
            return start + 10;
        }
        while (i < _text.Length && (char.IsAsciiDigit(_text[i]) || (_text[i] is '.' or ',' && i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1]))))
            i++;
        var end = i;
        while (end < _text.Length && (IsWordPart(_text[end]) || (_text[end] == '.' && end + 1 < _text.Length && IsWordPart(_text[end + 1]))))
            end++;
        var run = end;
        while (run < _text.Length && _text[run] == '-' && run + 1 < _text.Length && char.IsAsciiDigit(_text[run + 1]))
        {
            for (run++; run < _text.Length && char.IsAsciiDigit(_text[run]); run++)
            {
            }
        }
        if (end == i && i - start == 4 && _text[start..run].Count(c => c == '-') == 2)
            throw Syntax(start, run - start, $"'{_text[start..run]}' is not a day of the calendar.", "Write year, month and day as 2018-12-21.");
        if (end > i && Unit(_text[i..end]) is null)
            throw Syntax(start, end - start, $"'{_text[start..end]}' is neither a number nor a name.", $"Names that begin with a digit go in quotes: '{_text[start..end]}'.");
        Add(Kind.Number, start, i);
        return i;
    }

    private int SplitSign(int start)
    {
        var two = start + 1 < _text.Length ? _text.Substring(start, 2) : "";
        if (two is "<=" or ">=" or "!=")
        {
            Add(Kind.Symbol, start, start + 2);
            return start + 2;
        }
        var remedy = two switch
        {
            "==" => "Write = once.",
            "&&" => "Write and.",
            "||" => "Write or.",
            "<>" => "Write !=.",
            "=>" => "Write >=.",
            "=<" => "Write <=.",
            _ => null,
        };
        if (remedy is not null)
            throw Syntax(start, 2, $"'{two}' is not used here.", remedy);
        var c = _text[start];
        var (same, other) = c switch { '≤' => ("<=", null), '≥' => (">=", null), '≠' => ("!=", null), '!' => ("", "Write not."), '$' => ("", "Parameters are named without a sign in front."), '/' => ("", "There is no division: multiply the other side by a whole number."), _ => ("", (string?)null) };
        if (same.Length > 0)
            _tokens.Add(new(Kind.Symbol, same, start, start + 1));
        else if ("<>=+-*(),".Contains(c, StringComparison.Ordinal))
            Add(Kind.Symbol, start, start + 1);
        else
            throw Syntax(start, 1, $"The sign '{c}' is not used here.", other ?? "The signs are < <= = != >= > + - * ( ) and the comma.");
        return start + 1;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private void Add(Kind kind, int start, int end) => _tokens.Add(new(kind, _text[start..end], start, end));

    // ---- form ----

    private Token Next => _tokens[_at];

    private bool IsWord(string word, int ahead = 0) => _at + ahead < _tokens.Count && _tokens[_at + ahead] is { Kind: Kind.Name } token && token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsSign(string sign) => Next.Kind == Kind.Symbol && Next.Text == sign;

    private bool Word(string word)
    {
        if (!IsWord(word))
            return false;
        _at++;
        return true;
    }

    private bool Sign(string sign)
    {
        if (!IsSign(sign))
            return false;
        _at++;
        return true;
    }

    private void Expect(string sign, string after)
    {
        if (!Sign(sign))
            throw Syntax(Next, $"A {sign} is missing {after}{Found()}.", $"Put a {sign} there.");
    }

    private string Found() => Next.Kind == Kind.End ? ", where the expression ends" : $" before '{Next.Text}'";

    private void ExpectEnd()
    {
        if (Next.Kind == Kind.End)
            return;
        if (Next.Text is "<" or "<=" or "=" or "!=" or ">=" or ">" && Next.Kind == Kind.Symbol)
            throw Syntax(Next, "Two comparisons are strung together.", "Write them as two: category >= 2 and category <= 4.");
        throw Syntax(Next, IsSign(")") ? "This ) closes nothing." : $"'{Next.Text}' does not belong here.", IsSign(")") ? "Take it away, or open it with a ( before." : "Join conditions with and or or; names that are not one word go in quotes.");
    }

    private string Between(int start, int end) => _text[start..end];

    private int LastEnd => _tokens[_at - 1].End;

    private Operand Or()
    {
        if (++_depth > DeepestNesting)
            throw Syntax(Next, "Parentheses are nested too deeply.", "Make criteria of the inner parts and refer to them by name.");
        var first = Unary();
        var joined = IsWord("and") ? "and" : IsWord("or") ? "or" : null;
        if (joined is not null)
        {
            var parts = new List<Condition?> { AsCondition(first) };
            while (Word(joined))
                parts.Add(AsCondition(Unary()));
            if (IsWord("and") || IsWord("or"))
                throw Syntax(Next, "'and' and 'or' side by side can be read in two ways.", "Put parentheses around the conditions that belong together.");
            var text = Between(first.Start, LastEnd);
            first = parts.Contains(null) ? new Operand(first.Start, LastEnd)
                : new Operand(first.Start, LastEnd) { Condition = joined == "and" ? new All(text, [.. parts!]) : new Any(text, [.. parts!]) };
        }
        _depth--;
        return first;
    }

    private Operand Unary()
    {
        var start = Next.Start;
        if (!IsWord("not"))
            return Predicate();
        _at++;
        if (++_depth > DeepestNesting)
            throw Syntax(Next, "'not' is repeated too often.", "Say it once.");
        var of = AsCondition(Unary());
        _depth--;
        return new(start, LastEnd) { Condition = of is null ? null : new Not(Between(start, LastEnd), of) };
    }

    private Operand Predicate()
    {
        if (IsWord("at") && IsWord("least", 1))
            return SoManyOf();
        var left = Arithmetic();
        if (Next.Kind == Kind.Symbol && ComparatorOf(Next.Text) is { } comparator)
        {
            var sign = Next;
            _at++;
            return left.Choice is not null ? ChoiceIs(left, sign, comparator) : Compare(left, sign, comparator, Arithmetic());
        }
        var no = IsWord("not") && IsWord("in", 1);
        if (no || IsWord("in"))
        {
            _at += no ? 2 : 1;
            var within = In(left);
            return no && within.Condition is { } of ? within with { Condition = new Not(of.Text, of) } : within;
        }
        if (IsWord("is"))
        {
            throw Syntax(Next, IsWord("unknown", 1) || (IsWord("not", 1) && IsWord("unknown", 2)) ? "Whether something is known cannot be asked." : "'is' is not used here.",
                IsWord("unknown", 1) || IsWord("not", 1) ? "A condition on something unknown is unknown by itself, and the screen lists those people apart; a criterion must never turn ignorance into an answer." : "Write = for numbers and choices, and the bare name for yes or no.");
        }
        return left;
    }

    private static Comparator? ComparatorOf(string sign) => sign switch { "<" => Comparator.Less, "<=" => Comparator.AtMost, "=" => Comparator.Equal, "!=" => Comparator.NotEqual, ">=" => Comparator.AtLeast, ">" => Comparator.More, _ => null };

    private Operand SoManyOf()
    {
        var start = Next.Start;
        _at += 2;
        var needed = Factor();
        if (!Word("of"))
            throw Syntax(Next, $"'of' is missing after 'at least {Between(needed.Start, needed.End)}'{Found()}.", "Write: at least 4 of (a, b, c, d, e).");
        Expect("(", "after 'of'");
        var parts = new List<Condition?>();
        do
            parts.Add(AsCondition(Or()));
        while (Sign(","));
        Expect(")", "after the last condition");
        if (!needed.Bad && (!needed.Plain || needed.Number is not (Constant or ParameterValue)))
            Fault(needed.Start, needed.End, "'at least' needs a whole number.", "Write: at least 4 of (a, b, c, d, e), or a parameter with the unit \"number\".");
        else if (needed.Number is Constant { Value: var k } && (k < 1 || k > parts.Count))
            Fault(needed.Start, needed.End, $"At least {k} of {parts.Count} conditions {(k < 1 ? "is always met" : "can never be met")}.", $"Write a number from 1 to {parts.Count}.");
        return new(start, LastEnd) { Condition = parts.Contains(null) || needed.Number is null ? null : new AtLeast(Between(start, LastEnd), needed.Number, [.. parts!]) };
    }

    private Operand Arithmetic()
    {
        var left = Term();
        while (IsSign("+") || IsSign("-"))
        {
            var (sign, minus) = (Next, IsSign("-"));
            _at++;
            var right = Term();
            var (start, end) = (left.Start, right.End);
            var bad = new Operand(start, end);
            if (left.Bad || right.Bad || AsNumber(left) is null || AsNumber(right) is null)
            {
                left = bad;
                continue;
            }
            if (left.Number!.Type == ColumnType.Day || right.Number!.Type == ColumnType.Day)
            {
                Fault(start, end, "Days cannot be added or subtracted.", "Compare the days themselves (sentenced.last < 2010-08-03), or use a length of time such as served.");
                left = bad;
                continue;
            }
            if (Alike(left, right, sign) is not { } alike)
            {
                left = bad;
                continue;
            }
            var (a, b, scale) = alike;
            var text = Between(start, end);
            left = new(start, end) { Number = Fold(minus ? new Difference(text, a.Type, a, b) : new Sum(text, a.Type, a, b)), Plain = left.Plain, Scale = scale };
        }
        return left;
    }

    /// <summary>Constants are put together at once, where that is exact; life and what would overflow is left as it stands.</summary>
    private static Number Fold(Number number) => number switch
    {
        Sum { Left: Constant { Value: < Largest } a, Right: Constant { Value: < Largest } b } => new Constant(number.Text, number.Type, a.Value + b.Value),
        Difference { Left: Constant { Value: < Largest } a, Right: Constant { Value: < Largest } b } => new Constant(number.Text, number.Type, a.Value - b.Value),
        _ => number,
    };

    private Operand Term()
    {
        var left = Factor();
        while (IsSign("*"))
        {
            _at++;
            var right = Factor();
            var end = new Operand(left.Start, right.End);
            if (left.Bad || right.Bad || AsNumber(left) is null || AsNumber(right) is null)
            {
                left = end;
                continue;
            }
            var (times, of) = left is { Plain: true, Number: Constant } ? (left, right) : (right, left);
            if (times is not { Plain: true, Number: Constant { Value: >= 1 and <= 1_000_000 } factor })
            {
                Fault(left.Start, right.End, "One side of * must be a whole number from 1 to 1,000,000.", "Write: 2 * served.");
                left = end;
                continue;
            }
            if (of.Number!.Type == ColumnType.Day)
            {
                Fault(left.Start, right.End, "A day cannot be multiplied.", "Multiply a number, a length of time or a weight.");
                left = end;
                continue;
            }
            left = of with { Start = left.Start, End = right.End, Number = Scaled(of.Number, factor.Value, Between(left.Start, right.End)) };
        }
        return left;
    }

    private Operand Factor()
    {
        var token = Next;
        if (token.Kind == Kind.Symbol && token.Text == "(")
        {
            _at++;
            var inner = Or();
            Expect(")", $"for the ( at column {token.Start + 1} of the expression");
            return inner with { Start = token.Start, End = LastEnd };
        }
        if (token is { Kind: Kind.Symbol, Text: "-" } && _tokens[_at + 1].Kind == Kind.Number)
        {
            _at++;
            var negative = Factor();
            return negative.Number is Constant c ? negative with { Start = token.Start, Number = c with { Text = Between(token.Start, negative.End), Value = -c.Value } } : negative;
        }
        _at++;
        switch (token.Kind)
        {
            case Kind.Number:
                return Literal(token);
            case Kind.Day:
                var day = DateOnly.ParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                return new(token.Start, token.End) { Number = new Constant(token.Text, ColumnType.Day, day.DayNumber) };
            case Kind.Name when token.Text.Equals("life", StringComparison.OrdinalIgnoreCase):
                return new(token.Start, token.End) { Number = new Constant(token.Text, ColumnType.Months, Code.Life) };
            case Kind.Name when token.Text is "min" or "max" && IsSign("("):
                return Extreme(token);
            case Kind.Name:
                return Named(token);
            case Kind.Quoted:
                Fault(token.Start, token.End, $"'{token.Text}' stands where a column is expected.", "Put the column first: guideline = '2D1.1'.");
                return new(token.Start, token.End);
            default:
                _at--;
                throw Syntax(token, token.Kind == Kind.End ? (_text.Trim().Length == 0 ? "The expression is empty." : "The expression ends where a condition or a number should follow.") : $"A condition or a number should stand before '{token.Text}'.", "Write a column, a parameter, a number or a condition in parentheses.");
        }
    }

    private Operand Literal(Token token)
    {
        var unit = Next is { Kind: Kind.Name } word ? Unit(word.Text) : null;
        if (unit is null && Next is { Kind: Kind.Name } other && !s_words.Contains(other.Text, StringComparer.OrdinalIgnoreCase))
        {
            _at++;
            Fault(token.Start, other.End, $"'{other.Text}' is not a unit.", other.Text.StartsWith("day", StringComparison.OrdinalIgnoreCase) || other.Text.StartsWith("week", StringComparison.OrdinalIgnoreCase)
                ? "A length of time is counted in months or years here, because months differ in days." : "The units are months, years, kg, g, mg and ug.");
            return new(token.Start, other.End);
        }
        if (unit is not null)
            _at++;
        var (type, scale) = unit ?? (ColumnType.Count, 1);
        // The scale is not always a power of ten: years are 1200 hundredths of a month.
        var value = Exact.Read(token.Text, 6) is { } millionths && Int128.DivRem(millionths * scale, 1_000_000) is (var whole, var rest) && rest == 0 && whole <= Largest ? (long)whole : (long?)null;
        if (value is null)
        {
            Fault(token.Start, LastEnd, $"'{Between(token.Start, LastEnd)}' is not a whole number of {Base(type)}, or too large.", type == ColumnType.Count ? "Write a whole number." : "Use a smaller unit or fewer decimals.");
            return new(token.Start, LastEnd);
        }
        return new(token.Start, LastEnd) { Number = new Constant(Between(token.Start, LastEnd), type, value.Value), Plain = type == ColumnType.Count };
    }

    private static string Base(ColumnType type) => type switch { ColumnType.Months => "hundredths of a month", ColumnType.Weight => "micrograms", _ => "units" };

    /// <summary>A unit of measure: what it measures and how many base units it is.</summary>
    public static (ColumnType Type, int Scale)? Unit(string word) => word.ToLowerInvariant() switch
    {
        "month" or "months" => (ColumnType.Months, 100),
        "year" or "years" => (ColumnType.Months, 1200),
        "kg" => (ColumnType.Weight, 1_000_000_000),
        "g" => (ColumnType.Weight, 1_000_000),
        "mg" => (ColumnType.Weight, 1_000),
        "ug" => (ColumnType.Weight, 1),
        _ => null,
    };

    private Operand Extreme(Token name)
    {
        _at++;
        var parts = new List<Operand>();
        do
            parts.Add(Arithmetic());
        while (Sign(","));
        Expect(")", $"after {name.Text}(…");
        var bad = new Operand(name.Start, LastEnd);
        if (parts.Any(p => AsNumber(p) is null))
            return bad;
        var scale = 1L;
        foreach (var part in parts)
        {
            if (Alike(parts[0], part, name) is not { } alike)
                return bad;
            scale = Lcm(scale, alike.Scale);
        }
        var text = Between(name.Start, LastEnd);
        var numbers = parts.Select(p => p.Plain ? InScale(p, scale) : p.Number!).ToList();
        return bad with { Number = name.Text == "min" ? new Least(text, numbers[0].Type, numbers) : new Greatest(text, numbers[0].Type, numbers), Plain = parts[0].Plain, Scale = scale };
    }

    private Operand Named(Token token)
    {
        var name = token.Text;
        var at = new Operand(token.Start, token.End);
        if (_scope.Parameter(name) is >= 0 and var parameter)
            return at with { Number = Parameter(parameter, name), Plain = _scope.Parameters[parameter].Type == ColumnType.Count };
        if (_scope.Criterion(name) is >= 0 and var criterion)
        {
            _scope.Referred.Add(criterion);
            return at with { Condition = new CriterionReference(name, criterion) };
        }
        if (_scope.Known.TryGetValue(name, out var spec))
        {
            var column = _scope.Use(spec);
            return spec.Type switch
            {
                ColumnType.Flag => at with { Condition = new IsSet(name, column) },
                ColumnType.Choice => at with { Choice = spec },
                _ => at with { Number = new ColumnValue(name, spec.Type, column), Plain = spec.Type == ColumnType.Count },
            };
        }
        if (name.LastIndexOf('.') is > 0 and var dot && name[(dot + 1)..] is "months" or "years")
        {
            var of = name[..name.LastIndexOf('.')];
            var scale = name.EndsWith(".months", StringComparison.Ordinal) ? 100 : 1200;
            var set = _scope.Parameter(of);
            if (set >= 0 ? _scope.Parameters[set].Type == ColumnType.Months : _scope.Known.TryGetValue(of, out spec) && spec.Type == ColumnType.Months)
                return at with { Number = set >= 0 ? Parameter(set, name) : new ColumnValue(name, ColumnType.Months, _scope.Use(spec!)), Plain = true, Scale = scale };
            if (set >= 0 || _scope.Known.ContainsKey(of))
            {
                Fault(token.Start, token.End, $"'{of}' is {Describe(set >= 0 ? _scope.Parameters[set].Type : _scope.Known[of].Type)}, which has no months or years.", $"Write {of} alone.");
                return at;
            }
        }
        if (name is "true" or "false" or "yes" or "no")
            Fault(token.Start, token.End, $"'{name}' is not compared with.", "Write the column alone for yes, and not in front of it for no.");
        else if (name == "score")
            Fault(token.Start, token.End, "A policy cannot read the score, which is worked out from it.", "Read what the score is made of.");
        else
            Fault(token.Start, token.End, $"'{name}' is no column, parameter or criterion.", Nearest(name, _scope.Names) is { } near ? $"Did you mean {near}?" : "Columns of a source's own are declared under \"columns\"; `policy show` lists those that are known.");
        return at;
    }

    private ParameterValue Parameter(int parameter, string text)
    {
        _scope.ParametersUsed.Add(parameter);
        return new ParameterValue(text, _scope.Parameters[parameter].Type, parameter);
    }

    /// <summary>The name that comes nearest to a misspelt one, or null.</summary>
    internal static string? Nearest(string name, IEnumerable<string> names)
    {
        var best = names.Select(n => (Name: n, Distance: Distance(name.ToLowerInvariant(), n.ToLowerInvariant()))).OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, name.Length / 3) ? best.Name : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }

    // ---- types ----

    private static string Describe(ColumnType type) => type switch
    {
        ColumnType.Flag => "yes or no",
        ColumnType.Choice => "a choice among names",
        ColumnType.Count => "a plain number",
        ColumnType.Months => "a length of time",
        ColumnType.Day => "a day",
        _ => "a weight",
    };

    private Condition? AsCondition(Operand operand)
    {
        if (operand.Condition is null && !operand.Bad)
        {
            Fault(operand.Start, operand.End, $"'{Between(operand.Start, operand.End)}' is {(operand.Choice is not null ? "a choice among names" : Describe(operand.Plain ? ColumnType.Count : operand.Number!.Type))}, not a condition.",
                operand.Choice is not null ? $"Compare it: {operand.Choice.Name} = NAME or {operand.Choice.Name} in (NAME, NAME)." : "Compare it: write <, <=, =, !=, >= or > and a value behind it.");
        }
        return operand.Condition;
    }

    private Operand? AsNumber(Operand operand)
    {
        if (operand.Number is null && !operand.Bad)
            Fault(operand.Start, operand.End, $"'{Between(operand.Start, operand.End)}' is {(operand.Choice is not null ? "a choice among names" : "a condition")}, not a number.", operand.Choice is not null ? "Choices are compared with = and in." : "A condition is met or not met by itself: write its name alone, or not in front of it.");
        return operand.Number is null ? null : operand;
    }

    private Operand Compare(Operand left, Token sign, Comparator comparator, Operand right)
    {
        var whole = new Operand(left.Start, right.End);
        if (left.Condition is IsSet or CriterionReference && right.Bad && _faults.Count > 0 && _faults[^1].Start == right.Start)
            return whole;
        if (left.Bad || right.Bad || AsNumber(left) is null || AsNumber(right) is null || Alike(left, right, sign) is not { } alike)
            return whole;
        if (left.Number is Constant && right.Number is Constant)
        {
            Fault(left.Start, right.End, "This compares two fixed values and is the same for everyone.", "Compare a column with a value.");
            return whole;
        }
        return whole with { Condition = new Comparison(Between(whole.Start, whole.End), comparator, alike.Left, alike.Right) };
    }

    /// <summary>Both sides in the same unit, or null when they are not of a kind, which is told.</summary>
    private (Number Left, Number Right, long Scale)? Alike(Operand left, Operand right, Token sign)
    {
        if (left.Plain && right.Plain)
        {
            var scale = Lcm(left.Scale, right.Scale);
            return (InScale(left, scale), InScale(right, scale), scale);
        }
        if (!left.Plain && !right.Plain && left.Number!.Type == right.Number!.Type)
            return (left.Number, right.Number, 1);
        var (leftType, rightType) = (left.Plain ? ColumnType.Count : left.Number!.Type, right.Plain ? ColumnType.Count : right.Number!.Type);
        var (l, r) = (Between(left.Start, left.End), Between(right.Start, right.End));
        var remedy = (leftType, rightType) switch
        {
            (ColumnType.Months, ColumnType.Count) => right.Number is Constant ? $"Give the unit: {r} months or {r} years." : left.Number is ColumnValue ? $"Write {l}.months or {l}.years." : "Compare like with like.",
            (ColumnType.Count, ColumnType.Months) => left.Number is Constant ? $"Give the unit: {l} months or {l} years." : left is { Scale: > 1 } ? $"Leave out .{(left.Scale == 100 ? "months" : "years")}, or the unit on the other side." : right.Number is ColumnValue ? $"Write {r}.months or {r}.years."
                : right.Number is Constant { Value: < Largest } ? $"Leave out the unit: {r.Split(' ')[0]}." : "Compare like with like.",
            (ColumnType.Weight, ColumnType.Count) when right.Number is Constant => $"Give the unit: {r} g or {r} kg.",
            (ColumnType.Count, ColumnType.Weight) when left.Number is Constant => $"Give the unit: {l} g or {l} kg.",
            (ColumnType.Day, _) => "Compare it with a day: 2018-12-21.",
            (_, ColumnType.Day) => "Compare the day with a day.",
            _ => "Compare like with like.",
        };
        Fault(left.Start, Math.Max(right.End, sign.End), $"'{l}' is {Describe(leftType)} and '{r}' is {Describe(rightType)}.", remedy);
        return null;
    }

    /// <summary>A plain number beside months or years is one of hundredths of a month from here on.</summary>
    private static Number InScale(Operand plain, long scale)
    {
        var number = Scaled(plain.Number!, scale / plain.Scale, plain.Number!.Text);
        return scale > 1 && number.Type == ColumnType.Count ? number with { Type = ColumnType.Months } : number;
    }

    private static Number Scaled(Number number, long factor, string text) => number switch
    {
        _ when factor == 1 => number,
        Constant { Value: < Largest and > -Largest } constant => constant with { Text = text, Value = constant.Value * factor },
        _ => new Product(text, number.Type, factor, number),
    };

    private static long Lcm(long a, long b)
    {
        var (x, y) = (a, b);
        while (y != 0)
            (x, y) = (y, x % y);
        return a / x * b;
    }

    private Operand ChoiceIs(Operand left, Token sign, Comparator comparator)
    {
        var name = ChoiceName(left.Choice!);
        var whole = new Operand(left.Start, LastEnd);
        if (comparator is not (Comparator.Equal or Comparator.NotEqual))
        {
            Fault(sign.Start, sign.End, $"'{left.Choice!.Name}' is a choice among names, and names have no order.", "Use =, != or in.");
            return whole;
        }
        if (name is null)
            return whole;
        var text = Between(whole.Start, whole.End);
        var among = Among(text, left.Choice!, [name]);
        return whole with { Condition = comparator == Comparator.Equal ? among : new Not(text, among) };
    }

    private Operand In(Operand left)
    {
        Expect("(", "after 'in'");
        if (left.Choice is { } column)
        {
            var names = new List<string>();
            do
            {
                if (ChoiceName(column) is { } name)
                    names.Add(name);
            }
            while (Sign(","));
            Expect(")", "after the last name");
            var text = Between(left.Start, LastEnd);
            return new(left.Start, LastEnd) { Condition = names.Count == 0 ? null : Among(text, column, names) };
        }
        var sign = _tokens[_at - 1];
        var parts = new List<Condition?>();
        do
        {
            var value = Arithmetic();
            var compared = Compare(left, sign, Comparator.Equal, value).Condition;
            parts.Add(compared is null ? null : compared with { Text = $"{Between(left.Start, left.End)} = {Between(value.Start, value.End)}" });
        }
        while (Sign(","));
        Expect(")", "after the last value");
        return new(left.Start, LastEnd) { Condition = parts.Contains(null) ? null : new Any(Between(left.Start, LastEnd), [.. parts!]) };
    }

    private OneOf Among(string text, ColumnSpec spec, IReadOnlyList<string> names)
    {
        var column = _scope.Use(spec);
        _scope.Sets.Add(new(column, names));
        return new(text, column, _scope.Sets.Count - 1);
    }

    /// <summary>A name of a choice: a word, or anything in quotes. The names that are known beforehand are checked; others can only be checked against a population.</summary>
    private string? ChoiceName(ColumnSpec column)
    {
        var token = Next;
        if (token.Kind is not (Kind.Name or Kind.Quoted))
            throw Syntax(token, $"A name of '{column.Name}' should stand here{Found()}.", $"Write a word, or quote the name: {column.Name} = 'name'.");
        _at++;
        var known = KnownChoices(column);
        if (known.Count > 0 && !known.Contains(token.Text))
        {
            _faults.Add(new(token.Start, token.End - token.Start, $"'{token.Text}' is not a name that '{column.Name}' is known to have.",
                Nearest(token.Text, known) is { } near ? $"Did you mean {near}?" : "A population may have it all the same; nobody is counted where it has not.", Warning: true));
        }
        return token.Text;
    }

    private static IReadOnlyList<string> KnownChoices(ColumnSpec column) =>
        column.Choices.Count > 0 ? column.Choices : column.Name == PersonColumns.Drug.Name ? [.. Drug.All.Select(d => d.Id), "none", "several"] : [];

    private void Fault(int start, int end, string problem, string remedy) => _faults.Add(new(start, end - start, problem, remedy));

    private static SyntaxException Syntax(Token at, string problem, string remedy) => Syntax(at.Start, Math.Max(1, at.End - at.Start), problem, remedy);

    private static SyntaxException Syntax(int start, int length, string problem, string remedy) => new(new(start, length, problem, remedy));
}
