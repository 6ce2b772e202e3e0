using System.Text;

namespace Clementia.Casework;

/// <summary>
/// A person's name taken apart as a reader does, so that "Kushner", "Jared Kushner" and "@jaredkushner" can be told to be
/// one person and "Charles Kushner" another. It answers for one case's file, where a short name stands for the person
/// already named in full; it is no identity check.
/// </summary>
/// <remarks>
/// The relation is symmetric but cannot be transitive: "Kushner" fits both "Jared Kushner" and "Charles Kushner", who differ.
/// A finder that keeps a list of people should compare a short name with all of them and take it only when one fits.
/// </remarks>
public sealed record PersonName
{
    private PersonName(string written, IReadOnlyList<string> parts, string? nickname, string? generation, string? role, bool handle) =>
        (Written, Parts, Nickname, Generation, Role, IsHandle) = (written, parts, nickname, generation, role, handle);

    /// <summary>The name as it was written.</summary>
    public string Written { get; }

    /// <summary>
    /// The names in order, given names first, folded for comparison: lower case, without accents, titles, generation and
    /// possessive; particles joined to what they belong to ("de la cruz"). Empty when nothing but titles was written.
    /// </summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>A nickname in quotation marks or a call name in brackets, folded, or null.</summary>
    public string? Nickname { get; }

    /// <summary>"jr", "ii", "iii", "iv" or null. "Sr." is null: it is written only to tell a father from his son.</summary>
    public string? Generation { get; }

    /// <summary>The role when the words mean someone by their role to this name ("Ryan's spokesman", "lawyer for Hall"), or null.</summary>
    public string? Role { get; }

    /// <summary>Whether it is the name of an account ("@JaredKushner").</summary>
    public bool IsHandle { get; }

    /// <summary>The folded surname as far as one can tell: the last part, or the empty string.</summary>
    public string Surname => Parts.Count == 0 ? "" : Parts[^1];

    /// <summary>Whether two names, as written, can be read as the same person in one case's file.</summary>
    public static bool Same(string a, string b) => Parse(a).IsSameAs(Parse(b));

    /// <summary>Whether this and the other name can be read as the same person in one case's file.</summary>
    public bool IsSameAs(PersonName other)
    {
        if (Parts.Count == 0 || other.Parts.Count == 0)
            return Parts.Count == other.Parts.Count && Role == other.Role;
        // The spokesman of a person is not the person, and two aides of one person are not told apart by that.
        if (Role != other.Role)
            return false;
        if (IsHandle && other.IsHandle)
            return string.Concat(Parts) == string.Concat(other.Parts);
        if (IsHandle || other.IsHandle)
            return IsHandle ? HandleFits(string.Concat(Parts), other) : HandleFits(string.Concat(other.Parts), this);

        var (shorter, longer) = Parts.Count <= other.Parts.Count ? (this, other) : (other, this);
        if (shorter.Parts.Count == 1)
            return OneWordFits(shorter, longer);
        // With given names on both sides a missing "Jr." tells father from son, as newspapers and courts use it.
        if (Generation != other.Generation)
            return false;
        return EndsWith(longer.Parts, shorter.Parts) || (FirstNamesFit(shorter, longer) && SurnamesFit(shorter, longer, out var cut) && MiddlesFit(shorter, longer, cut));
    }

    /// <summary>Takes a name apart. Any text is accepted; what is no name simply has odd parts.</summary>
    public static PersonName Parse(string written)
    {
        var text = written.Trim();
        if (IsAccount(text))
            return new(written, Fold(text.TrimStart('@')).Replace("_", "").Length == 0 ? [] : [Fold(text.TrimStart('@')).Replace("_", "")], null, null, null, true);

        text = TakeBracketed(text, out var nickname);
        var words = Words(text);
        var generation = TakeGeneration(words);
        words = TurnRound(words);
        words.RemoveAll(word => word == ",");
        if (TakeGeneration(words) is { } later)
            generation ??= later;
        var role = TakeRole(words);
        while (words.Count > 1 && s_titles.Contains(words[0]) && !(words.Count == 2 && s_names.Contains(words[0])))
            words.RemoveAt(0);
        if (words.Count == 1 && role is null && s_titles.Contains(words[0]) && !s_names.Contains(words[0]) && written.Contains('.', StringComparison.Ordinal))
            words.Clear();
        return new(written, JoinParticles(words), nickname, generation == "sr" ? null : generation, role, false);
    }

    /// <summary>The name as it was written.</summary>
    public override string ToString() => Written;

    /// <summary>Two names are equal when they are written the same.</summary>
    public bool Equals(PersonName? other) => other is not null && Written == other.Written;

    /// <inheritdoc/>
    public override int GetHashCode() => Written.GetHashCode(StringComparison.Ordinal);

    private static bool OneWordFits(PersonName one, PersonName other)
    {
        var word = one.Parts[0];
        if (other.Parts.Count == 1)
            return word == other.Parts[0] || Hyphenated(word).Intersect(Hyphenated(other.Parts[0])).Any();
        // The surname, one of a double surname ("Ortiz" of "Ana Ortiz Vega"), a given name, or what friends call them.
        return Hyphenated(other.Parts[^1]).Contains(word)
            || other.Parts[0] == word
            || (other.Parts.Count > 2 && other.Parts[^2] == word)
            || other.Nickname == word
            || (word.Length > 2 && s_callNames.TryGetValue(word, out var full) && full.Contains(other.Parts[0]));
    }

    private static bool FirstNamesFit(PersonName a, PersonName b) =>
        FirstNameFits(a.Parts[0], b.Parts[0])
        || (a.Nickname is { } x && FirstNameFits(x, b.Parts[0]))
        || (b.Nickname is { } y && FirstNameFits(y, a.Parts[0]))
        // "J. Edgar Vance" goes by "Edgar Vance".
        || (b.Parts.Count > 2 && b.Parts[0].Length == 1 && FirstNameFits(a.Parts[0], b.Parts[1]))
        || (a.Parts.Count > 2 && a.Parts[0].Length == 1 && FirstNameFits(b.Parts[0], a.Parts[1]));

    private static bool FirstNameFits(string a, string b)
    {
        if (a == b)
            return true;
        if (a.Length == 1 || b.Length == 1)
            return a[0] == b[0];
        var x = s_callNames.GetValueOrDefault(a) ?? [];
        var y = s_callNames.GetValueOrDefault(b) ?? [];
        return x.Contains(b) || y.Contains(a) || x.Intersect(y).Any();
    }

    /// <param name="shorter">The name with fewer parts, at least two.</param>
    /// <param name="longer">The other.</param>
    /// <param name="cut">How many last parts of the longer name are surname.</param>
    private static bool SurnamesFit(PersonName shorter, PersonName longer, out int cut)
    {
        cut = 1;
        if (Hyphenated(shorter.Parts[^1]).Intersect(Hyphenated(longer.Parts[^1])).Any() || WithoutParticle(shorter.Parts[^1]) == WithoutParticle(longer.Parts[^1]))
            return true;
        // A further surname behind the first: "Ana Ortiz" and "Ana Ortiz Vega". It is one name more: with as many names on
        // both sides there is no longer one, and the answer would hang on who is asked first.
        cut = 2;
        return longer.Parts.Count > shorter.Parts.Count && longer.Parts[^2] == shorter.Parts[^1];
    }

    private static bool MiddlesFit(PersonName shorter, PersonName longer, int cut)
    {
        var a = shorter.Parts.Skip(1).Take(shorter.Parts.Count - 2).ToList();
        var b = longer.Parts.Skip(1).Take(longer.Parts.Count - 1 - cut).ToList();
        // Left out is no contradiction; a different middle name is. Initials stand for names.
        return a.Count == 0 || b.Count == 0 || a.Zip(b).All(pair => FirstNameFits(pair.First, pair.Second))
            || a.Any(b.Contains);
    }

    private static bool HandleFits(string handle, PersonName name)
    {
        foreach (var affix in s_handleAffixes)
        {
            if (handle.StartsWith(affix, StringComparison.Ordinal) && handle.Length > affix.Length + 2 && HandleIs(handle[affix.Length..], name))
                return true;
        }
        return HandleIs(handle, name);
    }

    private static bool HandleIs(string handle, PersonName name)
    {
        var surnames = name.Parts.Count > 2 ? name.Parts.Skip(name.Parts.Count - 2) : name.Parts.Skip(name.Parts.Count - 1);
        foreach (var surname in surnames.Select(part => part.Replace(" ", "").Replace("-", "")))
        {
            if (!handle.StartsWith(surname, StringComparison.Ordinal) && !handle.EndsWith(surname, StringComparison.Ordinal))
                continue;
            if (handle.Length == surname.Length)
                return true;
            if (!handle.EndsWith(surname, StringComparison.Ordinal))
                continue;
            var before = handle[..^surname.Length];
            // A surname alone fits an account only when it is long enough not to be the end of another word.
            if (name.Parts.Count == 1)
                return surname.Length >= 5;
            if (before == name.Parts[0] || before == name.Nickname || FirstNameFits(before, name.Parts[0]) || before == string.Concat(name.Parts.Take(name.Parts.Count - 1).Select(part => part[0]))
                || before == string.Concat(name.Parts.TakeWhile(part => part != surname)))
                return true;
        }
        return false;
    }

    private static bool EndsWith(IReadOnlyList<string> longer, IReadOnlyList<string> shorter)
    {
        for (var i = 1; i <= shorter.Count; i++)
        {
            if (longer[^i] != shorter[^i])
                return false;
        }
        return true;
    }

    private static string[] Hyphenated(string part) => part.Contains('-', StringComparison.Ordinal) ? [part, .. part.Split('-')] : [part];

    private static string WithoutParticle(string part)
    {
        var words = part.Split(' ');
        return words.Length > 1 ? words[^1] : part;
    }

    private static bool IsAccount(string text) =>
        text.Length > 1 && !text.Contains(' ', StringComparison.Ordinal)
        && (text[0] == '@' || (text.Contains('_', StringComparison.Ordinal) && text.All(c => char.IsLetterOrDigit(c) || c == '_'))
            || HasInnerCapitals(text));

    // "KimBrown" is an account; "McCain", "DeVos", "O'Brien" and "LaShawn" are names: one capital after a short beginning.
    private static bool HasInnerCapitals(string text)
    {
        if (!text.All(char.IsAsciiLetterOrDigit) || text.All(char.IsUpper))
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsUpper(text[i]) && char.IsLower(text[i - 1]) && !s_nameBeginnings.Contains(text[..i]))
                return true;
        }
        return false;
    }

    private static string TakeBracketed(string text, out string? nickname)
    {
        nickname = null;
        var kept = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] switch { '(' => ')', '[' => ']', '“' => '”', '"' => '"', '‘' => '’', _ => '\0' };
            var end = close == '\0' ? -1 : text.IndexOf(close, i + 1);
            if (end < 0)
            {
                kept.Append(text[i]);
                continue;
            }
            var inside = text[(i + 1)..end].Trim();
            // "Robert (Bob) Hale" and 'Robert "Bob" Hale', not "Hale (R-Ohio)".
            if (text[i] is not '[' && inside.Length > 1 && inside.All(c => char.IsLetter(c) || c is '\'' or '’'))
                nickname ??= Fold(inside);
            else if (text[i] == '[')
                kept.Append(inside);
            i = end;
        }
        return kept.ToString();
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var piece in text.Replace(",", " , ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece == ",")
            {
                words.Add(piece);
                continue;
            }
            var word = Fold(piece);
            if (word.EndsWith("'s", StringComparison.Ordinal))
                word = word[..^2];
            word = word.Trim('\'', '"', '-', ';', ':', '.');
            // "J.D." is two initials; "U.S." and "Ph.D." are words of titles and are known without their dots.
            var bare = word.Replace(".", "");
            if (word.Contains('.', StringComparison.Ordinal) && !s_titles.Contains(bare) && !s_credentials.Contains(bare) && word.Split('.').All(part => part.Length <= 1))
                words.AddRange(word.Split('.', StringSplitOptions.RemoveEmptyEntries));
            else if (bare.Length > 0)
                words.AddRange(SplitTitle(bare));
        }
        return words;
    }

    // "then-President" and "ex-wife" are written in one word.
    private static IEnumerable<string> SplitTitle(string word)
    {
        var dash = word.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && word[..dash] is "then" or "ex" or "now" or "vice" ? [word[..dash], word[(dash + 1)..]] : [word];
    }

    private static string? TakeGeneration(List<string> words)
    {
        string? found = null;
        while (words.Count > 1)
        {
            if (s_generations.TryGetValue(words[^1], out var generation) && words.Count > 1 && words[^2] != "and")
                found ??= generation;
            else if (!s_credentials.Contains(words[^1]) && words[^1] != ",")
                break;
            words.RemoveAt(words.Count - 1);
        }
        return found;
    }

    // "HALE, ROBERT JAMES" as registers write it.
    private static List<string> TurnRound(List<string> words)
    {
        var comma = words.IndexOf(",");
        if (comma <= 0 || comma == words.Count - 1)
            return words;
        var behind = words[(comma + 1)..];
        // "Robert Hale, his lawyer" is no turned name.
        return behind.Any(word => s_roles.ContainsKey(word) || word is "," or "the" or "a" or "his" or "her" or "their" or "who" or "of" or "for")
            ? words[..comma]
            : comma <= 3 && behind.Count <= 3 ? [.. behind, .. words[..comma]] : words[..comma];
    }

    private static string? TakeRole(List<string> words)
    {
        // "lawyer for Hale", "a spokesman of Senator Hale"
        var link = words.FindIndex(word => word is "for" or "of" or "to");
        if (link > 0 && link < words.Count - 1 && words.Take(link).Any(s_roles.ContainsKey))
        {
            var role = s_roles[words.Take(link).Last(s_roles.ContainsKey)];
            words.RemoveRange(0, link + 1);
            words.RemoveAll(word => word is "the" or "a" or "an");
            return role;
        }
        // "Hale spokesman", "Hale's lawyers"
        if (words.Count > 1 && s_roles.TryGetValue(words[^1], out var last))
        {
            words.RemoveAt(words.Count - 1);
            words.RemoveAll(word => word is "the" or "a" or "an");
            return last;
        }
        return null;
    }

    private static List<string> JoinParticles(List<string> words)
    {
        var parts = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var start = i;
            while (i < words.Count - 1 && s_particles.Contains(words[i]) && (start > 0 || i > start || words.Count == 2 || s_particles.Contains(words[i + 1]) || words[i].Length > 2))
                i++;
            parts.Add(string.Join(' ', words[start..(i + 1)]));
        }
        return parts;
    }

    /// <summary>Lower case without accents and with plain apostrophes and hyphens; other letters stay as they are.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var lower = char.ToLowerInvariant(c);
            var at = Accented.IndexOf(lower, StringComparison.Ordinal);
            folded.Append(lower switch
            {
                '’' or '‘' or '`' or '´' => "'",
                '‐' or '‑' or '–' or '—' => "-",
                '\u00A0' => " ",
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                'ø' => "o",
                'ł' => "l",
                'đ' => "d",
                _ => at >= 0 ? Plain[at].ToString() : lower.ToString(),
            });
        }
        return folded.ToString();
    }

    // Invariant globalization has no folding of accents; these are the Latin letters that American records show.
    private const string Accented = "àáâãäåāăąçćčďèéêëēěęğìíîïīıñńňòóôõöōőřśšşťùúûüūůűýÿźżž";
    private const string Plain = "aaaaaaaaacccdeeeeeeegiiiiiinnnooooooorssstuuuuuuuyyzzz";

    private static readonly HashSet<string> s_titles =
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "hon", "honorable", "the",
        "president", "pres", "vice", "then", "former", "ex", "late", "now", "acting", "interim", "incoming", "outgoing", "elect",
        "senator", "sen", "senators", "representative", "rep", "congressman", "congresswoman", "speaker", "governor", "gov", "lieutenant", "lt",
        "mayor", "sheriff", "secretary", "sec", "minister", "prime", "ambassador", "commissioner", "chancellor", "director", "chairman", "chairwoman",
        "judge", "justice", "chief", "magistrate", "district", "circuit", "associate", "senior", "presiding", "federal", "state", "county",
        "attorney", "general", "ag", "us", "united", "states", "assistant", "deputy", "special", "agent", "ausa", "prosecutor", "counsel", "counselor",
        "officer", "detective", "det", "sergeant", "sgt", "captain", "capt", "colonel", "col", "gen", "admiral", "adm", "major", "maj",
        "corporal", "cpl", "private", "pvt", "pfc", "spc", "specialist", "reverend", "rev", "pastor", "father", "fr", "sister", "brother", "bishop", "rabbi", "imam",
        "warden", "inmate", "defendant", "petitioner", "applicant", "lawyer", "aide", "adviser", "advisor", "white", "house", "press",
        "republican", "democrat", "democratic", "gop",
    ];

    // Words of offices that are also surnames: kept when only one other word stands beside them.
    private static readonly HashSet<string> s_names = ["white", "house", "press", "states"];

    private static readonly Dictionary<string, string> s_generations = new()
    {
        ["jr"] = "jr",
        ["junior"] = "jr",
        ["sr"] = "sr",
        ["senior"] = "sr",
        ["ii"] = "ii",
        ["iii"] = "iii",
        ["iv"] = "iv",
        ["2nd"] = "ii",
        ["3rd"] = "iii",
        ["4th"] = "iv",
    };

    private static readonly HashSet<string> s_credentials = ["esq", "md", "phd", "jd", "llm", "rn", "cpa", "dds", "ma", "mba"];

    private static readonly Dictionary<string, string> s_roles = new()
    {
        ["spokesman"] = "spokesperson",
        ["spokeswoman"] = "spokesperson",
        ["spokesperson"] = "spokesperson",
        ["spokespeople"] = "spokesperson",
        ["spokesmen"] = "spokesperson",
        ["attorney"] = "lawyer",
        ["attorneys"] = "lawyer",
        ["lawyer"] = "lawyer",
        ["lawyers"] = "lawyer",
        ["counsel"] = "lawyer",
        ["office"] = "office",
        ["campaign"] = "office",
        ["administration"] = "office",
        ["supporter"] = "supporter",
        ["supporters"] = "supporter",
        ["ally"] = "supporter",
        ["allies"] = "supporter",
        ["aide"] = "aide",
        ["aides"] = "aide",
        ["adviser"] = "aide",
        ["advisers"] = "aide",
        ["advisor"] = "aide",
        ["advisors"] = "aide",
        ["official"] = "official",
        ["officials"] = "official",
        ["family"] = "family",
        ["relatives"] = "family",
        ["mother"] = "mother",
        ["father"] = "father",
        ["wife"] = "wife",
        ["husband"] = "husband",
        ["daughter"] = "daughter",
        ["son"] = "son",
        ["sister"] = "sister",
        ["brother"] = "brother",
        ["widow"] = "widow",
        ["daughters"] = "daughter",
        ["children"] = "children",
    };

    private static readonly HashSet<string> s_particles = ["de", "la", "las", "los", "del", "della", "di", "da", "dos", "das", "van", "von", "der", "den", "ter", "ten", "al", "el", "bin", "ibn", "st", "san", "le", "du", "mac", "abu"];

    private static readonly HashSet<string> s_nameBeginnings = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "O", "D", "Fitz", "St", "Da", "Del", "Ja", "Jo", "Ke", "Sha", "Ta", "Al", "El"];

    private static readonly string[] s_handleAffixes = ["real", "official", "the", "iam", "im", "itsme", "sen", "senator", "rep", "gov", "judge", "dr", "mr", "ms", "mrs", "sheriff", "pres", "president"];

    private static readonly Dictionary<string, string[]> s_callNames = CallNames();

    private static Dictionary<string, string[]> CallNames()
    {
        // Call names and the given names they stand for, as English speakers use them.
        const string table = """
            al albert alan allen alexander alfred; alex alexander alexandra alexis; andy andrew; abby abigail; barb barbara; becky rebecca; ben benjamin; beth elizabeth;
            betty elizabeth; bill william; billy william; bob robert; bobby robert; brad bradley; cathy catherine katherine; charlie charles; chuck charles;
            chris christopher christine christian christina; cindy cynthia; dan daniel; danny daniel; dave david; deb deborah debra; debbie deborah debra; dick richard; don donald;
            donny donald; doug douglas; ed edward edwin edgar; eddie edward edwin; fran frances francis; frank francis franklin; fred frederick alfred; gabe gabriel; gene eugene; gerry gerald;
            greg gregory; hank henry; harry harold henry; jack john; jake jacob; jan janet janice; jeff jeffrey geoffrey; jen jennifer; jenny jennifer; jerry gerald jerome;
            jim james; jimmy james; joe joseph; joey joseph; johnny john jonathan; jon jonathan; judy judith; kate katherine catherine kathleen; kathy katherine kathleen catherine; katie katherine;
            ken kenneth; kenny kenneth; kim kimberly; larry lawrence; leo leonard; liz elizabeth; lou louis louise; maggie margaret; marty martin; matt matthew; meg margaret; mel melvin;
            mick michael; mike michael; mitch mitchell; nate nathan nathaniel; ned edward; nick nicholas; pat patrick patricia; patty patricia; peg margaret; peggy margaret; pete peter; phil philip phillip;
            randy randall; ray raymond; rich richard; rick richard; ricky richard; rob robert; rod rodney roderick; ron ronald; ronnie ronald veronica; rudy rudolph; russ russell; sam samuel samantha;
            sandy sandra alexander; steve steven stephen; stu stuart; sue susan suzanne; susie susan; ted edward theodore; terry terrence teresa; theo theodore; tim timothy; toby tobias; tom thomas; tommy thomas;
            tony anthony; vicky victoria; vince vincent; wes wesley; will william; zach zachary
            """;
        return table.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1..]);
    }
}
