using System.Runtime.CompilerServices;
using System.Text;

namespace Clementia.Law;

/// <summary>One section of the Code as a judgment cites it: 21, "841", "(a)(1)(b)(1)(A)".</summary>
/// <param name="Title">The title of the Code.</param>
/// <param name="Section">The section: "841", "860a", "App. 1903".</param>
/// <param name="Parts">The subsections that follow it, as written and without spaces; several lists are kept one after the other, parted by a blank.</param>
internal sealed record StatuteReference(int Title, string Section, string Parts)
{
    /// <summary>The same facts are asked on many days: each of their citations is read once, and forgotten with them.</summary>
    private static readonly ConditionalWeakTable<string, IReadOnlyList<StatuteReference>> s_read = [];

    /// <summary>"21 USC 841", without subsections.</summary>
    public string Name => $"{Title} USC {Section}";

    /// <summary>"21 USC 841(a)(1), (b)(1)(A)".</summary>
    public override string ToString() => Name + Parts.Replace(" ", ", ", StringComparison.Ordinal);

    /// <summary>Whether one of the lists of subsections begins so: "(c)" for 924(c)(1)(A).</summary>
    public bool Has(string parts)
    {
        foreach (var list in Parts.Split(' '))
        {
            if (list.StartsWith(parts, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Reads "21 U.S.C. § 841(a)(1) and (b)(1)(A)", "21 USC 841, 846", "Title 18, United States Code, Section 924(c)(1)(A)".
    /// </summary>
    /// <exception cref="FaultException">It is not of that form.</exception>
    public static IReadOnlyList<StatuteReference> Parse(string text, string at)
    {
        if (!s_read.TryGetValue(text, out var read))
            s_read.AddOrUpdate(text, read = Read(text, at));
        return read;
    }

    private static List<StatuteReference> Read(string text, string at)
    {
        var found = new List<StatuteReference>();
        int? title = null;
        bool titleNext = false, appendix = false;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c is ',' or ';' or '&' or '.' or '\u00A7' or '/')
            {
                i++;
            }
            else if (char.IsAsciiLetter(c))
            {
                switch (Word(text, ref i))
                {
                    case "TITLE": titleNext = true; break;
                    case "APP" or "APPX" or "APPENDIX": appendix = true; break;
                    case "USC" or "USCA" or "US" or "U" or "S" or "C" or "AND" or "SECTION" or "SECTIONS" or "SEC" or "SECS" or "UNITED" or "STATES" or "CODE" or "OF" or "THE": break;
                    default: throw Unreadable(text, at);
                }
            }
            else if (char.IsAsciiDigit(c))
            {
                var number = Number(text, ref i);
                if (titleNext || IsFollowedByCode(text, i))
                {
                    title = int.TryParse(number, out var t) && t is >= 1 and <= 54 ? t : throw Unreadable(text, at);
                    (titleNext, appendix) = (false, false);
                }
                else
                {
                    found.Add(new(title ?? throw Unreadable(text, at), (appendix ? "App. " : "") + number, Groups(text, ref i)));
                }
            }
            else if (c == '(' && found.Count > 0 && Groups(text, ref i) is { Length: > 0 } more)
            {
                found[^1] = found[^1] with { Parts = found[^1].Parts.Length == 0 ? more : found[^1].Parts + " " + more };
            }
            else
            {
                throw Unreadable(text, at);
            }
        }
        return found.Count > 0 ? found : throw Unreadable(text, at);
    }

    private static string Word(string text, ref int i)
    {
        var word = new StringBuilder();
        for (; i < text.Length && (char.IsAsciiLetter(text[i]) || text[i] == '.'); i++)
        {
            if (text[i] != '.')
                word.Append(char.ToUpperInvariant(text[i]));
        }
        return word.ToString();
    }

    /// <summary>Digits and one letter that belongs to them: 841, 860a, 1028A.</summary>
    private static string Number(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        if (i < text.Length && char.IsAsciiLetter(text[i]) && (i + 1 == text.Length || !(char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '.')))
            i++;
        return text[start..i];
    }

    private static bool IsFollowedByCode(string text, int i)
    {
        while (i < text.Length && (text[i] is ' ' or ','))
            i++;
        return i < text.Length && Word(text, ref i) is "USC" or "USCA" or "US" or "U" or "UNITED";
    }

    /// <summary>"(a)(1)" from "(a) (1)"; empty when a bracket is not closed or holds anything but a short letter or number.</summary>
    private static string Groups(string text, ref int i)
    {
        var groups = new StringBuilder();
        for (var next = i; ;)
        {
            while (next < text.Length && text[next] == ' ')
                next++;
            if (next >= text.Length || text[next] != '(')
                return groups.ToString();
            var end = text.IndexOf(')', next);
            if (end < next + 2 || end > next + 7 || !IsPlain(text.AsSpan(next + 1, end - next - 1)))
                return groups.ToString();
            groups.Append(text, next, end + 1 - next);
            i = next = end + 1;
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> inner)
    {
        foreach (var c in inner)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }
        return true;
    }

    private static FaultException Unreadable(string text, string at) => new(new Fault(
        "facts", at, $"'{(text.Length > 60 ? text[..60] + "…" : text)}' is no citation that can be read.", "Write title and section as in \"21 USC 841(a)(1)\" or \"21 U.S.C. §§ 841(a)(1), 846\"."));
}

/// <summary>Which rule a count's statute is under.</summary>
internal enum StatuteKind
{
    /// <summary>No rule here models it: its limits are entered from the judgment.</summary>
    Other,

    /// <summary>21 USC 841(a): the penalties of 841(b).</summary>
    Distribution,

    /// <summary>21 USC 952-960 and 46 USC 70503, 70506: the penalties of 960(b).</summary>
    Importation,

    /// <summary>21 USC 844.</summary>
    Possession,

    /// <summary>21 USC 848.</summary>
    Enterprise,

    /// <summary>21 USC 849, 859, 860.</summary>
    ProtectedPlace,

    /// <summary>18 USC 924(c).</summary>
    FirearmInCrime,

    /// <summary>18 USC 922(g), with or without 924(e).</summary>
    ProhibitedPerson,

    /// <summary>18 USC 1956.</summary>
    Laundering,

    /// <summary>18 USC 1957.</summary>
    CriminalProperty,

    /// <summary>31 USC 5324.</summary>
    Structuring,
}

/// <summary>A count's statute, as far as limits turn on it.</summary>
/// <param name="Kind">The rule; for a conspiracy or attempt, that of its object.</param>
/// <param name="Name">The offense of conviction: "21 USC 846", "21 USC 960". Import offenses of 952 to 959 bear the name of 960, which punishes them.</param>
/// <param name="Inchoate">Whether it is a conspiracy or attempt under 21 USC 846 or 963.</param>
/// <param name="All">Every section cited, the object's too.</param>
internal sealed record CountStatute(StatuteKind Kind, string Name, bool Inchoate, IReadOnlyList<StatuteReference> All)
{
    /// <summary>Of a count; null when the statute, or the object of a conspiracy, is not known (then asked for).</summary>
    public static CountStatute? Of(Reckoning r, Facts count)
    {
        if (!r.Know(count, CaseFacts.Statute, out var text))
            return null;
        var all = StatuteReference.Parse(text, $"{count.At}.statute");
        if (count.TryGet(CaseFacts.Object, out var objectText))
            all = [.. all, .. StatuteReference.Parse(objectText, $"{count.At}.object")];

        StatuteReference? conspiracy = null, best = null, stranger = null;
        var kind = StatuteKind.Other;
        var open = false;
        foreach (var one in all)
        {
            if (one is { Title: 21, Section: "846" or "963" })
                conspiracy ??= one;
            // Conspiracy to launder is punished as its object, which is 1956 (20 years) or 1957 (10 years).
            else if (one is { Title: 18, Section: "1956" } && one.Has("(h)") && !one.Has("(a)"))
                open = true;
            else if (KindOf(one) is var k && Rank(k) > Rank(kind))
                (best, kind) = (one, k);
            else if (k == StatuteKind.Other && !SetsNoPenalty(one))
                stranger ??= one;
        }
        // 21 USC 861 or 860a next to 841 sets the penalty, and no rule here knows it.
        if (stranger is not null)
            return new(StatuteKind.Other, stranger.Name, conspiracy is not null, all);
        if ((conspiracy is not null && best is null) || (open && kind is not (StatuteKind.Laundering or StatuteKind.CriminalProperty)))
        {
            r.Know(count, CaseFacts.Object, out _, "Which statute was the object of the conspiracy or attempt? Its penalties apply.");
            return null;
        }
        return new(kind, conspiracy?.Name ?? (kind == StatuteKind.Importation && best!.Title == 21 ? "21 USC 960" : (best ?? all[0]).Name), conspiracy is not null, all);
    }

    /// <summary>As cited, for a reader.</summary>
    public override string ToString() => string.Join(", ", All);

    private static StatuteKind KindOf(StatuteReference one) => (one.Title, one.Section) switch
    {
        (21, "841") => one.Parts.Length == 0 || one.Has("(a)") || one.Has("(b)") ? StatuteKind.Distribution : StatuteKind.Other,
        (21, "952" or "953" or "955" or "957" or "959") => StatuteKind.Importation,
        (21, "960") => one.Parts.Length == 0 || one.Has("(a)") || one.Has("(b)") ? StatuteKind.Importation : StatuteKind.Other,
        (46, "70503" or "70506") => StatuteKind.Importation,
        (21, "844") => StatuteKind.Possession,
        (21, "848") => StatuteKind.Enterprise,
        (21, "849" or "859" or "860") => StatuteKind.ProtectedPlace,
        (18, "924") => one.Has("(c)") ? StatuteKind.FirearmInCrime : one.Has("(e)") ? StatuteKind.ProhibitedPerson : StatuteKind.Other,
        (18, "922") => one.Has("(g)") ? StatuteKind.ProhibitedPerson : StatuteKind.Other,
        (18, "1956") => StatuteKind.Laundering,
        (18, "1957") => StatuteKind.CriminalProperty,
        (31, "5324") => StatuteKind.Structuring,
        _ => StatuteKind.Other,
    };

    /// <summary>Sections that a judgment cites beside the offense: aiding and abetting, definitions, prior convictions, forfeiture, the penalty clause of 922(g).</summary>
    private static bool SetsNoPenalty(StatuteReference one) => (one.Title, one.Section) switch
    {
        (18, "2") or (21, "802" or "812" or "813" or "851" or "853") => true,
        (18, "924") => one.Has("(a)"),
        _ => false,
    };

    /// <summary>Where one count cites several sections, the one that sets the penalty: 860 before the 841 it rests on.</summary>
    private static int Rank(StatuteKind kind) => kind switch
    {
        StatuteKind.Other => 0,
        StatuteKind.Possession => 1,
        StatuteKind.Distribution => 2,
        StatuteKind.Importation => 3,
        StatuteKind.ProtectedPlace => 4,
        _ => 5,
    };
}
