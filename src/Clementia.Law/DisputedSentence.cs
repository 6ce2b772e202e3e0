namespace Clementia.Law;

/// <summary>One outcome that the disputed facts allow.</summary>
/// <param name="Then">The range as sentenced, in words.</param>
/// <param name="Now">The range on the other day, in words.</param>
/// <param name="Direction">Which way it moved.</param>
/// <param name="Chosen">The values of the disputed facts that lead to it: each way of settling them.</param>
public sealed record DisputedOutcome(string Then, string Now, Direction Direction, IReadOnlyList<IReadOnlyList<string>> Chosen)
{
    /// <summary>"360 months to life then, 235 to 293 months now"; where the ranges are open, which way they moved.</summary>
    public override string ToString() => InWords(Then, Now, Direction);

    internal static string InWords(string then, string now, Direction direction) => then != "open" && now != "open" ? $"{then} then, {now} now" : direction switch
    {
        Direction.Unchanged => "the level is open, and the range is the same then and now",
        Direction.NotDown => "the level is open, and the range did not fall",
        Direction.NotUp => "the level is open, and the range did not rise",
        _ => "the level is open, and whether the range fell cannot be said",
    };
}

/// <summary>What a disputed fact decides.</summary>
/// <param name="Dispute">The fact.</param>
/// <param name="Decides">Whether some outcome turns on it, the other disputes being settled either way.</param>
/// <param name="InWords">"What turns on an aggravating role: leader or organizer, 4 levels: 360 months to life; none: 235 to 293 months."</param>
public sealed record Turning(Dispute Dispute, bool Decides, string InWords);

/// <summary>A case with disputed facts, weighed both ways: the range of outcomes, and the fact that decides it.</summary>
/// <param name="Outcomes">Every outcome, in the order found.</param>
/// <param name="Turnings">For each disputed fact, what turns on it.</param>
public sealed record DisputedSentence(IReadOnlyList<DisputedOutcome> Outcomes, IReadOnlyList<Turning> Turnings)
{
    /// <summary>Weighs every way to settle what is disputed in a facts file.</summary>
    /// <param name="book">The law.</param>
    /// <param name="file">The facts.</param>
    /// <param name="day">The other day.</param>
    public static DisputedSentence Weigh(LawBook book, FactsFile file, DateOnly day)
    {
        var seen = new Dictionary<string, (string Then, string Now, Direction Direction)>(StringComparer.Ordinal);
        var all = file.Outcomes(facts =>
        {
            if (CaseFacts.TimelineOf(facts) is not { } then)
                return "open";
            var both = ThenAndNow.Compare(book, facts, then, day);
            var outcome = (InWords(both.Then), InWords(both.Now), both.Direction);
            // Where the range itself is open, which way it moved may still be known: that is the outcome then.
            var key = $"{outcome.Item1} | {outcome.Item2} | {outcome.Direction}";
            seen[key] = outcome;
            return key;
        });
        var outcomes = all.Where(one => seen.ContainsKey(one.Outcome)).GroupBy(one => one.Outcome).Select(same => new DisputedOutcome(seen[same.Key].Then, seen[same.Key].Now, seen[same.Key].Direction, [.. same.Select(s => s.Chosen)])).ToList();
        var turnings = file.Disputes.Select((dispute, i) => TurningOf(dispute, i, all)).ToList();
        return new(outcomes, turnings);
    }

    private static string Upper(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string InWords(SentenceFinding finding) => finding.GuidelineRange is Finding<MonthRange>.Settled { Value: var range } ? range.InWords : "open";

    private static Turning TurningOf(Dispute dispute, int i, IReadOnlyList<(IReadOnlyList<string> Chosen, string Outcome)> all)
    {
        // Two ways that differ in this fact alone: does the outcome differ?
        var alike = all.GroupBy(one => string.Join('\u001f', one.Chosen.Where((_, j) => j != i)));
        var decides = alike.Any(group => group.Select(one => one.Outcome).Distinct().Count() > 1);
        if (!decides)
            return new(dispute, false, $"{Upper(FactWords.Of(dispute.At))} does not matter: the outcome is the same {(dispute.IsRange ? $"from {dispute.Alternatives[0].Value} to {dispute.Alternatives[1].Value}" : "either way")}.");
        var group = alike.OrderByDescending(g => g.Select(one => one.Outcome).Distinct().Count()).First();
        var parts = group.GroupBy(one => one.Outcome).Select(same => (Values: Shown(dispute, [.. same.Select(s => s.Chosen[i])]), Now: same.Key.Split(" | ") is { Length: 3 } words ? DisputedOutcome.InWords(words[0], words[1], Enum.Parse<Direction>(words[2])) : "open"));
        return new(dispute, true, $"What turns on {FactWords.Of(dispute.At)}: {string.Join("; ", parts.Select(p => $"{p.Values}: {p.Now}"))}.");
    }

    private static string Shown(Dispute dispute, IReadOnlyList<string> values)
    {
        if (dispute.IsRange)
        {
            // The values tried in a range, in their order: the ends of each stretch with one outcome.
            var weights = values.Select(v => (Text: v, Weight: Weight.Parse(v) ?? Weight.Zero)).OrderBy(v => v.Weight).ToList();
            return weights.Count == 1 ? weights[0].Text : $"{weights[0].Text} to {weights[^1].Text}";
        }
        return string.Join(" or ", values.Distinct().Select(v => dispute.Alternatives.FirstOrDefault(a => a.Value == v) is { Says: { } says } ? $"{FactWords.Value(dispute.At, v)} ({says})" : FactWords.Value(dispute.At, v)));
    }
}
