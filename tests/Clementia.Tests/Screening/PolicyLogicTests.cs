using Clementia.Screening;
using Clementia.Screening.Policies;
using CsCheck;

namespace Clementia.Tests.Screening;

/// <summary>The three-valued logic of policies, as laws that hold for every expression and every record.</summary>
public sealed class PolicyLogicTests
{
    private static readonly string[] s_flags = ["weapon", "career", "released", "conduct.good"];

    private static readonly Gen<string> s_atom = Gen.OneOf(
        Gen.OneOf(s_flags),
        Gen.Select(Gen.OneOf("sentence", "served", "sentence - served", "2 * served", "min(sentence, 5 years)", "max(served, sentence)", "served - sentence", "sentence + 1 year"), Gen.OneOf("<", "<=", "=", "!=", ">=", ">"), Gen.OneOf("120 months", "469 months", "470 months", "471 months", "life", "served", "years_served", "0 months", "sentence"),
            (left, sign, right) => $"{left} {sign} {right}"),
        Gen.Select(Gen.OneOf("=", "!="), Gen.OneOf("heroin", "cocaine_base", "none"), (sign, drug) => $"drug {sign} {drug}"),
        Gen.OneOf("drug in (heroin, none)", "category in (1, 3)", "age + 2 >= served.years"));

    private static readonly Gen<string> s_expression = Gen.Recursive<string>((depth, inner) => depth > 3 ? s_atom : Gen.OneOf(
        s_atom,
        inner.Select(e => $"not ({e})"),
        Gen.Select(inner, inner, (a, b) => $"(({a}) and ({b}))"),
        Gen.Select(inner, inner, (a, b) => $"(({a}) or ({b}))"),
        Gen.Select(Gen.Int[1, 3], inner, inner, inner, (k, a, b, c) => $"at least {k} of (({a}), ({b}), ({c}))")));

    private static readonly Gen<long> s_months = Gen.OneOf(Gen.OneOf(0L, 12_000, 46_900, 47_000, 47_100), Gen.OneOf(Code.Unknown, Code.Missing, Code.Life, Code.Capped));

    private static readonly Gen<long> s_flag = Gen.OneOf(0L, 1, Code.Unknown, Code.Missing);

    private static readonly Gen<Dictionary<string, long>> s_record = Gen.Select(
        Gen.Select(s_flag, s_flag, s_flag, s_flag), s_months, s_months, Gen.OneOf(0L, 1, 2, Code.Unknown), Gen.OneOf(1L, 2, 3, Code.Missing), Gen.OneOf(0L, 37, 38, 40, Code.Unknown),
        (flags, sentence, served, drug, category, age) => new Dictionary<string, long>
        {
            ["weapon"] = flags.Item1,
            ["career"] = flags.Item2,
            ["released"] = flags.Item3,
            ["conduct.good"] = flags.Item4,
            ["sentence"] = sentence,
            ["served"] = served == Code.Capped ? Code.Unknown : served,
            ["drug"] = drug,
            ["category"] = category,
            ["age"] = age,
        });

    private static Evaluation On(string expression, Dictionary<string, long> record)
    {
        var policy = Policy.Read(PolicyLanguageTests.PolicyOf(expression), "test.json", out var problems);
        // A comparison of a value with itself and the like is fine; two fixed values are never written here.
        Assert.True(policy is not null, expression + "\n" + string.Join('\n', problems));
        return new Evaluation(policy.Bind(PolicyLanguageTests.Specs), name => record.GetValueOrDefault(name, Code.Missing));
    }

    private static Verdict Of(string expression, Dictionary<string, long> record) => On(expression, record).Criterion(1);

    [Fact]
    public void De_Morgan_holds_and_two_negations_cancel() => Gen.Select(s_expression, s_expression, s_record).Sample((a, b, record) =>
    {
        Assert.Equal(Of($"not (({a}) and ({b}))", record), Of($"not ({a}) or not ({b})", record));
        Assert.Equal(Of($"not (({a}) or ({b}))", record), Of($"not ({a}) and not ({b})", record));
        Assert.Equal(Of(a, record), Of($"not not ({a})", record));
        Assert.Equal(Of($"({a}) and ({b})", record), Of($"at least 2 of (({a}), ({b}))", record));
        Assert.Equal(Of($"({a}) or ({b})", record), Of($"at least 1 of (({a}), ({b}))", record));
        Assert.Equal(Of($"({a}) and ({b})", record), Of($"({b}) and ({a})", record));
    }, iter: 300);

    /// <summary>A new document can settle what was open; it can never overturn what was settled.</summary>
    [Fact]
    public void Learning_a_fact_never_flips_a_settled_verdict() => Gen.Select(s_expression, s_record, s_record).Sample((expression, before, found) =>
    {
        var after = before.ToDictionary(p => p.Key, p => p.Value switch
        {
            Code.Unknown or Code.Missing => found[p.Key],
            Code.Capped => found[p.Key] is Code.Life or 47_000 or 47_100 ? found[p.Key] : Code.Capped,
            var known => known,
        });
        var (then, now) = (Of(expression, before), Of(expression, after));
        Assert.True(then == Verdict.Unknown || then == now, $"{expression}: {then}, then {now}");
    }, iter: 1500);

    [Fact]
    public void A_derivation_agrees_with_the_verdict_and_its_parts_with_theirs() => Gen.Select(s_expression, s_record).Sample((expression, record) =>
    {
        var evaluation = On(expression, record);
        var derivation = evaluation.Explain(1);
        Assert.Equal(evaluation.Criterion(1), derivation.Verdict);
        Check(derivation);
        Assert.Equal(evaluation.Criterion(1) == Verdict.Unknown, evaluation.Lacking(1).Count > 0);

        static void Check(Derivation d)
        {
            var of = d.Parts.Where(p => p.Verdict is not null).Select(p => p.Verdict!.Value).ToList();
            if (d.Text.StartsWith("not (", StringComparison.Ordinal) && of.Count == 1 && d.Parts[0].Text.Length == d.Text.Length - 6)
                Assert.Equal(Kleene.Not(of[0]), d.Verdict);
            foreach (var part in d.Parts)
                Check(part);
        }
    }, iter: 500);

    [Fact]
    public void Anything_typed_is_read_or_told_and_never_breaks_the_reader() =>
        Gen.OneOf("weapon", "served", "drug", "heroin", "sentence.months", "and", "or", "not", "in", "at", "least", "of", "is", "(", ")", ",", "<", ">=", "=", "+", "-", "*", "10", "1.5", "2018-12-21", "2018-13-45", "years", "g", "life", "min", "max", "'", "\\\"", "x", "§", "other", "it", "years_served", "999999999999999999999999999999999", "\\u00e9", "\\t")
            .Array[0, 14].Sample(words =>
            {
                var text = PolicyLanguageTests.PolicyOf("@").Replace("@", string.Join(' ', words), StringComparison.Ordinal);
                var policy = Policy.Read(text, "test.json", out var problems);
                Assert.Equal(policy is null, problems.Any(p => !p.IsWarning));
                Assert.All(problems, p => Assert.True(p.Line >= 1 && p.Column >= 1 && p.Remedy.Length > 0 && p.ToString().Length > 0));
            }, iter: 5000);

    [Fact]
    public void The_tables_of_Kleene_are_these()
    {
        var (no, yes, open) = (Verdict.NotMet, Verdict.Met, Verdict.Unknown);
        foreach (var (a, b, both, either) in new[] { (no, no, no, no), (no, yes, no, yes), (no, open, no, open), (yes, yes, yes, yes), (yes, open, open, yes), (open, open, open, open) })
        {
            Assert.Equal(both, Kleene.All([a, b]));
            Assert.Equal(both, Kleene.All([b, a]));
            Assert.Equal(either, Kleene.Any([a, b]));
            Assert.Equal(either, Kleene.Any([b, a]));
        }
        Assert.Equal([yes, no, open], new[] { no, yes, open }.Select(Kleene.Not));
        Assert.Equal(yes, Kleene.AtLeast(2, [yes, open, yes]));
        Assert.Equal(open, Kleene.AtLeast(2, [yes, open, no]));
        Assert.Equal(no, Kleene.AtLeast(3, [yes, open, no]));
    }
}
