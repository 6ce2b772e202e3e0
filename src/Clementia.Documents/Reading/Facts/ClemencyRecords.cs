using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>A span of the text with the value it gives.</summary>
internal readonly record struct Told(string Value, int Start, int End);

/// <summary>One person's entry in a register, list or instrument.</summary>
/// <param name="Name">As written.</param>
/// <param name="Start">Where the entry begins.</param>
/// <param name="End">Where it ends.</param>
internal sealed record RegisterEntry(Told Name, int Start, int End)
{
    /// <summary>The acts it tells: form and date, either of which may be missing, and the span that tells both.</summary>
    public List<(Told? Form, Told? Date)> Acts { get; } = [];

    public Told? Place { get; set; }

    public Told? Grantor { get; set; }

    public Told? Expires { get; set; }

    public Told? NewTerm { get; set; }

    /// <summary>The same entry, reaching to an offset.</summary>
    public RegisterEntry Until(int end)
    {
        var longer = this with { End = end };
        longer.Acts.AddRange(Acts.Where(a => !longer.Acts.Contains(a)));
        return longer;
    }

    public string Last => RegisterNames.Last(Name.Value);
}

/// <summary>Names as lists and instruments write them.</summary>
internal static class RegisterNames
{
    public static string Last(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = words.Length - 1; i > 0; i--)
        {
            var bare = words[i].Trim('.', ',').ToLowerInvariant();
            if (bare is not ("jr" or "sr" or "ii" or "iii" or "iv"))
                return words[i].Trim(',');
        }
        return name;
    }

    /// <summary>Whether the span is a personal name and nothing else: two to five words with capitals, initials, particles and a suffix.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        var words = 0;
        var full = 0;
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.IsEmpty)
                continue;
            words++;
            var bare = word.Trim("\"\u201c\u201d()").TrimEnd(",.").ToString();
            if (bare.Length == 0 || bare.Any(c => !(char.IsLetter(c) || c is '-' or '\'' or '\u2019' or '.')))
                return false;
            var lower = bare.ToLowerInvariant();
            if (lower is "de" or "la" or "del" or "van" or "von" or "der" or "bin" or "el" or "al" or "dos" or "da" or "jr" or "sr" or "ii" or "iii" or "iv")
            {
                if (words == 1 && char.IsLower(bare[0]))
                    return false;
                continue;
            }
            if (!char.IsUpper(bare[0]) || lower is "the" or "of" or "and" or "for" or "by" or "president" or "pardon" or "clemency" || Lexicon.NotPersonal.Contains(lower) || (Lexicon.Institutional.Contains(lower) && words == 1))
                return false;
            if (bare.Length > 1)
                full++;
        }
        return words is >= 2 and <= 6 && full >= 2;
    }
}

/// <summary>Reads registers, recipient lists and signed instruments: texts whose layout says what a sentence would.</summary>
internal static class ClemencyRecords
{
    /// <summary>All entries of the document; empty for running prose.</summary>
    public static List<RegisterEntry> Find(ClemencyText text)
    {
        var entries = new List<RegisterEntry>();
        if (Instrument(text) is { } instrument)
        {
            entries.Add(instrument);
            return entries;
        }
        Lines(text, entries);
        // An entry reaches to the next one.
        for (var i = 0; i < entries.Count; i++)
        {
            var next = i + 1 < entries.Count ? entries[i + 1].Start : text.Text.Length;
            if (next > entries[i].End)
                entries[i] = entries[i].Until(next);
        }
        return entries;
    }

    /// <summary>Whether the document is an executive's own instrument.</summary>
    public static bool IsInstrument(string text) =>
        text.Contains("granted unto", StringComparison.OrdinalIgnoreCase) || text.Contains("to whom these presents shall come", StringComparison.OrdinalIgnoreCase)
        || (text.Contains("A PROCLAMATION", StringComparison.Ordinal) && text.Contains("BY THE PRESIDENT", StringComparison.Ordinal))
        || (text.Contains("in testimony whereof", StringComparison.OrdinalIgnoreCase) && text.Contains("do hereby", StringComparison.OrdinalIgnoreCase))
        || text.Contains("now, therefore, i,", StringComparison.OrdinalIgnoreCase) || text.Contains("now therefore, i,", StringComparison.OrdinalIgnoreCase) || text.Contains("now therefore i,", StringComparison.OrdinalIgnoreCase)
        || (text.Contains("in witness whereof", StringComparison.OrdinalIgnoreCase) && text.Contains("hereby", StringComparison.OrdinalIgnoreCase));

    // ---- instruments -------------------------------------------------------------------------------------------------

    /// <summary>"Have Granted Unto NAME A Full and Unconditional Pardon".</summary>
    private static RegisterEntry? Instrument(ClemencyText text)
    {
        var words = text.Words;
        var unto = -1;
        for (var i = 0; i < words.Count && unto < 0; i++)
        {
            if (words.IsAny(i, ["granted", "grant"]) && words.IsAny(i + 1, ["unto", "to"]) && IsInstrument(text.Text))
                unto = i + 2;
        }
        if (unto < 0)
            return null;
        var form = FormBehind(words, unto, 40);
        if (form is null)
            return null;
        var name = NameBetween(text.Text, words[unto].Start, form.Value.Start) ?? NameLine(text.Text, form.Value.End);
        if (name is null)
            return null;
        var entry = new RegisterEntry(name.Value, 0, text.Text.Length);
        entry.Acts.Add((form, DoneOn(text)));
        entry.Grantor = FirstPerson(text, unto);
        return entry;
    }

    /// <summary>"A full, complete and unconditional pardon" within reach of the index.</summary>
    private static Told? FormBehind(Words words, int from, int reach)
    {
        for (var i = from; i < from + reach && i < words.Count; i++)
        {
            if (ClemencyActs.FormOf(words[i].Lower) is not { } form)
                continue;
            var start = i;
            while (start > from && (words.IsAny(start - 1, ["full", "unconditional", "complete", "conditional", "and", "absolute", ",", "executive", "*", "free"])))
                start--;
            if (words.IsAny(start - 1, ["a", "an"]))
                start--;
            while (words.IsAny(start, ["*", ","]))
                start++;
            var end = words.Is(i + 1, "of") && words.IsAny(i + 2, ["sentence", "sentences"]) ? i + 2 : i;
            return new(form, words[start].Start, words[end].End);
        }
        return null;
    }

    private static Told? NameBetween(string text, int start, int end)
    {
        foreach (var line in LinesOf(text, start, end))
        {
            var (from, to) = Trim(text, line.Start, line.End);
            if (to > from && RegisterNames.IsName(text.AsSpan(from, to - from)))
                return new(Spaces(text[from..to]), from, to);
        }
        // In running text: the capitalized words directly behind "unto".
        var at = start;
        var stop = at;
        for (var i = at; i < end;)
        {
            var next = text.AsSpan(i, end - i).IndexOfAny(' ', '\n', ',');
            var wordEnd = next < 0 ? end : i + next;
            if (wordEnd == i)
            {
                i++;
                continue;
            }
            if (!char.IsUpper(text[i]))
                break;
            stop = wordEnd;
            if (wordEnd < end && text[wordEnd] == ',')
                break;
            i = wordEnd + 1;
        }
        return stop > at && RegisterNames.IsName(text.AsSpan(at, stop - at)) ? new(Spaces(text[at..stop]), at, stop) : null;
    }

    /// <summary>The first line behind the form that is a name and nothing else: "the individual named below".</summary>
    private static Told? NameLine(string text, int from)
    {
        foreach (var line in LinesOf(text, from, text.Length))
        {
            var (start, end) = Trim(text, line.Start, line.End);
            if (end <= start)
                continue;
            var span = text.AsSpan(start, end - start);
            if (span.StartsWith("in testimony", StringComparison.OrdinalIgnoreCase) || span.StartsWith("in witness", StringComparison.OrdinalIgnoreCase) || span.StartsWith("done at", StringComparison.OrdinalIgnoreCase))
                return null;
            if (RegisterNames.IsName(span))
                return new(Spaces(text[start..end]), start, end);
        }
        return null;
    }

    /// <summary>"I, Jane Doe, Governor of ..."</summary>
    public static Told? FirstPerson(ClemencyText text, int before)
    {
        var words = text.Words;
        for (var i = 0; i < words.Count && i < before + 400; i++)
        {
            if (words[i].Lower != "i" || !words.IsCapital(i) || !words.Is(i + 1, ","))
                continue;
            var end = i + 2;
            while (end < words.Count && end < i + 10 && !words.Is(end, ","))
                end++;
            var (from, to) = (words[i + 2].Start, words[end - 1].End);
            if (words.Is(end, ",") && to > from && RegisterNames.IsName(text.Text.AsSpan(from, to - from)))
                return new(Spaces(text.Text[from..to]), words[i].Start, EndOfOffice(words, end));
        }
        return null;
    }

    private static int EndOfOffice(Words words, int comma)
    {
        for (var k = comma + 1; k < comma + 12; k++)
        {
            if (words.Is(k, ",") || words.Is(k, "pursuant"))
                return words[k - 1].End;
        }
        return words[comma - 1].End;
    }

    /// <summary>The formal date of signing: "this 22nd day of January in the year of our Lord ...".</summary>
    public static Told? DoneOn(ClemencyText text)
    {
        for (var i = text.Dates.Count - 1; i >= 0; i--)
        {
            var date = text.Dates[i];
            if (date.Form == DateForm.Absolute && date.Value.Length == 10 && text.Text.AsSpan(date.Start, date.End - date.Start).Contains("day", StringComparison.OrdinalIgnoreCase)
                && text.Text.AsSpan(date.Start, date.End - date.Start).Contains("of", StringComparison.OrdinalIgnoreCase))
                return new(date.Value, date.Start, date.End);
        }
        // "this 17th day of December, A.D. 2014"
        foreach (System.Text.RegularExpressions.Match match in s_done.Matches(text.Text))
        {
            if (Dates.FindAll($"{match.Groups["month"].Value} {match.Groups["day"].Value}, {match.Groups["year"].Value}", null) is [{ Value.Length: 10 } on, ..])
                return new(on.Value, match.Index, match.Index + match.Length);
        }
        return null;
    }

    private static readonly System.Text.RegularExpressions.Regex s_done = new(@"\bthis (?<day>\d{1,2})(?:st|nd|rd|th)? day of (?<month>[A-Z][a-z]{2,8}),? (?:A\.? ?D\.?,? |in the year )?(?<year>\d{4})", System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.NonBacktracking);

    // ---- registers and lists -----------------------------------------------------------------------------------------

    private static void Lines(ClemencyText text, List<RegisterEntry> entries)
    {
        var raw = text.Text;
        RegisterEntry? open = null;
        var date = 0;
        Told? following = null;
        foreach (var line in LinesOf(raw, 0, raw.Length))
        {
            var (from, to) = Trim(raw, line.Start, line.End);
            if (to <= from)
                continue;
            while (date < text.Dates.Count && text.Dates[date].Start < line.Start)
                date++;
            var dates = new List<DateSpan>();
            for (var d = date; d < text.Dates.Count && text.Dates[d].Start < line.End; d++)
                dates.Add(text.Dates[d]);
            if (Row(text, line.Start, line.End, dates) is { } row)
            {
                entries.Add(row);
                open = null;
                continue;
            }
            if (Head(text, from, to, dates, following) is { } head)
            {
                open = head;
                entries.Add(head);
                continue;
            }
            // "... the sentences of the following individuals:"
            if (raw.AsSpan(from, to - from).Contains("following", StringComparison.OrdinalIgnoreCase) || raw.AsSpan(from, to - from).Contains("individuals", StringComparison.OrdinalIgnoreCase))
                following = new("", from, to);
            if (open is not null && open.Acts.Count == 0 && dates.Count > 0 && to - from < 200)
                DatedForms(text, from, to, dates, open);
        }
    }

    /// <summary>A row of separated cells, of which one is a name, one a date and one a form of clemency.</summary>
    private static RegisterEntry? Row(ClemencyText text, int start, int end, List<DateSpan> dates)
    {
        if (dates.Count == 0)
            return null;
        var cells = Cells(text.Text, start, end);
        if (cells.Count < 3)
            return null;
        Told? name = null, form = null, when = null;
        foreach (var (from, to) in cells)
        {
            if (to <= from)
                continue;
            var cell = text.Text.AsSpan(from, to - from);
            if (form is null && FormCell(cell) is { } named)
                form = new(named, from, to);
            else if (when is null && dates.FirstOrDefault(d => d.Start == from && d.End == to) is { End: > 0 } date && date.Value.Length == 10)
                when = new(date.Value, from, to);
            else if (name is null && form is null && (RegisterNames.IsName(cell) || Inverted(cell) is not null))
                name = new(Inverted(cell) ?? Spaces(cell.ToString()), from, to);
        }
        if (name is not { } who || form is not { } what)
            return null;
        var entry = new RegisterEntry(who, start, end);
        entry.Acts.Add((what, when));
        foreach (var (from, to) in cells)
        {
            if (to > from && text.Text.AsSpan(from, to - from) is { Length: < 40 } cell && (Presidents.IsFullName(cell) || cell.StartsWith("President ", StringComparison.Ordinal) || cell.StartsWith("Gov. ", StringComparison.Ordinal) || cell.StartsWith("Governor ", StringComparison.Ordinal)))
                entry.Grantor ??= new(Presidents.IsFullName(cell) ? cell.ToString() : cell[(cell.IndexOf(' ') + 1)..].ToString(), from, to);
        }
        return entry;
    }

    /// <summary>"Doe, Jane" as one cell, quoted.</summary>
    private static string? Inverted(ReadOnlySpan<char> cell)
    {
        var comma = cell.IndexOf(',');
        if (comma <= 0 || cell[(comma + 1)..].Contains(','))
            return null;
        var turned = $"{cell[(comma + 1)..].Trim()} {cell[..comma].Trim()}";
        return RegisterNames.IsName(turned) ? turned : null;
    }

    private static string? FormCell(ReadOnlySpan<char> cell)
    {
        if (cell.Length > 60)
            return null;
        var lower = cell.ToString().ToLowerInvariant();
        var first = lower.Split([' ', '(', '/'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in first.Take(4))
        {
            if (ClemencyActs.FormOf(word) is { } form)
                return form;
            if (word is "commuted")
                return "commutation";
            if (word is "pardoned")
                return "pardon";
            if (word is not ("full" or "unconditional" or "conditional" or "posthumous" or "presidential" or "executive" or "partial" or "sentence" or "and"))
                return null;
        }
        return null;
    }

    /// <summary>The cells of a line: by tab, bar, or comma with quoted cells. The separator that gives most cells wins.</summary>
    private static List<(int Start, int End)> Cells(string text, int start, int end)
    {
        var best = new List<(int, int)>();
        foreach (var separator in (ReadOnlySpan<char>)['\t', '|', ',', ';'])
        {
            var cells = new List<(int, int)>();
            var from = start;
            var quoted = false;
            for (var i = start; i <= end; i++)
            {
                if (i < end && text[i] == '"')
                    quoted = !quoted;
                if (i < end && (text[i] != separator || quoted))
                    continue;
                var (a, b) = Trim(text, from, i);
                cells.Add((a, b));
                from = i + 1;
            }
            if (cells.Count > best.Count && cells.Count >= 3)
                best = cells;
            if (best.Count >= 3)
                break;
        }
        return best;
    }

    /// <summary>A line that opens an entry: a name alone, or a name with a place, a date or a form of clemency behind a dash.</summary>
    private static RegisterEntry? Head(ClemencyText text, int from, int to, List<DateSpan> dates, Told? following)
    {
        var raw = text.Text;
        var span = raw.AsSpan(from, to - from);
        if (span.Length > 160)
            return null;
        var dash = Dash(raw, from, to);
        var nameEnd = dash < 0 ? to : dash;
        var (nameFrom, nameTo) = Trim(raw, from, nameEnd);
        if (nameTo <= nameFrom)
            return null;
        // "Name: Jane Doe"
        if (raw.AsSpan(nameFrom, nameTo - nameFrom).StartsWith("Name:", StringComparison.OrdinalIgnoreCase))
            (nameFrom, nameTo) = Trim(raw, nameFrom + 5, nameTo);
        if (nameTo <= nameFrom || !RegisterNames.IsName(raw.AsSpan(nameFrom, nameTo - nameFrom)))
            return null;
        var name = new Told(Spaces(raw[nameFrom..nameTo]), nameFrom, nameTo);
        if (dash < 0)
        {
            // A bare name opens an entry only in a list that has been announced.
            return following is not null && text.Words[text.Words.At(from)].Lower.Length > 0 ? new(name, from, to) : null;
        }
        var entry = new RegisterEntry(name, from, to);
        var (restFrom, restTo) = Trim(raw, dash + 1, to);
        DatedForms(text, restFrom, restTo, dates, entry);
        if (entry.Acts.Count == 0 && Place(raw, restFrom, restTo) is { } place)
            entry.Place = place;
        return entry.Acts.Count > 0 || entry.Place is not null ? entry : null;
    }

    /// <summary>A dash with blanks around it, or a long dash.</summary>
    private static int Dash(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i] is '\u2013' or '\u2014' || (text[i] is '-' or ':' or '|' && i + 1 < to && text[i + 1] == ' ' && (text[i] != '-' || (i > from && text[i - 1] == ' '))))
                return i;
        }
        return -1;
    }

    /// <summary>"City, State" or a state: two short parts, each capitalized.</summary>
    public static Told? Place(string text, int from, int to)
    {
        if (to - from is < 4 or > 50)
            return null;
        var comma = text.LastIndexOf(',', to - 1, to - from);
        var state = text[(comma < 0 ? from : comma + 1)..to].Trim();
        return Lexicon.StateNames.Contains(state) && (comma < 0 || (char.IsUpper(text[from]) && text.AsSpan(from, comma - from).IndexOfAnyInRange('0', '9') < 0)) ? new(Spaces(text[from..to]), from, to) : null;
    }

    /// <summary>"June 6, 2018 (Commutation)", "Commutation: June 6, 2018", "Pardoned on June 6, 2018".</summary>
    private static void DatedForms(ClemencyText text, int from, int to, List<DateSpan> dates, RegisterEntry entry)
    {
        var words = text.Words;
        foreach (var date in dates)
        {
            if (date.Start < from || date.End > to || date.Form != DateForm.Absolute)
                continue;
            var after = words.At(date.End);
            while (words.IsAny(after, ["(", "-", "–", "—", ":", ",", "*"]) && words[after].Start < to)
                after++;
            var before = words.At(date.Start) - 1;
            while (words.IsAny(before, [":", "-", "–", "—", "(", ",", "on", "granted", "*", "date", "="]) && words[before].Start >= from)
                before--;
            foreach (var i in (ReadOnlySpan<int>)[after, before])
            {
                if (words[i].Start < from || words[i].End > to || FormCell(words[i].Lower) is not { } form)
                    continue;
                var start = Math.Min(date.Start, words[i].Start);
                var end = Math.Max(date.End, words[i].End);
                if (end < to && text.Text[end] == ')')
                    end++;
                entry.Acts.Add((new(form, start, end), new(date.Value, start, end)));
                break;
            }
        }
    }

    // ---- lines -------------------------------------------------------------------------------------------------------

    public static IEnumerable<(int Start, int End)> LinesOf(string text, int from, int to)
    {
        var at = from;
        while (at < to)
        {
            var end = text.IndexOf('\n', at, to - at);
            if (end < 0)
                end = to;
            yield return (at, end);
            at = end + 1;
        }
    }

    /// <summary>Without blanks, quotation marks of cells, bullets and marks of emphasis at both ends.</summary>
    private static (int Start, int End) Trim(string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '*' or '_' or '#' or '>' or '"' or '\u2022' or '\\' or '\u00b7' || (text[start] == '-' && start + 1 < end && text[start + 1] == ' ')))
            start++;
        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '*' or '_' or '"' or '\\' or ':'))
            end--;
        return (start, end);
    }

    private static string Spaces(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("*", "", StringComparison.Ordinal);
}
