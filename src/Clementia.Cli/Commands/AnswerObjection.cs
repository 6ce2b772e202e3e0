using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia answer`: an answer to an objection, to one of its claims, or to a critical question of it; a concession is an answer.</summary>
internal static class AnswerObjection
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var objection = new Argument<string>("OBJECTION") { Description = "The objection's id: O1." };
        var text = new Argument<string>("ANSWER") { Description = "The answer, in your words." };
        var claim = new Option<int?>("--claim") { Description = "Which of its claims, from 1. Default: the whole objection.", HelpName = "K" };
        var concede = new Option<bool>("--concede") { Description = "Grant it." };
        var leavesOpen = new Option<string?>("--leaves-open") { Description = "What the answer does not answer." };
        var question = new Option<string?>("--question") { Description = "Answer a critical question of it instead: role.found-by." };
        var notApplicable = new Option<bool>("--not-applicable") { Description = "With --question: the question does not apply; the words say why." };
        var cites = new CiteOptions();
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("answer", "Answer an objection by vetted facts, findings and passages; or concede it.",
            "answer p-7k3m9q O1 \"A judge found it, not the jury\" --fact F12 --finding G1 --leaves-open \"Who set the prices\"",
            "answer p-7k3m9q O1 \"She did recruit two of them\" --claim 1 --concede",
            "answer p-7k3m9q O1 \"The judge, by a preponderance\" --question role.found-by --fact F12") { id, objection, text, claim, concede, leavesOpen, question, notApplicable, workspace, by };
        cites.AddTo(command);
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var (petition, on, asked) = (parsed.GetValue(id)!, parsed.GetValue(objection)!, parsed.GetValue(question));
            var cited = cites.Read(parsed, desk, petition);
            if (asked is null && parsed.GetValue(notApplicable))
                throw new UsageException("--not-applicable is said of a critical question. Name it with --question.");
            if (asked is not null && (parsed.GetValue(claim) is not null || parsed.GetValue(concede) || parsed.GetValue(leavesOpen) is not null))
                throw new UsageException("A critical question belongs to the whole objection. Leave out --claim, --concede and --leaves-open.");
            var number = desk.Enter(petition, soFar => Desk.Either(asked is null
                ? Procedure.Answer(soFar, on, parsed.GetValue(claim), parsed.GetValue(concede), parsed.GetValue(text)!, parsed.GetValue(leavesOpen), cited)
                : Procedure.AnswerQuestion(soFar, on, asked, !parsed.GetValue(notApplicable), parsed.GetValue(text)!, cited)));
            var after = desk.Petition(petition, null);
            var entered = after.Acts.Single(act => act.Number == number).Body;
            var one = Argument.Of(after).Find(entered is ObjectionAnswered answer ? answer.Objection : ((QuestionAnswered)entered!).Objection)!;
            var done = entered is QuestionAnswered q ? $"{q.Question} of {one.Id} {(q.Applies ? "answered" : "does not apply")}" : $"{one.Id} {(parsed.GetValue(concede) ? "conceded" : "answered")}{(parsed.GetValue(claim) is { } k ? $" (claim {k})" : "")}";
            Console.WriteLine($"{done} (entry {number}, signed {desk.Actor}).");
            Console.WriteLine($"{one.Id} is {ShowArgument.Word(one.Status)}: {one.Why}{(one.OpenQuestions.Count > 0 ? $" {Shell.Count(one.OpenQuestions.Count, "critical question")} of it {(one.OpenQuestions.Count == 1 ? "is" : "are")} open." : "")}");
            return Program.Done;
        });
        return command;
    }
}
