using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Answers worked examples about time: good conduct time, time credits, release, supervised release.</summary>
internal static class TimeExamples
{
    /// <summary>The day that examples mean by "before" and "after".</summary>
    private static readonly DateOnly s_change = new(2019, 7, 19);

    public static IReadOnlyList<GoldenKind> All =>
    [
        new("good_time", GoodTime), new("good_conduct_time", GoodTime), new("earned_time_credits", Credits), new("release", Projected), new("projected_release", Projected), new("supervised_release", Supervised),
    ];

    /// <summary>The term and, under "from" or in the key asked for, the day whose law counts.</summary>
    private static GoldenAnswer GoodTime(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var (got, reasons) = (new JsonObject(), new List<string>());
        var term = TermOf(facts) ?? throw facts.Wrong("There is no term.", "Give \"term_months\", \"term_years\", \"term_days\" or \"term\": \"1y1d\".");
        var given = ReliefExamples.First(facts, "from", "on", "law_on", "as_of") is { Kind: JsonValueKind.String } day && Day(day.Text()) is { } known ? known : Latest(book);
        var before = ReliefExamples.First(facts, "before_first_step_act", "before_2019") is { Kind: JsonValueKind.True };
        foreach (var key in wanted.Count > 0 ? wanted : ["days"])
        {
            var law = LawFor(key) ?? (before ? s_change.AddDays(-1) : given);
            var rate = RateOn(book, law);
            var days = term.IsLife || rate is null ? 0 : TimeGoodConduct.Most(rate, term.Term, ReliefExamples.First(facts, "start", "sentence_start", "custody_start")?.Day());
            if (key.Contains("per_year", StringComparison.Ordinal))
                got[key] = rate?.DaysPerYear;
            else if (key.StartsWith("days", StringComparison.Ordinal) || key.StartsWith("good", StringComparison.Ordinal) || key.StartsWith("gct", StringComparison.Ordinal) || LawFor(key) is not null)
                got[key] = days;
            reasons.Add(term.IsLife ? "Life earns no good conduct time." : days == 0 ? "Only a term of more than a year earns good conduct time." : $"{days} days on {term.InWords} under the law of {Iso(law)}: {TimeGoodConduct.HowCounted(rate!)}.");
        }
        return new(got, reasons, []);

        static DateOnly? LawFor(string key) =>
            Day(key) is { } day ? key.StartsWith("before", StringComparison.Ordinal) ? day.AddDays(-1) : day : (Word(key, "before") || Word(key, "old") || Word(key, "then") ? s_change.AddDays(-1) : Word(key, "after") || Word(key, "now") || Word(key, "new") ? s_change : null);

        // "before", "days_before", "before_2019": no looser, or "range_now" of some other example would pass for days.
        static bool Word(string key, string word) => key == word || key.StartsWith("days_" + word, StringComparison.Ordinal) || key.StartsWith("good_time_" + word, StringComparison.Ordinal) || key.StartsWith(word + "_2019", StringComparison.Ordinal) || key.StartsWith(word + "_first_step", StringComparison.Ordinal);
    }

    private static GoldenAnswer Credits(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var law = new Reckoning(book, new Timeline { Sentence = Latest(book) }).Needed(TimeCredits.Law).Value!;
        var participation = ReliefExamples.First(facts, "participation_days", "program_days", "days")?.IntFrom(0, 40_000);
        var low = ReliefExamples.First(facts, "low_risk", "low_risk_twice", "minimum_or_low_risk")?.YesNo();
        var earned = ReliefExamples.First(facts, "earned_days", "earned")?.IntFrom(0, 40_000) ?? (participation is { } days && low is { } risk ? TimeCredits.DaysFor(law, days, risk) : null);
        if (earned is not { } total)
            return new([], [], ["The days of participation and the risk over two assessments have to be given."]);
        var applied = Math.Min(total, law.MostDays);
        return new(new JsonObject { ["days"] = total, ["earned"] = total, ["to_supervised_release"] = applied, ["applied"] = applied, ["to_prerelease_custody"] = total - applied }, [$"{total} days earned; at most {law.MostDays} bring release forward (18 USC 3624(g)(3))."], []);
    }

    private static GoldenAnswer Projected(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        // The example's words become a facts file; what an example does not mention it means to be none.
        var term = TermOf(facts) ?? throw facts.Wrong("There is no term.", "Give \"term_months\", \"term_years\", \"term_days\" or \"term\": \"1y1d\".");
        var start = (ReliefExamples.First(facts, "start", "sentence_start", "custody_start", "from") ?? throw facts.Wrong("There is no first day.", "Give \"start\".")).Day();
        var today = ReliefExamples.First(facts, "today", "on", "as_of")?.Day() ?? Latest(book);
        var earned = ReliefExamples.First(facts, "earned_credits", "time_credits", "fsa_credits", "earned_time_credits", "fsa_days")?.IntFrom(0, 20_000) ?? 0;
        var file = new JsonObject
        {
            ["offense"] = new JsonObject { ["end"] = Iso(ReliefExamples.First(facts, "offense_end", "offense_date")?.Day() ?? start) },
            ["imprisonment"] = new JsonObject { ["total"] = term.ToString() },
            ["custody"] = new JsonObject { ["start"] = Iso(start), ["jailCredit"] = ReliefExamples.First(facts, "jail_credit", "jail_credit_days", "prior_custody_days", "jail_days")?.IntFrom(0, 20_000) ?? 0 },
            ["goodTime"] = new JsonObject { ["disallowed"] = ReliefExamples.First(facts, "disallowed", "disallowed_days")?.IntFrom(0, 20_000) ?? 0 },
            ["timeCredits"] = new JsonObject { ["earned"] = earned, ["lowRisk"] = true, ["removalOrder"] = ReliefExamples.First(facts, "removal_order")?.YesNo() ?? false },
            ["supervision"] = new JsonObject { ["imposed"] = ReliefExamples.First(facts, "supervised_release_months", "supervised_release")?.IntFrom(0, 1200) ?? (earned > 0 ? 36 : 0) },
            ["counts"] = new JsonArray(new JsonObject { ["statute"] = ReliefExamples.First(facts, "statute")?.Text() ?? "18 USC 1343" }),
        };
        var finding = Release.Project(book, Facts.Read(file.ToJsonString(), "example"), today);
        var got = new JsonObject { ["life"] = finding.IsLife };
        Put(finding.FullTerm, "full_term", "full_term_date", "expiration");
        Put(finding.WithAllGoodTime, "statutory_release", "with_good_time", "good_time_release");
        Put(finding.Projected, "release", "projected_release", "projected", "release_date", "date");
        if (finding.GoodConductDays is Finding<int>.Settled { Value: var good })
            (got["good_time"], got["good_time_days"]) = (good, good);
        if (finding.IsLife)
            (got["release"], got["projected_release"]) = (null, null);
        return new(got, [.. finding.Derivation.Steps.Select(s => s.Plain)], [.. finding.Derivation.Questions.Select(q => q.Text)]);

        void Put(Finding<DateOnly> day, params ReadOnlySpan<string> keys)
        {
            if (day is Finding<DateOnly>.Settled { Value: var known })
            {
                foreach (var key in keys)
                    got[key] = Iso(known);
            }
        }
    }

    private static GoldenAnswer Supervised(LawBook book, StrictJson facts, IReadOnlyList<string> wanted)
    {
        var on = ReliefExamples.First(facts, "manual", "on", "sentenced") is { Kind: JsonValueKind.String } day && Day(day.Text()) is { } known ? known : Latest(book);
        var version = new Reckoning(book, new Timeline { Sentence = on }).Needed(Supervision.Guideline);
        var given = ReliefExamples.First(facts, "class", "grade") ?? throw facts.Wrong("There is no class of felony.", "Give \"class\": \"A\".");
        var grade = given.OneOf(("A", Grade.A), ("B", Grade.B), ("C", Grade.C), ("D", Grade.D), ("E", Grade.E), ("misdemeanor", Grade.Misdemeanor));
        var special = ReliefExamples.First(facts, "sex_offense") is { Kind: JsonValueKind.True } ? Special.SexOffense : ReliefExamples.First(facts, "terrorism") is { Kind: JsonValueKind.True } ? Special.Terrorism : Special.None;
        var least = ReliefExamples.First(facts, "stat_min_years") is { } years ? Limit.OfYears(years.IntFrom(0, 100)) : ReliefExamples.First(facts, "stat_min_months", "stat_min")?.Limit() ?? Limit.Zero;
        var range = Supervision.Range(version.Value!, grade, special, least);
        var got = new JsonObject { ["range"] = new JsonArray(FindingJson.Of(range.Min), FindingJson.Of(range.Max)), ["min"] = FindingJson.Of(range.Min), ["max"] = FindingJson.Of(range.Max) };
        if (range.Min.Months is { } min && min % 12 == 0)
            got["min_years"] = min / 12;
        got["max_years"] = range.Max.Months is not { } max ? JsonValue.Create("life") : max % 12 == 0 ? JsonValue.Create(max / 12) : null;
        return new(got, [$"Grade {grade}: {range.InWords} under the manual of {Iso(version.From)}."], []);
    }

    private static Imprisonment? TermOf(StrictJson facts)
    {
        int? years = ReliefExamples.First(facts, "term_years", "years", "sentence_years")?.IntFrom(0, 1000);
        int? months = ReliefExamples.First(facts, "term_months", "months", "sentence_months")?.IntFrom(0, 12_000);
        int? days = ReliefExamples.First(facts, "term_days", "extra_days", "sentence_days")?.IntFrom(0, 400_000);
        if (years is not null || months is not null || days is not null)
            return Imprisonment.Of(new Term(years ?? 0, months ?? 0, days ?? 0));
        return ReliefExamples.First(facts, "term", "sentence") is { } text ? Imprisonment.Read(text) : null;
    }

    private static TimeGoodConduct.Rate? RateOn(LawBook book, DateOnly day) => new Reckoning(book, new Timeline { Sentence = day }).Law(TimeGoodConduct.Law)?.Value;

    private static DateOnly Latest(LawBook book) => book.ChangeDays[^1];

    /// <summary>The day a text begins with, or within a key such as "until_2019-07-18" or "2019-07-19+".</summary>
    private static DateOnly? Day(string text)
    {
        for (var at = 0; at + 10 <= text.Length; at++)
        {
            if (DateOnly.TryParseExact(text.AsSpan(at, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
        }
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200 ? new DateOnly(year, 12, 31) : null;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
