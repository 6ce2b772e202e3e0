using System.Globalization;
using Clementia.Casework;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Reads when things happened: arrest, conviction, sentence, custody, release. Each date goes to the event nearest to it.</summary>
internal static class SentenceEvents
{
    private enum Happening
    {
        Arrest,
        Charge,
        Conviction,
        Sentence,
        Custody,
        Release,
        ScheduledRelease,
        Offense,
        Else,
    }

    private readonly record struct Event(Happening What, int Token, int Next);

    public static void Read(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        var events = Events(about, scene);
        if (events.Count == 0)
            return;
        foreach (var date in SentenceCase.In(about.Dates, d => d.Start, scene.Start, scene.End))
        {
            if (date.Form == DateForm.Decade)
                continue;
            var first = words.At(date.Start);
            var next = words.At(date.End - 1) + 1;
            // "remain under supervision until 2031", "the age of", "through 2031": the end of something else.
            if (Nearest(scene, events, first, next) is not { } happened)
                continue;
            if (happened.What == Happening.Custody && happened.Next <= first && SentenceCase.In(about.Dates, d => d.Start, words[happened.Token].Start, date.Start).Any())
                continue;
            if (happened.What == Happening.Release && words.IsAny(first - 1, ["until", "through", "till"]) && !IsPlanned(words, happened.Token))
                continue;
            var start = Math.Min(words[happened.Token].Start, date.Start);
            var end = Math.Max(words[happened.Next - 1].End, date.End);
            var owner = Who(scene, happened);
            // A month without its year proposes no year: the nearest past one is a guess.
            var year = date.Year?.ToString("0000", CultureInfo.InvariantCulture);
            var derived = date.IsDerived;
            var confidence = derived ? Confidence.Inferred : Confidence.Stated;
            void Year(string attribute, string reason)
            {
                if (year is not null)
                    about.Add(attribute, year, start, end, owner, reason, confidence, derived: derived);
            }
            // One date for two verbs: "convicted of murder in 2001 and sentenced to life", "convicted and sentenced in 1997".
            if (happened.What is Happening.Conviction or Happening.Sentence)
            {
                foreach (var twin in events)
                {
                    if (twin.What == happened.What || twin.What is not (Happening.Conviction or Happening.Sentence))
                        continue;
                    var behind = twin.Token >= next && words.Is(next, "and") && twin.Token <= next + 2;
                    var before = Math.Abs(twin.Token - happened.Token) <= 3 && words.Is(Math.Min(twin.Token, happened.Token) + 1, "and");
                    if ((behind || before) && year is not null && !SentenceCase.In(about.Dates, d => d.Start, date.End, scene.End).Any())
                        about.Add(twin.What == Happening.Conviction ? "conviction.year" : "sentence.year", year, behind ? date.Start : Math.Min(start, words[twin.Token].Start), behind ? TermBehind(about, words[twin.Next - 1].End) : Math.Max(end, words[twin.Next - 1].End), owner, "The date stands with the conviction and the sentence.", confidence, derived: derived);
                }
            }
            switch (happened.What)
            {
                case Happening.Arrest:
                    Year("arrest.year", "The date stands with the arrest.");
                    if (about.Paper.IsCourt && date.Value.Length > 4)
                        about.Add("arrest.date", date.Value, start, end, owner, "The date stands with the arrest.", confidence, derived: derived);
                    break;
                case Happening.Conviction:
                    Year("conviction.year", "The date stands with the conviction or plea.");
                    if (about.Paper.IsCourt && date.Value.Length > 4)
                        about.Add("conviction.date", date.Value, start, end, owner, "The date stands with the conviction or plea.", confidence, derived: derived);
                    break;
                case Happening.Sentence:
                    Year("sentence.year", "The date stands with the sentencing.");
                    if (date.Value.Length > 4 || date.Value[0] == '-')
                        about.Add("sentence.date", date.Value, start, end, owner, "The date stands with the sentencing.", confidence, derived: derived);
                    break;
                case Happening.Custody:
                    about.Add("served.since", date.Value, start, end, owner, "The date tells when custody began.", confidence, derived: derived);
                    break;
                case Happening.Release when Instead(words, first):
                    Year("sentence.scheduled_release", "The words tell when release would have been.");
                    break;
                case Happening.Release when owner.Whose == Whose.Petitioner || NamesPrison(scene):
                    about.Add("release.date", date.Value, start, end, owner, "The date stands with the release from prison.", confidence, derived: derived);
                    break;
                // "eligible for release on September 14", "set to be freed May 17": a day without its year is the one that comes.
                case Happening.ScheduledRelease when (owner.Whose == Whose.Petitioner || NamesPrison(scene)) && date.Form == DateForm.WithoutYear:
                    about.Add("release.date", date.Value, start, end, owner, "The words tell the day on which release is to be.", confidence, derived: derived);
                    break;
                case Happening.ScheduledRelease when owner.Whose == Whose.Petitioner || NamesPrison(scene):
                    Year("sentence.scheduled_release", "The words tell when release was to be.");
                    break;
                case Happening.Offense:
                    if (year is not null && date.Form == DateForm.Absolute && (date.Until is not null || !words.IsAny(happened.Token, ["involved", "participated", "participating", "conspired", "ran", "operated", "conspiracy", "ring", "scheme", "dealt", "sold"])))
                    {
                        var until = date.Until is { Length: >= 4 } u && u[0] != '-' ? u[..4] : year;
                        about.Add("offense.year", until == year ? year : $"{year}-{until}", start, end, owner, "The date stands with the crime.", confidence, derived: derived);
                    }
                    break;
            }
        }
    }

    /// <summary>Behind the term that follows the verb closely ("sentenced to life"), or behind the verb itself.</summary>
    private static int TermBehind(SentenceCase about, int end) => SentenceCase.In(about.Terms, t => t.Start, end, end + 30).Select(t => t.End).DefaultIfEmpty(end).First();

    /// <summary>"instead of in 2045", "rather than 2045": the day that was not kept.</summary>
    private static bool Instead(Words words, int date)
    {
        for (var i = date - 1; i > date - 4; i--)
        {
            if (words.IsAny(i, ["instead", "rather"]))
                return true;
        }
        return false;
    }

    /// <summary>Films and books are released too: without a person as subject, the sentence must speak of prison.</summary>
    private static bool NamesPrison(SentenceScene scene)
    {
        for (var i = scene.First; i < scene.Last; i++)
        {
            if (scene.Words.IsAny(i, ["prison", "jail", "custody", "bars", "lockup", "penitentiary", "imprisonment", "incarceration", "inmate"]))
                return true;
        }
        return false;
    }

    private static Owner Who(SentenceScene scene, Event happened)
    {
        var words = scene.Words;
        if (words.IsAny(happened.Token, ["release", "arrest", "conviction", "sentencing", "imprisonment", "incarceration", "trial"]))
        {
            var owner = scene.Possessor(happened.Token, happened.Next);
            return owner.Whose != Whose.Unsaid ? owner : scene.Whole();
        }
        return scene.Subject(happened.Token);
    }

    private static List<Event> Events(SentenceCase about, SentenceScene scene)
    {
        var words = scene.Words;
        var events = new List<Event>();
        for (var i = scene.First; i < scene.Last; i++)
        {
            switch (words[i].Lower)
            {
                case "picked" when words.Is(i + 1, "up") || words.IsAny(i + 1, ["him", "her"]) && words.Is(i + 2, "up"):
                    if (Within(words, Math.Max(scene.First, i - 6), 14, ["police", "agents", "officers", "marshals", "detectives", "deputies", "arrest", "troopers"]) >= 0)
                        events.Add(new(Happening.Arrest, i, i + 1));
                    break;
                case "busted" or "nabbed" or "apprehended" or "collared" or "captured":
                    events.Add(new(Happening.Arrest, i, i + 1));
                    break;
                case "booked" when Within(words, i + 1, 6, ["jail", "charges", "suspicion"]) > 0:
                    events.Add(new(Happening.Arrest, i, i + 1));
                    break;
                case "handcuffs" or "handcuffed" when words.IsAny(i - 1, ["in", "was"]):
                    events.Add(new(Happening.Arrest, i, i + 1));
                    break;
                case "arrested" or "arrest":
                    events.Add(new(Happening.Arrest, i, i + 1));
                    break;
                case "indicted" or "charged" or "indictment" or "accused":
                    events.Add(new(Happening.Charge, i, i + 1));
                    break;
                case "conviction" when WithinBack(words, i - 1, 4, ["upheld", "affirmed", "overturned", "vacated", "reversed", "appealed", "threw", "tossed", "upholding"]) >= scene.First:
                    events.Add(new(Happening.Else, i, i + 1));
                    break;
                case "until" when WithinBack(words, i - 1, 6, ["prison", "bars", "jail", "serve", "custody"]) >= scene.First && IsPlanned(words, i):
                    events.Add(new(Happening.ScheduledRelease, i, i + 1));
                    break;
                case "verdict" when WithinBack(words, i - 1, 6, ["guilty"]) < scene.First && Within(words, i + 1, 4, ["guilty"]) < 0:
                    break;
                case "convicting" or "convict" when words.IsAny(i - 1, ["jury", "jurors", "to", "after"]) || words.Is(i, "convicting"):
                    events.Add(new(Happening.Conviction, i, i + 1));
                    break;
                // "sent away in 1997 to serve 20 years", "sent to prison for 30 years in 1999": a term makes it the sentencing.
                case "sent" or "locked" or "put" when words.Is(i + 1, "away") || words.Is(i, "sent") && Within(words, i + 1, 4, ["prison"]) > 0 && SentenceCase.In(about.Terms, t => t.Start, words[i].Start, scene.End).Any(t => t.Role == TermRole.Imposed):
                    events.Add(new(SentenceCase.In(about.Terms, t => t.Start, words[i].Start, scene.End).Any(t => t.Role == TermRole.Imposed) ? Happening.Sentence : Happening.Custody, i, i + 2));
                    break;
                case "went" or "gone" or "goes" or "sent" or "taken" or "shipped" or "hauled" or "returned" or "committed" when Within(words, i + 1, 5, ["prison", "jail", "penitentiary", "lockup"]) is > 0 and var inside && Within(words, i + 1, 3, ["to", "off", "into"]) > 0:
                    events.Add(new(Happening.Custody, i, inside + 1));
                    break;
                case "surrendered" or "surrender" when Within(words, i + 1, 8, ["prison", "custody", "camp", "jail", "marshals", "facility", "sentence"]) is > 0 and var yielded:
                    events.Add(new(Happening.Custody, i, yielded + 1));
                    break;
                case "convicted" or "conviction":
                    events.Add(new(Happening.Conviction, i, i + 1));
                    break;
                case "guilty":
                    // "pleaded guilty", "found Doe guilty"; "pleaded not guilty" is no conviction.
                    if (words.Is(i - 1, "not"))
                        events.Add(new(Happening.Else, i - 1, i + 1));
                    else if (WithinBack(words, i - 1, 5, ["pleaded", "pled", "found", "plead", "pleading", "finding"]) is var plea && plea >= scene.First)
                        events.Add(new(Happening.Conviction, plea, i + 1));
                    break;
                case "handed" when words.Is(i + 1, "down"):
                    events.Add(new(Happening.Sentence, i, i + 2));
                    break;
                case "involved" or "participated" or "participating" or "conspired" or "ran" or "operated" or "conspiracy" or "ring" or "scheme":
                    // Only a span of years tells when a crime lasted.
                    if (HasRange(about, scene))
                        events.Add(new(Happening.Offense, i, i + 1));
                    break;
                case "sentenced" or "sentencing" or "resentenced":
                    events.Add(new(Happening.Sentence, i, i + 1));
                    break;
                case "condemned" when words.Is(i + 1, "to"):
                    events.Add(new(Happening.Sentence, i, i + 1));
                    break;
                case "imposed" when WithinBack(words, i - 1, 8, ["sentence", "term", "punishment"]) >= scene.First || Within(words, i + 1, 8, ["sentence", "term", "imprisonment"]) > 0:
                    events.Add(new(Happening.Sentence, i, i + 1));
                    break;
                case "sentence" when words.IsAny(i - 1, ["of", "the", "his", "her"]) && words.IsAny(i + 1, ["commuted"]):
                    break;
                case "entered" or "reported" when Within(words, i + 1, 6, ["prison", "custody", "camp", "jail"]) is > 0 and var custody:
                    events.Add(new(Happening.Custody, i, custody + 1));
                    break;
                case "began" or "started" or "begin" when Within(words, i + 1, 3, ["serving"]) is > 0 and var serving:
                    events.Add(new(Happening.Custody, i, serving + 1));
                    break;
                case "began" or "begun" when Within(words, i + 1, 6, ["sentence", "imprisonment", "incarceration"]) is > 0 and var term:
                    events.Add(new(Happening.Custody, i, term + 1));
                    break;
                case "since":
                    // "incarcerated since 1997", "in prison since 1997", "behind bars since"
                    if (WithinBack(words, i - 1, 6, ["incarcerated", "imprisoned", "prison", "bars", "jail", "jailed", "custody", "locked", "serving", "detained", "prisoner", "inmate", "confined", "housed", "inside", "held"]) is >= 0 and var held && held >= scene.First)
                        events.Add(new(Happening.Custody, held, i + 1));
                    break;
                case "released" or "freed" or "release":
                    if (words.Is(i, "released") && (words.IsAny(i + 1, ["the", "a", "an", "his", "her", "its", "documents", "to", "by"]) && !words.IsAny(i + 1, ["to", "by"])) && !words.IsAny(i - 1, ["was", "were", "is", "been", "be"]))
                        break;
                    if (words.Is(i, "release") && (words.IsAny(i - 1, ["supervised", "press", "news", "early", "compassionate", "to"]) || !(words.IsAny(i + 1, ["from", "date", "on", "in", "until"]) || words.IsAny(i - 1, ["his", "her", "s"]) || (words[i - 1].Kind == TokenKind.Number && words[i - 1].Lower.Length == 4))))
                        break;
                    events.Add(new(IsPlanned(words, i) ? Happening.ScheduledRelease : words.Is(i, "release") && words.Is(i + 1, "date") ? Happening.ScheduledRelease : Happening.Release, i, i + 1));
                    break;
                case "got" or "let" or "gets" or "get" or "getting" or "came" or "come" or "comes" or "coming" or "returned" or "went" or "go" or "returns" or "return" when words.IsAny(i + 1, ["out", "home"]) && !words.IsAny(i + 2, ["of", "the"]) || words.IsAny(i + 1, ["out", "home"]) && words.IsAny(i + 2, ["of"]) && words.IsAny(i + 3, ["prison", "jail", "custody", "federal", "state"])
                    || words.Is(i, "let") && words.IsAny(i + 1, ["him", "her"]) && words.Is(i + 2, "out"):
                    if (words.Is(i, "go") && !words.Is(i + 1, "home") || words.IsAny(i, ["let"]) && words.Is(i + 1, "home"))
                        break;
                    events.Add(new(IsPlanned(words, i) ? Happening.ScheduledRelease : Happening.Release, i, i + 2));
                    break;
                case "freedom" when WithinBack(words, i - 1, 5, ["gained", "regained", "won", "walked", "tasted", "stepped"]) is var freed && freed >= scene.First:
                    events.Add(new(Happening.Release, freed, i + 1));
                    break;
                case "free" when words.IsAny(i - 1, ["be", "go", "walk", "goes", "walks", "went", "set", "walking"]):
                    events.Add(new(Happening.Release, i - 1, i + 1));
                    break;
                case "walked" or "walks" or "walk" or "stepped" or "strode" when words.IsAny(i + 1, ["out", "free"]):
                    events.Add(new(Happening.Release, i, i + 2));
                    break;
                // "left prison", "leave the Federal Correctional Institution", "leaves Central Prison", "exited FCI Roe"
                case "left" or "leave" or "leaves" or "leaving" or "exited" or "departed" when Within(words, i + 1, 6, ["prison", "jail", "penitentiary", "correctional", "custody", "fci", "usp", "fmc", "fpc", "lockup", "camp", "fort"]) > 0:
                    events.Add(new(Happening.Release, i, i + 2));
                    break;
                case "committed" when Within(words, i + 1, 6, ["crime", "crimes", "offense", "offenses", "murder", "robbery"]) is > 0 and var crime:
                    events.Add(new(Happening.Offense, i, crime + 1));
                    break;
                // "the April 2000 shooting of a clerk", "the 1993 robbery": the date stands before the noun.
                case "shooting" or "stabbing" or "murder" or "robbery" or "theft" or "heist" or "slayings" or "killings" or "carjacking" or "arson" or "beating" or "crime" or "offense" or "crimes" or "murders" or "death" or "burglary" or "holdup"
                    when DateBefore(about, words, i) || words.IsAny(i + 1, ["occurred", "happened", "in"]) && words.Is(i - 1, "the"):
                    events.Add(new(Happening.Offense, i, i + 1));
                    break;
                case "killed" or "shot" or "murdered" or "robbed" or "killing" or "slaying" or "leaked" or "defrauded" or "laundered":
                    events.Add(new(Happening.Offense, i, i + 1));
                    break;
                case "commuted" or "pardoned" or "pardon" or "commutation" or "clemency" or "granted" or "signed" or "announced" or "met" or "meeting" or "elected" or "born" or "died" or "divorced" or "fired" or "appealed" or "denied" or "affirmed" or "filed"
                    or "lost" or "moved" or "report" or "study" or "published" or "passed" or "enacted" or "won" or "resigned" or "impeached" or "reelected" or "reduced" or "said" or "told" or "wrote" or "tweeted" or "added" or "argued" or "noted" or "met" or "visited" or "asked" or "urged" or "election" or "served":
                    events.Add(new(Happening.Else, i, i + 1));
                    break;
            }
        }
        // "In 1996 she was given a life sentence": the verb that governs an imposed term is a sentencing.
        foreach (var term in SentenceCase.In(about.Terms, t => t.Start, scene.Start, scene.End))
        {
            if (term.Role != TermRole.Imposed)
                continue;
            var first = words.At(term.Start);
            // "Two life terms were handed to Doe in 1998"
            if (Within(words, words.At(term.End - 1) + 1, 4, ["imposed", "handed", "given"]) is var passive and > 0 && !events.Exists(e => e.Token == passive))
                events.Add(new(Happening.Sentence, passive, passive + 1));
            if (WithinBack(words, first - 1, 6, ["given", "gave", "received", "got", "handed", "imposed", "drew", "ordered", "dealt", "sent", "condemned"]) is var verb && verb >= scene.First && !events.Exists(e => e.Token == verb))
                events.Add(new(Happening.Sentence, verb, verb + 1));
        }
        return events;
    }

    /// <summary>Whether a date ends right before the noun, at most one adjective between: "the 1993 bank robbery".</summary>
    private static bool DateBefore(SentenceCase about, Words words, int noun)
    {
        for (var i = noun - 1; i >= 0 && i > noun - 4; i--)
        {
            if (words[i].Kind == TokenKind.Number && words[i].Lower.Length == 4)
                return SentenceCase.In(about.Dates, d => d.Start, Math.Max(0, words[i].Start - 20), words[i].End).Any(d => d.End == words[i].End);
            if (words[i].Kind != TokenKind.Word || words.IsAny(i, ["in", "of", "the", "a", "and", "for", "to", "after", "since"]))
                return false;
        }
        return false;
    }

    private static bool HasRange(SentenceCase about, SentenceScene scene) => SentenceCase.In(about.Dates, d => d.Start, scene.Start, scene.End).Any(d => d.Until is not null && d.Form == DateForm.Absolute);

    private static bool IsPlanned(Words words, int i)
    {
        for (var j = i - 1; j > i - 7 && j >= 0; j--)
        {
            if (words.IsAny(j, ["expected", "scheduled", "projected", "due", "slated", "set", "supposed", "would", "stay", "remain", "earliest", "until", "eligible", "could", "anticipated"]))
                return true;
            if (words.IsAny(j, [";", "."]))
                return false;
        }
        return false;
    }

    private static int Within(Words words, int from, int count, ReadOnlySpan<string> any)
    {
        for (var i = from; i < from + count; i++)
        {
            if (words.IsAny(i, any))
                return i;
            if (words.IsAny(i, [".", ";"]))
                return -1;
        }
        return -1;
    }

    private static int WithinBack(Words words, int from, int count, ReadOnlySpan<string> any)
    {
        for (var i = from; i > from - count && i >= 0; i--)
        {
            if (words.IsAny(i, any))
                return i;
            if (words.IsAny(i, [".", ";"]))
                return -1;
        }
        return -1;
    }

    /// <summary>The event that a date belongs to: the nearest, counting what stands between as distance.</summary>
    private static Event? Nearest(SentenceScene scene, List<Event> events, int first, int next)
    {
        Event? best = null;
        var least = int.MaxValue;
        var opens = Opens(scene, first);
        foreach (var happened in events)
        {
            int distance;
            if (happened.Next <= first)
                distance = Distance(scene, happened.Next, first);
            else if (happened.Token >= next)
            {
                // A date before its verb opens the clause ("In 1996 she was sentenced"); elsewhere it belongs to what stands before it.
                distance = Distance(scene, next, happened.Token) + (opens || happened.Token == next ? 0 : 12);
            }
            else
                continue;
            // "entered the camp in January 2012 and came out in 2018": a date before "and" closes its own clause.
            if (happened.Token >= next && scene.Words.Is(next, "and") && events.Exists(e => e.Next <= first && first - e.Next < 12) && !(happened.Token <= next + 2 && happened.What is Happening.Sentence or Happening.Conviction))
                continue;
            // "In 1998, a year after her arrest, she was sentenced": what stands behind "after" has another date.
            if (happened.Token >= next)
            {
                var other = false;
                for (var i = next; i < happened.Token; i++)
                    other |= scene.Words.IsAny(i, ["after", "before", "since", "following"]) && (scene.Words.IsAny(i - 1, ["year", "years", "months", "month", "days", "weeks", "shortly", "soon", "decade", "decades"]));
                if (other && events.Exists(e => e.Token > happened.Token) && scene.Words.IsAny(happened.Token, ["arrest", "conviction", "arrested", "sentencing", "release", "indictment", "killing", "convicted", "killed"]))
                    continue;
            }
            // "in 1964, but was rejected due to the conviction": a noun far behind a date has none of it.
            if (happened.Token >= next && distance > 20 && scene.Words.IsAny(happened.Token, ["conviction", "arrest", "release", "sentencing"]))
                continue;
            if (distance < least)
            {
                least = distance;
                best = happened;
            }
        }
        return least <= 40 ? best : null;
    }

    private static bool Opens(SentenceScene scene, int first)
    {
        var at = first - 1;
        while (at >= scene.First && scene.Words.IsAny(at, ["in", "on", "by", "since", "back", "of", "late", "early", "mid", "the", "year", "-", "around", "after", "and", "later", "from", "until", "when", "that", "then"]))
            at--;
        return at < scene.First || scene.Words.IsAny(at, [",", ";", ":", "\"", "—", "–", "*", "but", "while", "who"]);
    }

    private static int Distance(SentenceScene scene, int from, int to)
    {
        var distance = 0;
        for (var i = from; i < to; i++)
        {
            distance++;
            var lower = scene.Words[i].Lower;
            distance += lower switch
            {
                "," => 3,
                ";" => 60,
                "and" or "but" => 3,
                "after" or "before" or "when" or "while" or "until" => 5,
                "that" or "who" or "which" => 4,
                _ => 0,
            };
        }
        return distance;
    }
}
