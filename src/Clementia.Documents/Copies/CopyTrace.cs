using Clementia.Casework;

namespace Clementia.Documents.Copies;

/// <summary>What tracing found.</summary>
public enum TraceVerdict
{
    /// <summary>No copy can be named: the passage shows too little, or it fits none.</summary>
    CannotTell,
    /// <summary>One copy.</summary>
    OneCopy,
    /// <summary>Several copies, mixed with each other.</summary>
    Mixture,
}

/// <summary>A copy that a passage is held against.</summary>
/// <param name="Id">"B3".</param>
/// <param name="Group">Copies with the same places (<see cref="Brief.SitesFingerprint"/>) share a reading.</param>
/// <param name="Sites">Which wordings stand in it.</param>
public sealed record TracedCopy(string Id, string Group, IReadOnlyList<WordSite> Sites)
{
    /// <summary>A copy, from the brief as it was issued.</summary>
    public static TracedCopy Of(string id, Brief brief) => new(id, brief.SitesFingerprint, [.. brief.Sites]);

    /// <summary>
    /// How much more likely what a passage shows is under the wording that stands in the copy than under one drawn anew in its stead, place by
    /// place. The mean over what could have been drawn is 1 each time, so that of the product is 1 too.
    /// </summary>
    internal double[] Ratios(IReadOnlyList<SiteReading> readings) =>
        [.. readings.Select((reading, i) => reading.Ratios[Sites[i].Chosen] / Sites[i].Allowed.Average(choice => reading.Ratios[choice]))];
}

/// <summary>How a copy stands.</summary>
/// <param name="Id">The copy.</param>
/// <param name="LogOdds">
/// The logarithm to base 2 of how many times better the passage fits this copy than one whose wordings were drawn anew: for an innocent
/// copy the mean of these odds is at most 1, whatever the passage is.
/// </param>
/// <param name="Fits">At how many of the places that the passage shows clearly this copy has what it shows.</param>
/// <param name="Of">How many places it shows clearly.</param>
/// <param name="IsNamed">Whether the odds are enough to name it.</param>
public sealed record CopyOdds(string Id, double LogOdds, int Fits, int Of, bool IsNamed);

/// <summary>
/// From which copy a passage comes, or that it cannot be told. For a copy from which it does not come the odds reckoned here have a mean of
/// at most 1, whatever the passage is, who mixed what, and how it was changed: its wordings were drawn without regard to any of that. So the
/// chance that they exceed a bound is less than one part in the bound (Markov), and dividing the allowed chance of a wrong accusation among
/// all copies keeps it for all of them together. Better odds models make it tell more; none can make it accuse wrongly more often.
/// </summary>
/// <param name="Verdict">What was found.</param>
/// <param name="Copies">Every copy, the best fitting first.</param>
/// <param name="Bits">How many bits of marks the passage shows.</param>
/// <param name="Needed">How many a copy must reach to be named.</param>
/// <param name="HasOther">Whether a part of the passage does not come from the one copy that is named.</param>
public sealed record CopyTrace(TraceVerdict Verdict, IReadOnlyList<CopyOdds> Copies, double Bits, double Needed, bool HasOther)
{
    /// <summary>How rare a wrong accusation must be: over all copies together, and over both of the ways in which one can be named.</summary>
    public const double WrongAccusations = 1e-4;

    // A second copy is named beside at most so many others: the allowed chance is divided among them.
    private const int MostTogether = 4;

    // How a passage may come from a copy: all of it, with so many of the places changed; half of it, place by place; or in stretches.
    private static readonly (double Changed, double Share)[] s_models = [(0.005, 0.3), (0.03, 0.25), (0.12, 0.15), (0.5, 0.1)];
    private const double InStretches = 0.2;
    private const double Turns = 0.08;
    private const double ChangedInStretches = 0.03;

    /// <summary>Holds readings of a passage against copies.</summary>
    /// <param name="copies">Every copy that could be the source.</param>
    /// <param name="readings">What the passage shows, by the copies' groups.</param>
    public static CopyTrace Weigh(IReadOnlyList<TracedCopy> copies, IReadOnlyDictionary<string, IReadOnlyList<SiteReading>> readings) =>
        Weigh([.. copies.Select(copy => (copy.Id, copy.Group, copy.Ratios(readings[copy.Group])))], readings.Count == 0 ? 0 : readings.Values.Max(one => one.Sum(reading => reading.Shown)));

    internal static CopyTrace Weigh(IReadOnlyList<(string Id, string Group, double[] Ratios)> copies, double bits)
    {
        var each = copies.Select(copy => (copy.Id, copy.Group, copy.Ratios, Odds: Alone(copy.Ratios))).OrderByDescending(copy => copy.Odds).ToList();
        // Half of the allowed chance is for naming a copy on its own, half for naming one beside another.
        var needed = Math.Log2(2 * Math.Max(1, copies.Count) / WrongAccusations);
        var beside = Math.Log2(2.0 * MostTogether * Math.Max(1, copies.Count) / WrongAccusations);
        var named = each.Where(copy => copy.Odds >= needed).Select(copy => copy.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var first in each.Where(copy => named.Contains(copy.Id)).Take(MostTogether).ToList())
            foreach (var second in each)
                // Copies of the file at different times have other places: those are told on their own only.
                if (second.Group == first.Group && !named.Contains(second.Id) && Beside(first.Ratios, second.Ratios) >= beside)
                    named.Add(second.Id);
        var verdict = named.Count switch { 0 => TraceVerdict.CannotTell, 1 => TraceVerdict.OneCopy, _ => TraceVerdict.Mixture };
        var hasOther = verdict == TraceVerdict.OneCopy && each.First(copy => named.Contains(copy.Id)).Ratios is var only && Whole(only) + Math.Log2(1000) < Alone(only);
        return new CopyTrace(verdict, [.. each.Select(copy => new CopyOdds(copy.Id, copy.Odds, copy.Ratios.Count(ratio => ratio > 1.2), copy.Ratios.Count(IsClear), named.Contains(copy.Id)))], bits, needed, hasOther);
    }

    private static bool IsClear(double ratio) => ratio is > 1.2 or < 0.8;

    /// <summary>The odds (log 2) that some of the passage comes from a copy: a mean over the models, so that none need be chosen.</summary>
    private static double Alone(double[] ratios) =>
        Mean([.. s_models.Select(model => (model.Share, Product(ratios, model.Changed))), (InStretches, Stretches(ratios))]);

    // The odds when all of it comes from there, with few places changed.
    private static double Whole(double[] ratios) => Mean([.. s_models.Take(3).Select(model => (model.Share, Product(ratios, model.Changed)))]);

    private static double Product(double[] ratios, double changed) => ratios.Sum(ratio => Math.Log2(((1 - changed) * ratio) + changed));

    // Two states, from the copy or not, that last: summed over all ways in which they could follow each other.
    private static double Stretches(double[] ratios)
    {
        double from = 0.5, other = 0.5, log = 0;
        foreach (var ratio in ratios)
        {
            (from, other) = (((from * (1 - Turns)) + (other * Turns)) * (((1 - ChangedInStretches) * ratio) + ChangedInStretches), (other * (1 - Turns)) + (from * Turns));
            var sum = from + other;
            (from, other, log) = (from / sum, other / sum, log + Math.Log2(sum));
        }
        return log;
    }

    /// <summary>
    /// The odds (log 2) that a second copy is mixed with the first, against something that is no copy mixed with it: what the first explains
    /// counts for neither.
    /// </summary>
    private static double Beside(double[] first, double[] second)
    {
        var byPlace = 0.0;
        double a = 0.5, b = 0.5, a0 = 0.5, b0 = 0.5, log = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var (one, two) = (((1 - ChangedInStretches) * first[i]) + ChangedInStretches, ((1 - ChangedInStretches) * second[i]) + ChangedInStretches);
            byPlace += Math.Log2((one + two) / (one + 1));
            (a, b) = (((a * (1 - Turns)) + (b * Turns)) * one, ((b * (1 - Turns)) + (a * Turns)) * two);
            (a0, b0) = (((a0 * (1 - Turns)) + (b0 * Turns)) * one, (b0 * (1 - Turns)) + (a0 * Turns));
            var (sum, sum0) = (a + b, a0 + b0);
            (a, b, a0, b0, log) = (a / sum, b / sum, a0 / sum0, b0 / sum0, log + Math.Log2(sum / sum0));
        }
        return Mean([(0.5, byPlace), (0.5, log)]);
    }

    // log 2 of the weighted mean of what the logs stand for.
    private static double Mean(ReadOnlySpan<(double Share, double Log)> parts)
    {
        var most = double.NegativeInfinity;
        foreach (var part in parts)
            most = Math.Max(most, part.Log);
        double sum = 0, shares = 0;
        foreach (var (share, log) in parts)
            (sum, shares) = (sum + (share * Math.Pow(2, log - most)), shares + share);
        return most + Math.Log2(sum / shares);
    }
}
