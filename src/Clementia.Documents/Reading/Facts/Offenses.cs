namespace Clementia.Documents.Reading.Facts;

/// <summary>A crime named in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Kind">"drug", "murder", "money-laundering" ... or "other:wire fraud".</param>
/// <param name="Violent">Whether the law counts such a crime as violent: true for murder and robbery, null when it depends.</param>
internal readonly record struct OffenseSpan(int Start, int End, string Kind, bool? Violent);

/// <summary>A section of a statute in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Value">"18 USC 371", "21 USC 841(a)(1)", "22 DC Code 2103".</param>
internal readonly record struct StatuteSpan(int Start, int End, string Value);

/// <summary>Reads the names of crimes and the sections of statutes.</summary>
internal static class Offenses
{
    // What a crime is called, as charging papers and newspapers call it. A blank separates tokens; "*" stands for up to five words.
    private static readonly (string Kind, bool? Violent, string[] Phrases)[] s_names =
    [
        ("money-laundering", null, ["money laundering", "money - laundering", "laundering money", "laundering of money", "laundered money", "launder money",
            "laundering monetary instruments", "laundering the proceeds", "laundering drug proceeds", "launder drug proceeds", "laundering of monetary instruments",
            "launder monetary instruments", "laundering"]),
        ("murder", true, ["murderer", "convicted killer", "killing of", "killing", "slaying", "shooting death", "stabbing death", "beating death", "fatal shooting", "fatal stabbing", "murder - for - hire", "murder for hire", "murder", "murders", "murdered", "murdering", "homicide", "first - degree murder", "second - degree murder", "felony murder", "capital murder"]),
        ("robbery", true, ["robbery", "robberies", "armed robbery", "bank robbery", "bank robberies", "hobbs act robbery", "robbing", "robbed"]),
        ("leak", null, ["leaking", "leak of classified", "leaks of classified", "leaked classified", "leaked documents", "leaked secret", "leaked government", "leaked military",
            "leaked hundreds", "leaked thousands", "leaked a trove", "leaked a classified", "leaked national", "leaked * documents", "leaked * files", "leaked * report", "leaked * records", "disclosing classified",
            "disclosure of classified", "unauthorized disclosure", "disclosed classified", "unauthorized possession and disclosure"]),
        ("espionage", null, ["espionage act", "espionage", "spying for", "violating the espionage act"]),
        ("corruption", null, ["public corruption", "political corruption", "official corruption", "corruption", "bribery", "bribe", "bribes", "bribing", "honest services fraud",
            "honest - services fraud", "honest services wire fraud", "honest services mail fraud", "honest services", "shaking down", "shake down", "soliciting bribes", "kickback scheme", "pay - to - play", "pay to play", "political favors", "abuse of office", "abusing his office", "abusing her office", "influence peddling", "selling his office", "selling her vote", "selling his vote"]),
        ("other:extortion", null, ["extortion", "blackmail"]),
        ("false-statements", null, ["false statements", "false statement", "making false statements", "lying to congress", "lying to the fbi", "lying to federal", "lying to investigators",
            "lying to the federal", "lying to lawmakers", "lying to a grand jury", "lied to congress", "lied to the fbi", "lied to federal", "lied to investigators", "lied to lawmakers", "lying under oath", "lied under oath", "lying to authorities"]),
        ("witness-tampering", null, ["witness tampering", "tampering with a witness", "tampering with witnesses", "witness - tampering", "tampered with a witness", "tamper with a witness", "witness intimidation",
            "intimidating a witness", "tampering with a government witness"]),
        ("obstruction", null, ["obstruction of justice", "obstruction", "obstructing", "obstructed", "obstruct justice", "obstruct an official proceeding"]),
        ("contempt", null, ["criminal contempt", "contempt of court", "contempt of congress", "contempt charge", "contempt charges", "contempt conviction", "in contempt", "contempt"]),
        ("health-care-fraud", null, ["health care fraud", "health - care fraud", "healthcare fraud", "medicare fraud", "medicaid fraud", "medicare and medicaid fraud", "health care kickbacks",
            "health care - fraud", "defrauding medicare", "defraud medicare", "bilking medicare", "bilked medicare", "defrauded medicare"]),
        ("election-fraud", null, ["election fraud", "voter fraud", "voting fraud", "ballot fraud", "vote fraud", "election tampering", "ballot stuffing", "illegal voting", "voting illegally", "election interference", "fake elector", "fake electors", "tampering with election"]),
        ("racketeering", null, ["racketeering", "racketeering conspiracy", "rico", "rico conspiracy"]),
        ("other:tax evasion", null, ["tax evasion", "tax fraud", "evading taxes", "income tax evasion", "tax crimes", "filing false tax returns", "false tax returns"]),
        ("other:securities fraud", null, ["securities fraud", "insider trading", "stock fraud"]),
        ("other:wire fraud", null, ["wire fraud"]),
        ("other:mail fraud", null, ["mail fraud"]),
        ("other:bank fraud", null, ["bank fraud"]),
        ("other:campaign finance", null, ["campaign finance violations", "campaign finance violation", "campaign - finance violations", "illegal campaign contributions", "campaign finance fraud"]),
        ("other:embezzlement", null, ["embezzlement", "embezzling", "embezzled"]),
        ("other:identity theft", null, ["identity theft", "aggravated identity theft"]),
        ("other:perjury", null, ["perjury"]),
        ("other:seditious conspiracy", null, ["seditious conspiracy"]),
        ("other:kidnapping", true, ["kidnapping", "kidnaping", "kidnapped"]),
        ("other:carjacking", true, ["carjacking"]),
        ("other:arson", null, ["arson"]),
        ("other:burglary", null, ["burglary"]),
        ("other:manslaughter", true, ["manslaughter", "involuntary manslaughter", "voluntary manslaughter"]),
        ("other:assault", true, ["assault", "aggravated assault"]),
        ("other:firearm", null, ["firearm offense", "gun charges", "gun charge", "firearms charges", "weapons charges", "possession of a firearm", "felon in possession", "possessing a firearm", "carrying a firearm", "use of a firearm", "unlawful possession of a firearm"]),
        ("other:theft", null, ["theft", "larceny", "grand larceny"]),
        ("other:counterfeiting", null, ["counterfeiting"]),
        ("other:human trafficking", true, ["human trafficking", "sex trafficking"]),
        ("other:fraud", null, ["fraud", "defrauding", "defraud", "swindling", "ponzi scheme"]),
    ];

    private static readonly Dictionary<string, List<(string[] Phrase, string Kind, bool? Violent)>> s_byFirst = Index();

    // A drug makes an offense only with a word of dealing or of the law beside it.
    private static readonly HashSet<string> s_drugWords = new(StringComparer.Ordinal)
    {
        "drug", "drugs", "narcotics", "narcotic", "cocaine", "crack", "heroin", "marijuana", "cannabis", "pot", "methamphetamine", "meth", "fentanyl", "opioid", "opioids", "lsd", "pcp", "mdma",
        "ecstasy", "oxycodone", "hashish", "amphetamine", "opium", "steroids",
    };

    private static readonly HashSet<string> s_dealing = new(StringComparer.Ordinal)
    {
        "offense", "offenses", "offence", "offences", "charge", "charges", "crime", "crimes", "conspiracy", "conspiracies", "trafficking", "trafficker", "traffickers", "conviction", "convictions", "dealing",
        "dealer", "dealers", "distribution", "ring", "operation", "offender", "offenders", "smuggling", "smuggler", "possession", "felony", "felonies", "case", "enterprise", "kingpin", "business", "trade", "sales", "counts", "count",
        "courier", "mule", "organization", "selling", "sale", "violation", "violations", "felon", "sentence", "lord", "importation", "rap", "scheme", "manufacturing", "peddling", "transaction", "transactions", "sting", "bust", "deal", "deals",
    };

    private static readonly HashSet<string> s_dealingVerbs = new(StringComparer.Ordinal)
    {
        "distribute", "distributing", "distributed", "distribution", "possess", "possession", "possessing", "possessed", "sell", "selling", "sold", "traffic", "trafficking", "trafficked", "import", "importing", "importation", "imported",
        "smuggle", "smuggling", "smuggled", "deal", "dealing", "dealt", "manufacture", "manufacturing", "manufactured", "deliver", "delivering", "delivered", "transport", "transporting", "transported", "conspiracy", "conspiring",
        "hide", "hiding", "hid", "haul", "hauling", "hauled", "carry", "carrying", "carried", "store", "storing", "stored", "cook", "cooking", "cooked", "move", "moved", "ship", "shipping", "shipped", "buy", "buying", "bought", "ferry", "ferrying", "load", "loads", "shipment", "shipments", "stash", "delivery", "grow", "grew", "plants", "package", "packages", "bales", "ton", "kilograms", "kilos", "pounds", "grams", "ounces", "sale", "supplying", "growing", "peddling", "use", "moving", "dispense", "cultivation",
    };

    /// <summary>All crimes named in the text, left to right.</summary>
    public static List<OffenseSpan> FindAll(Words words)
    {
        var found = new List<OffenseSpan>();
        for (var i = 0; i < words.Count;)
        {
            if (words[i].Kind == TokenKind.Word)
            {
                if (Drug(words, i, out var drug, out var next) || Named(words, i, out drug, out next))
                {
                    found.Add(drug);
                    i = next;
                    continue;
                }
            }
            i++;
        }
        return found;
    }

    private static Dictionary<string, List<(string[] Phrase, string Kind, bool? Violent)>> Index()
    {
        var index = new Dictionary<string, List<(string[], string, bool?)>>(StringComparer.Ordinal);
        foreach (var (kind, violent, phrases) in s_names)
        {
            foreach (var phrase in phrases)
            {
                var tokens = phrase.Split(' ');
                if (!index.TryGetValue(tokens[0], out var list))
                    index.Add(tokens[0], list = []);
                list.Add((tokens, kind, violent));
            }
        }
        foreach (var list in index.Values)
            list.Sort((a, b) => b.Item1.Length - a.Item1.Length);
        return index;
    }

    private static bool Named(Words words, int i, out OffenseSpan offense, out int next)
    {
        offense = default;
        next = i;
        if (!s_byFirst.TryGetValue(words[i].Lower, out var candidates))
            return false;
        foreach (var (phrase, kind, violent) in candidates)
        {
            var at = Match(words, i, phrase);
            if (at < 0)
                continue;
            next = at;
            offense = new(words[i].Start, words[at - 1].End, kind, violent);
            return true;
        }
        return false;
    }

    private static int Match(Words words, int i, string[] phrase)
    {
        var at = i;
        for (var p = 0; p < phrase.Length; p++)
        {
            if (phrase[p] == "*")
            {
                var to = -1;
                for (var skip = 0; skip <= 5 && to < 0; skip++)
                {
                    if (words[at + skip].Kind == TokenKind.Mark && words[at + skip].Lower is "." or ";" or ",")
                        break;
                    if (words.Is(at + skip, phrase[p + 1]))
                        to = at + skip;
                }
                if (to < 0)
                    return -1;
                at = to;
                continue;
            }
            if (!words.Is(at, phrase[p]))
                return -1;
            at++;
        }
        return at;
    }

    private static bool Drug(Words words, int i, out OffenseSpan offense, out int next)
    {
        offense = default;
        next = i + 1;
        var isDrug = s_drugWords.Contains(words[i].Lower);
        if (!isDrug && words.Is(i, "controlled") && words.IsAny(i + 1, ["substance", "substances"]))
        {
            isDrug = true;
            next = i + 2;
        }
        if (!isDrug)
            return false;
        while (s_drugWords.Contains(words[next].Lower) || words.IsAny(next, ["base", "related", "-", "/"]) || (words.Is(next, "and") && s_drugWords.Contains(words[next + 1].Lower)))
            next++;
        while (next > i + 1 && words.IsAny(next - 1, ["-", "/"]))
            next--;
        // Behind it: "drug conspiracy", "drug-trafficking", "drug and money-laundering charges".
        var at = next;
        if (words.Is(at, "-"))
            at++;
        var end = -1;
        if (s_dealing.Contains(words[at].Lower))
            end = at + 1;
        else if (words.IsAny(at, ["and", ","]))
        {
            for (var j = at + 1; j < at + 8; j++)
            {
                if (words.IsAny(j, ["charges", "charge", "offenses", "crimes", "counts", "trafficking", "convictions"]))
                    end = next;
                if (words[j].Lower is "." or ";")
                    break;
            }
        }
        // Before it: "distribution of 50 grams or more of cocaine base", "sold drugs".
        if (end < 0)
        {
            var back = i - 1;
            for (var seen = 0; back >= 0 && seen < 16; back--, seen++)
            {
                if (words[back].Lower is "." or ";" or "?" or "!")
                    break;
                if (s_dealingVerbs.Contains(words[back].Lower) && !(words.Is(back, "use") && !words.IsAny(back + 1, ["of"])))
                {
                    end = next;
                    break;
                }
                if (words[back].Kind == TokenKind.Word && !s_drugWords.Contains(words[back].Lower) && !IsBetween(words[back].Lower) && !Numbers.Read(words, back, out _, out _))
                    break;
            }
            if (end < 0)
                return false;
            offense = new(words[back].Start, words[end - 1].End, "drug", null);
            next = end;
            return true;
        }
        next = end;
        offense = new(words[i].Start, words[end - 1].End, "drug", null);
        return true;
    }

    private static bool IsBetween(string word) => word is "of" or "a" or "an" or "the" or "with" or "intent" or "to" or "and" or "or" or "more" or "grams" or "gram" or "kilograms" or "kilogram" or "kilos" or "pounds" or "pound"
        or "ounces" or "tons" or "than" or "at" or "least" or "in" or "excess" or "mixture" or "substance" or "containing" or "detectable" or "amount" or "quantity" or "quantities" or "over" or "approximately" or "about" or "schedule"
        or "ii" or "iii" or "i" or "large" or "small" or "amounts" or "illegal" or "some" or "his" or "her" or "kg" or "worth" or "five" or "powder" or "actual" or "for" or "distribute" or "less" or "multiple" or "several" or "hundreds" or "thousands";

    /// <summary>All sections of statutes in the text, left to right; "§§ 841(a)(1) and 846" gives two.</summary>
    public static List<StatuteSpan> FindStatutes(Words words)
    {
        var found = new List<StatuteSpan>();
        for (var i = 0; i < words.Count; i++)
        {
            // "18 U.S.C. § 924(c)", "21 USC 846", "21 U.S.C. Sections 841 and 846"
            if (words[i].Kind == TokenKind.Number && Code(words, i + 1, out var code, out var at))
            {
                var title = words[i].Lower;
                if (title.Length > 2)
                    continue;
                i = Sections(words, i, at, title, code, found) - 1;
                continue;
            }
            // "D.C. Code § 22-2103"
            if (words.Is(i, "d") && words.After(i, "d . c . code") is > 0 and var dc)
            {
                i = Sections(words, i, dc, "", "DC Code", found) - 1;
                continue;
            }
            // "section 371, title 18, United States Code"; "section 371 of title 18"
            if (words.IsAny(i, ["section", "sections", "§"]) && words[i + 1].Kind == TokenKind.Number && AfterSections(words, i + 1, out var sections, out var behind))
            {
                if (words.Is(behind, ","))
                    behind++;
                if (words.IsAny(behind, ["of"]))
                    behind++;
                if (words.Is(behind, "title") && words[behind + 1].Kind == TokenKind.Number)
                {
                    var title = words[behind + 1].Lower;
                    var end = behind + 2;
                    var mark = words.Is(end, ",") ? end + 1 : end;
                    if (words.IsAny(mark, ["of"]))
                        mark++;
                    if (words.Is(mark, "the") || words.Is(mark, "of"))
                        mark++;
                    code = "USC";
                    if (Code(words, mark, out var named, out var afterCode))
                    {
                        code = named;
                        end = afterCode;
                    }
                    foreach (var (start, _, text) in sections)
                        found.Add(new(sections.Count == 1 ? words[i].Start : start, words[end - 1].End, $"{title} {code} {text}"));
                    i = end - 1;
                    continue;
                }
            }
            // "Title 18, United States Code, Section 371"
            if (words.Is(i, "title") && words[i + 1].Kind == TokenKind.Number)
            {
                var mark = words.Is(i + 2, ",") ? i + 3 : i + 2;
                if (words.IsAny(mark, ["of"]))
                    mark++;
                if (words.Is(mark, "the"))
                    mark++;
                if (Code(words, mark, out var named, out var afterCode) || words.IsAny(mark, ["section", "sections", "§"]))
                {
                    if (named.Length == 0)
                        (named, afterCode) = ("USC", mark);
                    if (words.Is(afterCode, ","))
                        afterCode++;
                    if (words.IsAny(afterCode, ["section", "sections", "§"]))
                        i = Sections(words, i, afterCode, words[i + 1].Lower, named, found) - 1;
                }
            }
        }
        return found;
    }

    /// <summary>The name of a code: "U.S.C.", "USC", "U.S. Code", "United States Code", "District of Columbia Code".</summary>
    private static bool Code(Words words, int i, out string code, out int next)
    {
        foreach (var (phrase, name) in (ReadOnlySpan<(string, string)>)[("u . s . c . a .", "USC"), ("u . s . c .", "USC"), ("u . s . c", "USC"), ("usc", "USC"), ("u . s . code", "USC"), ("us code", "USC"),
            ("united states code", "USC"), ("u . s . c", "USC"), ("district of columbia code", "DC Code"), ("d . c . code", "DC Code"), ("dc code", "DC Code")])
        {
            if (words.After(i, phrase) is > 0 and var after)
            {
                (code, next) = (name, after);
                return true;
            }
        }
        (code, next) = ("", i);
        return false;
    }

    private static int Sections(Words words, int first, int at, string title, string code, List<StatuteSpan> found)
    {
        while (words.IsAny(at, ["§", "section", "sections", "sec", ".", "ss"]))
            at++;
        if (!AfterSections(words, at, out var sections, out var next))
            return Math.Max(at, first + 1);
        foreach (var (start, end, text) in sections)
        {
            var value = text;
            var own = title;
            if (title.Length == 0)
            {
                // "D.C. Code § 22-2103": the title stands before the hyphen.
                var dash = text.IndexOf('-');
                (own, value) = dash > 0 ? (text[..dash], text[(dash + 1)..]) : ("", text);
            }
            found.Add(new(start == sections[0].Start ? words[first].Start : start, end, $"{own} {code} {value}".Trim()));
        }
        return next;
    }

    private static bool AfterSections(Words words, int at, out List<(int Start, int End, string Text)> sections, out int next)
    {
        sections = [];
        next = at;
        while (words[at].Kind == TokenKind.Number)
        {
            var start = words[at].Start;
            var end = at + 1;
            // "924(c)(1)(A)", "1956(h)", "2255A", "22-2103"
            if (words[end].Kind == TokenKind.Word && words.IsGlued(end) && words[end].Lower.Length == 1)
                end++;
            if (words.IsAny(end, ["-", "–"]) && words.IsGlued(end) && words[end + 1].Kind == TokenKind.Number && words.IsGlued(end + 1))
                end += 2;
            while (words.Is(end, "(") && words.IsGlued(end) && words[end + 1].Lower.Length <= 4 && words[end + 1].Kind != TokenKind.Mark && words.Is(end + 2, ")"))
                end += 3;
            sections.Add((start, words[end - 1].End, words.Text[start..words[end - 1].End].Replace('–', '-')));
            next = end;
            at = end;
            // "841(a)(1), (b)(1)(B)(iii), & 851": a bare paragraph belongs to the section before it.
            while (true)
            {
                var join = at;
                while (words.IsAny(join, [",", "&", "and", ";"]) && join < at + 3)
                    join++;
                if (join > at && words.Is(join, "(") && words[join + 1].Lower.Length <= 4 && words[join + 1].Kind != TokenKind.Mark && words.Is(join + 2, ")"))
                {
                    at = join;
                    while (words.Is(at, "(") && words[at + 1].Lower.Length <= 4 && words[at + 1].Kind != TokenKind.Mark && words.Is(at + 2, ")"))
                        at += 3;
                    next = at;
                    continue;
                }
                at = join;
                break;
            }
            if (at == next || words[at].Kind != TokenKind.Number || Code(words, at + 1, out _, out _) || words[at].Lower.Length < 2 && !words.IsAny(at + 1, [",", ".", ";"]))
                break;
            // A number behind a comma that is a count of something else ends the list.
            if (words[at + 1].Kind == TokenKind.Word && !words.IsAny(at + 1, ["and", "of", "title"]) && !words.IsGlued(at + 1))
                break;
        }
        return sections.Count > 0;
    }
}
