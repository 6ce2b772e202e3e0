using System.Globalization;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// Reads structured texts: rows of comma-separated values, and lists with labelled lines ("Offense: ...", "Sentence: ..."),
/// where the place of the words, not their grammar, says whose facts they are.
/// </summary>
internal static class SentenceRegisters
{
    private enum Label
    {
        None,
        Offense,
        Sentence,
        District,
        Sentenced,
        Age,
        Docket,
        Judge,
        Other,
    }

    private readonly record struct Field(Label Label, int Start, int End);

    private sealed record Entry(string? Name, List<Field> Fields);

    /// <summary>Reads all structured entries; returns the spans that they cover, which are no running prose.</summary>
    public static List<(int Start, int End)> Read(SentenceCase about)
    {
        var covered = new List<(int, int)>();
        var entries = Entries(about.Words.Text, about.Paper.IsRegister, covered);
        var names = entries.Select(e => LastName(e.Name)).Where(n => n is not null).Distinct().Count();
        foreach (var entry in entries)
        {
            var subject = names > 1 || about.Several ? LastName(entry.Name) : null;
            foreach (var field in entry.Fields)
                ReadField(about, field, subject);
        }
        return covered;
    }

    /// <summary>The names that head entries of the text.</summary>
    public static HashSet<string> Names(string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Heading(line) is { } name)
                names.Add(name);
        }
        return names;
    }

    private static string? LastName(string? name)
    {
        if (name is null)
            return null;
        // "Roe, Jane" has the last name first.
        if (name.IndexOf(',') is > 0 and var comma && name[(comma + 1)..].Trim() is { Length: > 0 } behind && behind.TrimEnd('.').ToLowerInvariant() is not ("jr" or "sr" or "ii" or "iii" or "iv"))
            name = name[..comma];
        var parts = name.Split([' ', '\u00a0', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].TrimEnd('.').ToLowerInvariant() is not ("jr" or "sr" or "ii" or "iii" or "iv"))
                return parts[i];
        }
        return null;
    }

    private static List<Entry> Entries(string text, bool isRegister, List<(int, int)> covered)
    {
        var entries = new List<Entry>();
        Entry? current = null;
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            var stop = end > at && text[end - 1] == '\r' ? end - 1 : end;
            var line = text.AsSpan(at, stop - at);
            if (Cells(line, isRegister) is { } cells)
            {
                var name = text.Substring(at + cells[0].Start, cells[0].Length).Trim().Trim('"');
                var row = new Entry(IsName(name) ? name : null, []);
                for (var i = 1; i < cells.Count; i++)
                    row.Fields.Add(new(Label.None, at + cells[i].Start, at + cells[i].Start + cells[i].Length));
                entries.Add(row);
                covered.Add((at, stop));
                current = null;
            }
            else if (LabelAt(line, out var label, out var valueAt))
            {
                if (current is null)
                    entries.Add(current = new(null, []));
                current.Fields.Add(new(label, at + valueAt, stop));
                covered.Add((at, stop));
            }
            else if (Heading(line) is { } name)
            {
                entries.Add(current = new(name, []));
            }
            else if (current is { Fields.Count: > 0 } && current.Fields[^1].Label is (Label.Offense or Label.Sentence or Label.Other or Label.District) && !line.IsWhiteSpace() && covered.Count > 0 && covered[^1].Item2 >= at - 2)
            {
                // The value goes on in the next line.
                var last = current.Fields[^1];
                current.Fields[^1] = last with { End = stop };
                covered[^1] = (covered[^1].Item1, stop);
            }
            at = end + 1;
        }
        entries.RemoveAll(e => e.Fields.Count == 0);
        return entries;
    }

    /// <summary>The cells of a row of comma-separated values: in a register from four cells, elsewhere from six with no blank behind the commas.</summary>
    private static List<(int Start, int Length)>? Cells(ReadOnlySpan<char> line, bool isRegister)
    {
        // A row of a table in markup: "| Jane Roe | Forgery | 5 years |".
        if (line.TrimStart() is ['|', ..] && line.Count('|') >= 4)
        {
            var row = new List<(int, int)>();
            var from = line.IndexOf('|') + 1;
            for (var i = from; i < line.Length; i++)
            {
                if (line[i] != '|')
                    continue;
                row.Add((from, i - from));
                from = i + 1;
            }
            return row.Count >= 3 && !line.Contains("---", StringComparison.Ordinal) ? row : null;
        }
        var tight = 0;
        var loose = 0;
        var quoted = false;
        var cells = new List<(int, int)>();
        var start = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                if (i + 1 < line.Length && line[i + 1] == ' ')
                {
                    loose++;
                    continue;
                }
                tight++;
                cells.Add((start, i - start));
                start = i + 1;
            }
        }
        cells.Add((start, line.Length - start));
        return tight >= (isRegister ? 3 : 5) && loose <= tight ? cells : null;
    }

    private static readonly (string Text, Label Label)[] s_labels =
    [
        ("offense of conviction", Label.Offense), ("offenses of conviction", Label.Offense), ("offense", Label.Offense), ("offenses", Label.Offense), ("offence", Label.Offense), ("conviction", Label.Offense), ("convictions", Label.Offense), ("crime", Label.Offense), ("crimes", Label.Offense),
        ("charge", Label.Offense), ("charges", Label.Offense), ("convicted of", Label.Offense), ("original sentence", Label.Sentence), ("sentence", Label.Sentence), ("sentence imposed", Label.Sentence), ("prison sentence", Label.Sentence), ("district/date", Label.District), ("district", Label.District), ("court", Label.District),
        ("judicial district", Label.District), ("sentenced", Label.Sentenced), ("date of sentence", Label.Sentenced), ("sentencing date", Label.Sentenced), ("date sentenced", Label.Sentenced), ("age", Label.Age), ("docket", Label.Docket), ("docket no", Label.Docket), ("case number", Label.Docket), ("case no", Label.Docket),
        ("judge", Label.Judge), ("sentencing judge", Label.Judge), ("commutation grant", Label.Other), ("terms of grant", Label.Other), ("grant", Label.Other), ("significance", Label.Other), ("notes", Label.Other), ("clemency", Label.Other), ("type", Label.Other), ("date", Label.Other), ("status", Label.Other), ("background", Label.Other),
        ("name", Label.Other), ("home", Label.Other), ("reg. no", Label.Other), ("reason", Label.Other), ("advocates", Label.Other), ("supporters", Label.Other), ("category", Label.Other),
    ];

    /// <summary>A label at the head of a line, in any markup: "- **Offense**: ", "Sentence: ", "**Sentence:** ".</summary>
    private static bool LabelAt(ReadOnlySpan<char> line, out Label label, out int valueAt)
    {
        label = Label.None;
        valueAt = 0;
        var start = 0;
        while (start < line.Length && !char.IsLetter(line[start]))
        {
            if (char.IsAsciiDigit(line[start]))
                return false;
            start++;
        }
        var colon = line[start..].IndexOf(':');
        if (colon is < 3 or > 40 || start > 12)
            return false;
        var name = line.Slice(start, colon).TrimEnd(" *_\u00a0").ToString().ToLowerInvariant();
        foreach (var (text, kind) in s_labels)
        {
            if (name.TrimEnd('.') != text)
                continue;
            label = kind;
            valueAt = start + colon + 1;
            while (valueAt < line.Length && (line[valueAt] is '*' or '_' or ' ' or '\u00a0' or '\t'))
                valueAt++;
            return true;
        }
        return false;
    }

    /// <summary>A name that heads an entry: "**Jane Q. Roe** – Springfield, Arcadia", "#### **Jane Roe** - *June 6, 2018*".</summary>
    private static string? Heading(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimStart(" #-•\t\u00a0");
        if (!trimmed.StartsWith("**"))
            return null;
        var close = trimmed[2..].IndexOf("**");
        if (close is < 4 or > 60)
            return null;
        var name = trimmed.Slice(2, close).Trim().ToString();
        var rest = trimmed[(close + 4)..].TrimStart(" \u00a0");
        if (rest.Length > 0 && rest[0] is not ('–' or '-' or '—' or '(' or ','))
            return null;
        return IsName(name) ? name : null;
    }

    /// <summary>Two to five words, each with a capital letter.</summary>
    private static bool IsName(string text)
    {
        var parts = text.Split([' ', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 2 or > 6)
            return false;
        foreach (var part in parts)
        {
            // A nickname: Jane "Jo" Roe.
            if (part.Length > 2 && part[0] is '\u201c' or '"' && part[^1] is '\u201d' or '"')
                continue;
            if (!char.IsUpper(part[0]) && part is not ("de" or "la" or "del" or "van" or "von" or "der" or "da"))
                return false;
            if (part.Any(c => char.IsAsciiDigit(c) || c is ':' or ';'))
                return false;
        }
        return true;
    }

    private static readonly System.Text.RegularExpressions.Regex s_remark = new(@"(?:^|;)\s*(?:(?:sentenced by )?(?:Judge|Hon\.|Justice) (?<judge>[A-Z][^;,]{2,40}?)|(?<count>\d{1,3}) co-?defendants?|served (?<served>[^;]{3,30}?)|(?<age>[1-9]\d))\s*(?=;|$)",
        System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(20));

    /// <summary>What cells tell in a few words: the judge, co-defendants, time served, an age that fills its cell.</summary>
    private static void Remarks(SentenceCase about, Field field, string? subject)
    {
        var cell = about.Words.Text[field.Start..field.End];
        if (cell.Length > 400)
            return;
        foreach (System.Text.RegularExpressions.Match match in s_remark.Matches(cell.Trim('"', ' ')))
        {
            var shift = field.Start + cell.Length - cell.TrimStart('"', ' ').Length;
            void Put(string attribute, string value, System.Text.RegularExpressions.Group at, string reason) => about.Put(attribute, value, shift + at.Index, shift + at.Index + at.Length, subject, reason, Confidence.Resolved);
            if (match.Groups["judge"] is { Success: true } judge)
                Put("sentencing.judge", judge.Value.Trim(), judge, "The row names the judge.");
            else if (match.Groups["count"] is { Success: true } count)
                about.Put("codefendant.count", count.Value.TrimStart('0') is { Length: > 0 } n ? n : "0", shift + count.Index, shift + match.Index + match.Length, subject, "The row counts co-defendants.");
            else if (match.Groups["served"] is { Success: true } served && Terms.FindAll(served.Value) is [var term, ..])
                about.Put("served.time", term.Value, shift + match.Index, shift + match.Index + match.Length, subject, "The row tells the time served.", Confidence.Stated, term.Approximate, term.AtLeast);
            else if (match.Groups["age"] is { Success: true } age && age.Length == cell.Trim('"', ' ').Length && int.Parse(age.Value, CultureInfo.InvariantCulture) is >= 18 and <= 99)
                Put("petitioner.age", age.Value, age, "The cell holds an age.");
        }
    }

    private static void ReadField(SentenceCase about, Field field, string? subject)
    {
        var words = about.Words;
        int first = words.At(field.Start), last = words.At(field.End);
        if (last < words.Count && words[last].Start < field.End)
            last++;
        switch (field.Label)
        {
            case Label.None:
                // A cell tells what it is by what it holds.
                try
                {
                    Remarks(about, field, subject);
                }
                catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
                {
                    // Such a cell is read by the other rules alone.
                }
                if (IsSentence(words, first, last))
                    Sentence(about, first, last, subject, "The cell of the register holds the sentence.");
                else
                {
                    Offense(about, field, subject, "The cell of the register names the crime.");
                    District(about, first, last, subject);
                }
                break;
            case Label.Offense:
                Offense(about, field, subject, "The line labelled as the offense names it.");
                District(about, first, last, subject);
                break;
            case Label.Sentence:
                Sentence(about, first, last, subject, "The line labelled as the sentence holds it.");
                break;
            case Label.District:
                District(about, first, last, subject);
                if (SentenceCase.In(about.Dates, d => d.Start, field.Start, field.End).FirstOrDefault() is { Value.Length: > 4 } sentenced)
                    Date(about, sentenced, subject);
                break;
            case Label.Sentenced:
                foreach (var date in SentenceCase.In(about.Dates, d => d.Start, field.Start, field.End).Take(1))
                    Date(about, date, subject);
                break;
            case Label.Age:
                if (Numbers.Read(words, first, out var age, out _) && age.Whole is >= 15 and <= 109)
                    about.Put("petitioner.age", $"{age.Whole}{(age.Kind == NumberKind.Decade ? "s" : "")}", age.Start, age.End, subject, "The line labelled as the age gives it.");
                break;
            case Label.Docket:
                about.Put("court.docket", words.Text[field.Start..field.End].Trim(), field.Start, field.End, subject, "The line labelled as the docket gives it.");
                break;
            case Label.Judge:
                about.Put("sentencing.judge", words.Text[field.Start..field.End].Trim().TrimEnd('.'), field.Start, field.End, subject, "The line labelled as the judge names the judge.");
                break;
            default:
                Offense(about, field, subject, "The entry of the register names the crime.", character: true);
                break;
        }
    }

    private static bool IsSentence(Words words, int first, int last)
    {
        var order = SentenceOrders.Read(words, first, Math.Min(last, words.Count));
        return order.Parts.Any(p => p.Kind == OrderKind.Imprisonment) && order.Leftover.Count <= 2;
    }

    private static void Sentence(SentenceCase about, int first, int last, string? subject, string reason)
    {
        var words = about.Words;
        foreach (var part in SentenceOrders.Read(words, first, last).Parts)
        {
            switch (part.Kind)
            {
                case OrderKind.Imprisonment when part.Value != "0 mo" && char.IsAsciiLetterOrDigit(part.Value[0]) && !part.Value.StartsWith("time", StringComparison.Ordinal):
                    about.Put("sentence.term", part.Value, part.Start, part.End, subject, part.Amended ? "The list gives it as the sentence after amendment." : reason);
                    break;
                case OrderKind.SupervisedRelease:
                    about.Put("sentence.supervised_release", part.Value, part.Start, part.End, subject, reason);
                    break;
                case OrderKind.Assessment:
                    about.Put("sentence.assessment", part.Value, part.Start, part.End, subject, reason);
                    break;
                case OrderKind.Fine when about.Paper.IsCourt:
                    about.Put("sentence.fine", part.Value, part.Start, part.End, subject, reason);
                    break;
                case OrderKind.Restitution when about.Paper.IsCourt:
                    about.Put("sentence.restitution", part.Value, part.Start, part.End, subject, reason);
                    break;
            }
        }
        foreach (var term in SentenceCase.In(about.Terms, t => t.Start, words[first].Start, words[last - 1].End))
        {
            if (term.NoParole)
                about.Put("sentence.parole", "no", term.Start, term.End, subject, "The sentence is without parole.");
        }
        // The date in brackets is that of the judgment; a date behind "amended" is another's.
        foreach (var date in SentenceCase.In(about.Dates, d => d.Start, words[first].Start, words[last - 1].End))
        {
            var at = words.At(date.Start);
            var amended = false;
            for (var i = at - 1; i >= first && !words.Is(i, ";"); i--)
                amended |= words.IsAny(i, ["amended", "commuted", "reduced"]);
            if (!amended && date.Form == DateForm.Absolute && date.Value.Length > 4)
            {
                Date(about, date, subject);
                break;
            }
        }
    }

    private static void Date(SentenceCase about, DateSpan date, string? subject)
    {
        if (date.Year is not { } year)
            return;
        about.Put("sentence.date", date.Value, date.Start, date.End, subject, "The list gives the day of the sentence.");
        about.Put("sentence.year", year.ToString(System.Globalization.CultureInfo.InvariantCulture), date.Start, date.End, subject, "The list gives the day of the sentence.");
    }

    private static void Offense(SentenceCase about, Field field, string? subject, string reason, bool character = false)
    {
        var words = about.Words;
        // Notes tell other things too ("advocacy against drug sentences"): only what they call the petitioner counts there.
        if (!character)
        {
            foreach (var crime in SentenceCase.In(about.Offenses, o => o.Start, field.Start, field.End))
            {
                if (crime.Kind != "other:fraud")
                    about.Put("offense.kind", crime.Kind, crime.Start, crime.End, subject, reason);
            }
            foreach (var drug in SentenceCase.In(about.Drugs, d => d.Start, field.Start, field.End))
                about.Put("drug.type", drug.Name, drug.Start, drug.End, subject, "The line names the drug.");
            foreach (var quantity in SentenceCase.In(about.DrugQuantities, d => d.Start, field.Start, field.End))
                about.Put("drug.quantity", quantity.Value, quantity.Start, quantity.End, subject, "The line gives the quantity of the drug.", approximate: quantity.Approximate, atLeast: quantity.AtLeast);
            foreach (var statute in SentenceCase.In(about.Statutes, s => s.Start, field.Start, field.End))
                about.Put("offense.statute", statute.Value, statute.Start, statute.End, subject, "The line cites the section.");
            foreach (var money in SentenceCase.In(about.Money, m => m.Start, field.Start, field.End))
            {
                for (var i = words.At(field.Start); i < words.Count && words[i].Start < field.End; i++)
                {
                    if (words.IsAny(i, ["fraud", "scheme", "laundering", "embezzlement"]))
                    {
                        about.Put("fraud.amount", money.Value, money.Start, money.End, subject, "The line gives the amount of the fraud.", approximate: money.Approximate, atLeast: money.AtLeast);
                        break;
                    }
                }
            }
        }
        for (var i = words.At(field.Start); i < words.Count && words[i].Start < field.End; i++)
        {
            if (words.Is(i, "nonviolent") || (words.Is(i, "non") && (words.Is(i + 1, "violent") || words.Is(i + 2, "violent") && words.Is(i + 1, "-"))))
            {
                var noun = i + 1;
                while (noun < i + 6 && words[noun].Kind != TokenKind.Mark || words.Is(noun, "-"))
                    noun++;
                if (!words.IsAny(noun - 1, ["offenders", "inmates", "people"]))
                    about.Put("offense.violent", "no", words[i].Start, words[noun - 1].End, subject, "The entry calls the crime nonviolent.");
            }
            if (words.Is(i, "first") && (words.IsAny(i + 1, ["time", "offense"]) || words.Is(i + 1, "-") && words.Is(i + 2, "time")))
            {
                var noun = i + 1;
                while (noun < i + 7 && (words[noun].Kind != TokenKind.Mark || words.Is(noun, "-")))
                    noun++;
                about.Put("offense.first", "yes", words[i].Start, words[noun - 1].End, subject, "The entry calls it a first offense.");
            }
        }
    }

    private static void District(SentenceCase about, int first, int last, string? subject)
    {
        var words = about.Words;
        for (var i = first; i < last; i++)
        {
            if (!words.Is(i, "district") || !words.Is(i + 1, "of"))
                continue;
            var from = words.IsAny(i - 1, ["western", "eastern", "northern", "southern", "middle", "central"]) ? i - 1 : i;
            var next = i + 2;
            while (next < last && next < i + 6 && words[next].Kind == TokenKind.Word && words.IsCapital(next))
                next++;
            if (next == i + 2 || words.Is(next - 1, "code") || words.Is(next, "code"))
                continue;
            var value = string.Join(' ', words.Text[words[from].Start..words[next - 1].End].Split([' ', '\n', '\r', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries));
            about.Put("court.district", value, words[from].Start, words[next - 1].End, subject, "The entry names the federal district.");
            i = next;
        }
    }
}
