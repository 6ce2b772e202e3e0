using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Tests.Casework;

public sealed class ReviewProcessTests
{
    public static TheoryData<string> Ids => [.. ReviewProcess.BuiltIn.Select(process => process.Id)];

    [Fact]
    public void There_are_two_federal_routes_and_four_state_patterns() => Assert.Equal(
        ["state-board-decides", "state-board-must-recommend", "state-board-recommends", "state-governor-alone", "us-direct", "us-federal"],
        ReviewProcess.BuiltIn.Select(process => process.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void From_the_first_stage_a_decision_and_an_end_can_be_reached(string id)
    {
        var process = ReviewProcess.Find(id)!;
        var reached = new HashSet<string> { process.Stages[0].Id };
        while (process.Moves.Where(move => reached.Contains(move.From)).Any(move => reached.Add(move.To)))
        {
        }

        Assert.Equal(process.Stages.Count, reached.Count);
        Assert.Contains(process.Stages, stage => stage.Decides);
        // The ways on alone lead there too: who always goes on comes to a decision and to the end.
        var stages = new List<ProcessStage>();
        for (var at = process.Stages[0]; !stages.Contains(at); at = process.Stage(process.MovesFrom(at.Id).First().To)!)
            stages.Add(at);
        Assert.Contains(stages, stage => stage.Decides);
        Assert.True(stages[^1].Ends);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_decision_is_made_before_the_petition_leaves_the_stage_as_granted_or_denied(string id) =>
        Assert.All(ReviewProcess.Find(id)!.Moves.Where(move => move.To is "granted" or "denied"), move => Assert.Contains(move.Needs, need => need is { What: NeedKind.Grant or NeedKind.Denial, Waivable: false }));

    [Fact]
    public void Each_state_stands_in_one_pattern_and_the_sums_are_those_of_the_list()
    {
        var shared = JsonNode.Parse(File.ReadAllText(Repository.Shared("law", "state_clemency.json")))!["groups"]!;
        string[] Of(params string[] groups) => [.. groups.SelectMany(group => shared[group]!.AsArray()).Select(state => (string)state!).Where(state => state is not ("US" or "DC")).Order(StringComparer.Ordinal)];
        string[] In(string process) => [.. ReviewProcess.Find(process)!.States.Select(state => state.State)];

        Assert.Equal(Of("independent_board_decides", "governor_sits_on_board"), In("state-board-decides"));
        Assert.Equal(Of("gatekeeper_board_must_recommend"), In("state-board-must-recommend"));
        Assert.Equal(Of("governor_must_consult_board_not_bound"), In("state-board-recommends"));
        Assert.Equal(Of("governor_may_consult", "no_statutory_advice"), In("state-governor-alone"));
        Assert.Equal(50, ReviewProcess.BuiltIn.Sum(process => process.States.Count));
    }

    [Fact]
    public void Every_state_pattern_says_that_its_list_is_about_pardons() =>
        Assert.All(ReviewProcess.BuiltIn.Where(process => process.States.Count > 0), process => Assert.Contains(process.Cautions, caution => caution.Contains("PARDONS", StringComparison.Ordinal)));

    [Fact]
    public void The_days_of_28_CFR_1_8_are_stated_nowhere_and_left_to_the_office()
    {
        var process = ReviewProcess.Find("us-federal")!;

        Assert.Null(process.Deadlines.Single(deadline => deadline.Id == "presumed-concurrence").Days);
        Assert.Equal("28 CFR 1.8, unverified", process.Source("1.8").Shown);
        Assert.DoesNotMatch(@"\b(30|90|thirty|ninety)\b", process.Source("1.8").Says + process.Source("1.8").Caution);
    }

    [Fact]
    public void The_fingerprint_depends_on_what_the_file_says_and_not_on_its_layout()
    {
        var text = File.ReadAllText(Repository.File("processes", "us-direct.json"));

        Assert.Equal(ReviewProcess.Find("us-direct")!.Fingerprint, ReviewProcess.Parse("us-direct.json", JsonNode.Parse(text)!.ToJsonString()).Value!.Fingerprint);
        Assert.NotEqual(ReviewProcess.Find("us-direct")!.Fingerprint, ReviewProcess.Parse("us-direct.json", text.Replace("Under counsel's review", "With counsel", StringComparison.Ordinal)).Value!.Fingerprint);
    }

    [Theory]
    [InlineData("\"decider\": \"president\"", "\"decider\": \"king\"", "us-direct.json, decider", "no role 'king'")]
    [InlineData("\"decider\"", "\"deciderr\"", "line", "deciderr")]
    [InlineData("\"turn\": \"counsel\", \"source\": \"custom\", \"recommends\"", "\"turn\": null, \"source\": \"custom\", \"recommends\"", "stages[2]", "nobody's turn")]
    [InlineData("\"verified\": \"no\", \"caution\"", "\"verified\": \"perhaps\", \"caution\"", "line 13", "$.sources[3].verified")]
    [InlineData("\"attribute\": \"sentence.term\"", "\"attribute\": \"sentence.length\"", "moves[0].needs[2]", "no attribute 'sentence.length'")]
    [InlineData("\"documents\": [\"psr\"]", "\"documents\": [\"diary\"]", "moves[0].needs[1]", "no document kind 'diary'")]
    [InlineData("\"from\": \"vetting\", \"to\": \"closed\"", "\"from\": \"vetting\", \"to\": \"shut\"", "moves[1]", "no stage 'shut'")]
    [InlineData("\"by\": [\"president\", \"adviser\"]", "\"by\": []", "moves[3]", "nobody may make it")]
    [InlineData("\"source\": \"1.11\", \"needs\"", "\"source\": \"1.12\", \"needs\"", "moves[4]", "no source '1.12'")]
    [InlineData("counsel where the review stands\", \"source\": \"custom\"", "counsel where the review stands\", \"source\": \"1.7\", \"days\": 14", "deadlines[0]", "not fully verified")]
    [InlineData("\"chain\": [\"counsel\"]", "\"chain\": []", "stages[2]", "not in the chain")]
    [InlineData("\"decides\": true, ", "", "stages", "in none may the decider decide")]
    [InlineData("\"id\": \"us-direct\"", "\"id\": \"us-straight\"", "id", "is not the file's name")]
    public void A_faulty_file_is_refused_with_its_place(string was, string now, string place, string problem)
    {
        var text = File.ReadAllText(Repository.File("processes", "us-direct.json"));
        Assert.Contains(was, text, StringComparison.Ordinal);
        var at = text.IndexOf(was, StringComparison.Ordinal);

        var outcome = ReviewProcess.Parse("us-direct.json", text[..at] + now + text[(at + was.Length)..]);

        Assert.True(outcome.IsRefused);
        Assert.StartsWith("us-direct.json", outcome.Refusal.Problem, StringComparison.Ordinal);
        Assert.Contains(place, outcome.Refusal.Problem, StringComparison.Ordinal);
        Assert.Contains(problem, outcome.Refusal.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Refusal.Remedy);
    }
}
