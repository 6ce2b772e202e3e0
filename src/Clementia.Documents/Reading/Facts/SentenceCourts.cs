using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Reads the court, its docket number, the judge, and the prison.</summary>
internal static class SentenceCourts
{
    public static void Read(SentenceCase about, SentenceScene scene)
    {
        District(about, scene);
        Docket(about, scene);
        Judge(about, scene);
        Facility(about, scene);
    }

    /// <summary>"Western District of Tennessee", "United States District Court for the District of Columbia", "Southern Texas" stays to registers.</summary>
    private static void District(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (!words.IsAny(i, ["district"]) || !words.Is(i + 1, "of") || !words.IsCapital(i + 2) && !words.Is(i + 2, "the"))
                continue;
            var first = i;
            if (words.IsAny(i - 1, ["western", "eastern", "northern", "southern", "middle", "central"]))
                first = i - 1;
            else if (!(CourtBefore(words, i) || words.IsAny(i - 1, ["(", ","]) && !words.IsAny(i + 2, ["columbia"])))
                continue;
            var next = NameEnd(words, i + 2, scene.Last);
            if (next == i + 2)
                continue;
            // "District of Columbia Code" is a statute.
            if (words.Is(next, "code") || words.Is(next - 1, "code"))
                continue;
            var value = Clean(words.Text[words[first].Start..words[next - 1].End]);
            if (words.IsAny(next, ["police", "mayor", "council", "jail", "national"]))
                continue;
            about.Add("court.district", value, words[first].Start, words[next - 1].End, scene.Whole().Whose == Whose.Other && !CourtOfCase(words, first, scene) ? scene.Whole() : PetitionerOr(scene), "The words name the federal district.");
        }
    }

    private static Owner PetitionerOr(SentenceScene scene)
    {
        foreach (var party in scene.Parties)
        {
            if (party.Whose == Whose.Petitioner)
                return new(party.Whose, party.Name);
        }
        return Owner.Unsaid;
    }

    private static bool CourtOfCase(Words words, int first, SentenceScene scene)
    {
        for (var i = first - 1; i >= scene.First && i > first - 10; i--)
        {
            if (words.IsAny(i, ["court", "convicted", "convictions", "conviction", "sentenced"]))
                return true;
        }
        return false;
    }

    private static bool CourtBefore(Words words, int i)
    {
        // A line of a form may end before the name: the look back crosses lines.
        for (var j = i - 1; j >= 0 && j > i - 8; j--)
        {
            if (words.IsAny(j, ["court", "attorney", "judge", "prosecutors"]))
                return true;
        }
        return false;
    }

    /// <summary>Behind a place name of capitalized words.</summary>
    private static int NameEnd(Words words, int i, int last)
    {
        var next = i;
        while (next < last && next < i + 4 && words[next].Kind == TokenKind.Word && words.IsCapital(next) && !words.IsAny(next, ["court", "judge", "docket", "case", "on", "the", "for", "in"]))
            next++;
        return next;
    }

    private static string Clean(string text) => string.Join(' ', text.Split([' ', '\n', '\r', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>"Docket No. 1:21-cr-00598-PLF", "Case No. 94-20233", "United States v. Doe, 1:16-cr-371".</summary>
    private static void Docket(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            // The federal form: division, year, "cr", number, judges' initials; the letter l is a scanner's digit one.
            if (words.IsAny(i, ["cr", "crim"]) && words.IsAny(i - 1, ["-"]) && words.IsAny(i + 1, ["-"]) && words[i - 2].Kind == TokenKind.Number && words[i + 2].Kind == TokenKind.Number)
            {
                var first = i - 2;
                if (words.Is(first - 1, ":") && words.IsGlued(first) && words[first - 2].Lower.Length <= 2)
                    first -= 2;
                var next = i + 3;
                while (words.Is(next, "-") && words.IsGlued(next) && words.IsGlued(next + 1) && words[next + 1].Kind != TokenKind.Mark)
                    next += 2;
                if (words.Is(next, "(") && words.IsGlued(next) && words.Is(next + 2, ")"))
                    next += 3;
                about.Add("court.docket", words.Text[words[first].Start..words[next - 1].End], words[first].Start, words[next - 1].End, PetitionerOr(scene), "The words have the form of a federal criminal docket number.");
                i = next;
                continue;
            }
            // "Docket No. ...", "Case Number: ...": any number behind the label.
            if (words.IsAny(i, ["docket", "case"]) && (words.IsAny(i + 1, ["no", "number", "nos", "#"])))
            {
                var at = i + 2;
                while (words.IsAny(at, [".", ":", "#"]))
                    at++;
                if (words[at].Kind != TokenKind.Number && !(words[at].Kind == TokenKind.Word && words[at].Lower.Length <= 6 && words.IsAny(at + 1, ["-", ":"])))
                    continue;
                var end = at;
                while (end + 1 < scene.Last && words.IsGlued(end + 1) && !words.IsAny(end + 1, [")", ",", ";", "]"]) && !(words.Is(end + 1, ".") && !words.IsGlued(end + 2)))
                    end++;
                var value = words.Text[words[at].Start..words[end].End];
                if (value.Length is < 4 or > 40 || !value.Any(char.IsAsciiDigit))
                    continue;
                about.Add("court.docket", value, words[at].Start, words[end].End, PetitionerOr(scene), "The number stands behind the words for a docket.");
                i = end;
            }
        }
    }

    /// <summary>"U.S. District Judge Jane Roe sentenced him", "sentenced by Judge Roe".</summary>
    private static void Judge(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        var sentencing = -1;
        for (var i = scene.First; i < scene.Last && sentencing < 0; i++)
        {
            if (words.IsAny(i, ["sentenced", "sentencing", "imposed", "presided", "resentenced", "presiding"]) || words.Is(i, "sentence") && !words.IsAny(i - 1, ["commuted"]))
                sentencing = i;
        }
        // "Judge Roe gave him life", "Judge Roe handed her 22 years": giving a term is sentencing.
        foreach (var term in SentenceCase.In(about.Terms, t => t.Start, scene.Start, scene.End))
        {
            if (term.Role != TermRole.Imposed || sentencing >= 0)
                continue;
            for (var i = words.At(term.Start) - 1; i >= scene.First && i > words.At(term.Start) - 9 && sentencing < 0; i--)
            {
                if (words.IsAny(i, ["gave", "given", "handed", "ordered", "imposed", "condemned", "sent"]))
                    sentencing = i;
            }
        }
        if (sentencing < 0)
            return;
        for (var i = scene.First; i < scene.Last; i++)
        {
            // "The judge who sentenced her, Jane Roe, has said"
            if (words.Is(i, "judge") && words.Is(i + 1, "who") && words.IsAny(i + 2, ["sentenced", "imposed", "gave", "presided"]))
            {
                for (var j = i + 3; j < i + 10 && j < scene.Last; j++)
                {
                    if (!words.Is(j, ",") || !words.IsCapital(j + 1) || !words.IsCapital(j + 2))
                        continue;
                    var end = j + 1;
                    while (end < j + 5 && end < scene.Last && words[end].Kind == TokenKind.Word && words.IsCapital(end))
                        end++;
                    about.Add("sentencing.judge", words.Text[words[j + 1].Start..words[end - 1].End], words[j + 1].Start, words[end - 1].End, Owner.Unsaid, "The judge is named with the sentencing.");
                    break;
                }
                continue;
            }
            if (!(words.IsAny(i, ["judge", "justice"]) || words.Is(i, "honorable")) || !words.IsCapital(i + 1) || words.IsAny(i + 1, ["advocate", "department", "reform"]))
                continue;
            var next = i + 1;
            while (next < scene.Last && next < i + 6 && (words[next].Kind == TokenKind.Word && words.IsCapital(next) || words.Is(next, ".") && words[next - 1].Lower.Length <= 2 && words.IsGlued(next) || words.Is(next, "'") && words.IsGlued(next) && words.IsGlued(next + 1) && !words.Is(next + 1, "s")))
                next++;
            if (next == i + 1)
                continue;
            if (words.Is(next - 1, "."))
                next--;
            // A judge who only refused or wrote, or who sentenced someone else, is not the sentencing judge of the case.
            var owner = words.IsAny(sentencing, ["sentenced", "resentenced", "gave", "given", "handed", "ordered", "condemned", "sent"]) ? scene.Subject(sentencing) : scene.Possessor(sentencing, sentencing + 1);
            if (owner.Whose is Whose.Other or Whose.Group && !IsJudge(scene, i))
                continue;
            if (!Near(words, i, sentencing))
                continue;
            about.Add("sentencing.judge", words.Text[words[i + 1].Start..words[next - 1].End], words[i].Start, words[next - 1].End, owner.Whose == Whose.Petitioner ? owner : Owner.Unsaid, "The judge is named with the sentencing.");
            i = next;
        }
    }

    private static bool Near(Words words, int judge, int sentencing)
    {
        for (var i = Math.Min(judge, sentencing); i < Math.Max(judge, sentencing); i++)
        {
            if (words.IsAny(i, [";", "refused", "denied", "ruled"]))
                return false;
        }
        return Math.Abs(judge - sentencing) < 25;
    }

    private static bool IsJudge(SentenceScene scene, int judge)
    {
        foreach (var party in scene.Parties)
        {
            if (party.Start <= scene.Words[judge].Start && party.End > scene.Words[judge].Start)
                return true;
        }
        return false;
    }

    /// <summary>A prison by its name, or told by its place ("the federal lockup in Colorado").</summary>
    private static void Facility(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        for (var i = scene.First; i < scene.Last; i++)
        {
            // "FCI Danbury", "USP Terre Haute", "FMC Carswell", "FPC Alderson"
            if (words.IsAny(i, ["fci", "usp", "fmc", "fpc", "fdc", "mdc", "mcc", "fcc", "fsl"]) && words.IsCapital(i + 1) && words[i + 1].Kind == TokenKind.Word)
            {
                var next = i + 1;
                while (next < scene.Last && next < i + 4 && words.IsCapital(next) && words[next].Kind == TokenKind.Word)
                    next++;
                Add(about, scene, i, next);
                i = next;
                continue;
            }
            // "Federal Correctional Institution in Jesup", "Arcadia Prison for Women", "Fort Roe military prison"
            if (words.IsCapital(i) && words.IsAny(i, ["correctional", "prison", "penitentiary", "detention", "barracks", "reformatory"]))
            {
                var first = i;
                while (first - 1 >= scene.First && words[first - 1].Kind == TokenKind.Word && words.IsCapital(first - 1) && !words.IsAny(first - 1, ["the", "in", "at", "after"]) && first > i - 5)
                    first--;
                var next = i + 1;
                while (next < scene.Last && next < i + 7 && (words.IsCapital(next) && words[next].Kind == TokenKind.Word || words.IsAny(next, ["for", "at", "of", "in"]) && words.IsCapital(next + 1) && words[next + 1].Kind == TokenKind.Word))
                    next++;
                next = next > i + 1 ? PlaceEnd(words, next, scene.Last, inside: true) : PlaceEnd(words, next, scene.Last);
                if (next - first < 2 || words.IsAny(next - 1, ["bureau", "policy", "officer", "reform"]) || words.IsAny(i, ["prison"]) && words.IsAny(i + 1, ["reform", "fellowship", "policy", "break"]))
                    continue;
                Add(about, scene, first, next);
                i = next;
                continue;
            }
            // "Federal Medical Center in Carrollton, Texas", "Metropolitan Detention Center"
            if (words.Is(i, "center") && words.IsCapital(i) && words.IsAny(i - 1, ["medical", "detention", "correctional", "transfer"]) && words.IsCapital(i - 1))
            {
                var first = i - 1;
                while (first - 1 >= scene.First && words[first - 1].Kind == TokenKind.Word && words.IsCapital(first - 1) && !words.IsAny(first - 1, ["the", "in", "at"]) && first > i - 5)
                    first--;
                Add(about, scene, first, PlaceEnd(words, i + 1, scene.Last));
                continue;
            }
            // "Fort Roper", "Camp Roe" with a word of custody
            if (words.IsAny(i, ["fort", "camp"]) && words.IsCapital(i) && words.IsCapital(i + 1) && words[i + 1].Kind == TokenKind.Word && !words.IsAny(i + 1, ["david"]) && !words.IsAny(i + 1, ["worth", "lauderdale", "wayne", "myers", "smith", "collins"]))
            {
                Add(about, scene, i, i + 2);
                continue;
            }
            // "a prisoner at Alderson", "held at Roe", "housed in Carswell": named by its name alone.
            if (words.IsAny(i, ["inmate", "prisoner", "held", "housed", "incarcerated", "imprisoned", "confined", "locked"]) && words.IsAny(words.Is(i, "locked") ? i + 2 : i + 1, ["at", "in"]))
            {
                var from = words.Is(i, "locked") ? i + 3 : i + 2;
                if (words.IsCapital(from) && words[from].Kind == TokenKind.Word && Array.IndexOf(s_months, words[from].Lower) < 0 && !words.IsAny(from, ["federal", "fci", "usp", "fmc", "fpc", "fdc", "mdc", "mcc", "the", "a", "solitary", "fort", "camp"]))
                {
                    var to = from;
                    var proper = true;
                    while (to < scene.Last && to < from + 4 && words[to].Kind == TokenKind.Word && words.IsCapital(to))
                    {
                        proper &= !words.IsAny(to, ["correctional", "prison", "penitentiary", "detention", "center", "reformatory", "county"]);
                        to++;
                    }
                    if (proper && Array.IndexOf(s_months, words[to - 1].Lower) < 0 && !words.IsAny(to, ["county", "correctional", "prison", "jail"]))
                    {
                        Add(about, scene, from, to);
                        i = to;
                        continue;
                    }
                }
            }
            // "the federal prison in Jesup, Georgia", "a lockup in Colorado": named by its place.
            if (words.IsAny(i, ["prison", "lockup", "jail", "penitentiary", "facility", "camp"]) && words.IsAny(i + 1, ["in", "near", "at"]) && words.IsCapital(i + 2) && words[i + 2].Kind == TokenKind.Word && !words.IsCapital(i)
                && Array.IndexOf(s_months, words[i + 2].Lower) < 0)
            {
                if (words.IsAny(i, ["facility", "camp"]) && !words.IsAny(i - 1, ["prison", "correctional", "federal", "medical", "detention", "security"]))
                    continue;
                var next = i + 2;
                while (next < scene.Last && next < i + 8 && (words[next].Kind == TokenKind.Word && words.IsCapital(next) || words.Is(next, ".") && words.IsGlued(next) && words[next - 1].Lower.Length <= 5 && next + 1 < scene.Last && words.IsCapital(next - 1) && !words.IsCapital(next + 1)
                    || words.Is(next, ",") && words.IsCapital(next + 1) && words[next + 1].Kind == TokenKind.Word && IsState(words, next + 1)))
                    next++;
                Add(about, scene, i + 2, next);
                i = next;
            }
        }
    }

    /// <summary>Behind "in Carrollton, Texas" when it follows; else the index itself.</summary>
    private static int PlaceEnd(Words words, int at, int last, bool inside = false)
    {
        var next = at;
        if (!inside)
        {
            if (!words.IsAny(at, ["in", "at", "near"]) || !words.IsCapital(at + 1) || words[at + 1].Kind != TokenKind.Word || Array.IndexOf(s_months, words[at + 1].Lower) >= 0)
                return at;
            next = at + 2;
            while (next < last && next < at + 5 && words[next].Kind == TokenKind.Word && words.IsCapital(next))
                next++;
        }
        if (words.Is(next, ",") && words.IsCapital(next + 1) && IsState(words, next + 1))
            next += words.IsAny(next + 1, ["new", "north", "south", "west"]) ? 3 : 2;
        return Math.Min(next, last);
    }

    private static readonly string[] s_months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static bool IsState(Words words, int i) => Prose.Lexicon.StateNames.Contains(words.Text[words[i].Start..words[i].End]) || words[i].Lower is "new" or "north" or "south" or "west" or "texas" or "ala" or "fla" or "ga" or "tenn" or "colo" or "calif" or "pa" or "va" or "conn" or "kan" or "ill" or "ky" or "minn" or "ariz";

    private static void Add(SentenceCase about, SentenceScene scene, int first, int next)
    {
        var words = scene.Words;
        // A headline in capitals makes every word look like a name.
        if (next - first > 2 && !words.Text.AsSpan(words[first].Start, words[next - 1].End - words[first].Start).ContainsAnyInRange('a', 'z'))
            return;
        // The prison of the petitioner, not one that somebody visited or built: a word of custody in the sentence.
        var custody = false;
        var verb = -1;
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (words.IsAny(i, ["leave", "leaves", "leaving", "walks", "walk", "cell", "phone", "inmate", "housed", "laundry", "chapel", "warden", "moved", "visited", "inside", "doing", "telephone", "interview", "from", "at", "serving", "served", "serve", "held", "incarcerated", "imprisoned", "released", "inmate", "confined", "housed", "sentence", "locked", "detained", "jailed", "entered", "reported", "report", "freed", "transferred", "left", "sent", "walked", "spent", "prisoner", "custody", "behind", "designated", "surrender"]))
            {
                custody = true;
                if (verb < 0 || Math.Abs(i - first) < Math.Abs(verb - first))
                    verb = i;
            }
        }
        if (!custody)
            return;
        var owner = words.IsAny(verb, ["sentence", "inmate", "prisoner", "custody", "behind", "cell", "phone", "laundry", "chapel", "warden", "inside", "telephone", "interview", "from", "at"]) ? scene.Whole() : scene.Subject(verb);
        if (owner.Whose == Whose.Unsaid && words.IsAny(verb, ["from", "at", "phone", "warden", "visited", "moved"]) && !about.TakesUnsaid)
            return;
        about.Add("facility", Clean(words.Text[words[first].Start..words[next - 1].End]), words[first].Start, words[next - 1].End, owner, "The words name the prison with the petitioner's custody.");
    }
}
