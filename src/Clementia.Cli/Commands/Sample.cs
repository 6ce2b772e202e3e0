using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia sample`: files the invented sample petition, vets what its own vetting list signs off, and writes its brief.</summary>
internal static class Sample
{
    private sealed record Filing(string Title, string Custody, IReadOnlyList<FilingDocument> Documents);

    private sealed record FilingDocument(string File, string Kind, string Date, string Author, string? Confidentiality);

    private sealed record VettingList(string By, IReadOnlyList<SignOff> Facts, IReadOnlyList<Resolution> Conflicts);

    private sealed record SignOff(string Attribute, string Value, Verdict Verdict, string? Corrected, string Reason);

    private sealed record Resolution(string Attribute, string Holds, string? Value, string Reason);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static Command Command()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sample's folder.", DefaultValueFactory = _ => Path.Combine("samples", "petition") };
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("sample", "File the invented sample petition, vet it by its vetting list, and write its brief.", "sample", "sample samples/petition -w try") { folder, workspace };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetValue(folder)!, parsed.GetValue(workspace)!, cancel)));
        return command;
    }

    private static T Load<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), s_json) ?? throw new UsageException($"{path} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message}");
        }
    }

    private static int Run(string folder, string workspace, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(folder, "filing.json")))
            throw new UsageException($"There is no sample in '{folder}': filing.json is missing. Run this from the repository's root.");
        var filing = Load<Filing>(Path.Combine(folder, "filing.json"));
        var vetting = Load<VettingList>(Path.Combine(folder, "vetting.json"));
        using var desk = Desk.Open(workspace, vetting.By, create: true);
        var id = desk.Petitions().FirstOrDefault(p => p.Title == filing.Title).Id;
        if (id is null)
        {
            id = desk.OpenPetition(filing.Title);
            Console.WriteLine($"Opened {id}: {filing.Title}");
        }
        else
            Console.WriteLine($"The sample is already open as {id}.");
        foreach (var document in filing.Documents)
        {
            foreach (var filed in desk.File(id, Path.Combine(folder, document.File), new DocumentAbout(document.Kind, document.Confidentiality, document.Date, document.Author, filing.Custody), cancel).Where(f => !f.AlreadyFiled))
            {
                Console.WriteLine($"  {filed.Label,-4} {filed.Name}: {filed.Unreadable ?? $"{Shell.Count(filed.Pages, "page")}, {Shell.Count(filed.Facts, "fact")}, {Shell.Count(filed.Statements, "statement")}"}");
                foreach (var hidden in filed.Hidden)
                    Console.WriteLine($"       BAD REDACTION on p. {hidden.Page}: {Shell.Count(hidden.Text.Length, "character")} {hidden.How} can still be read");
            }
        }
        var missed = Vet(desk, id, vetting);
        var petition = desk.Petition(id, null);
        Console.WriteLine($"{Shell.Count(petition.Facts.Count(f => f.Status == FactStatus.Confirmed), "fact")} confirmed by {vetting.By}, {petition.Facts.Count(f => f.Status == FactStatus.Proposed):N0} not vetted; {Shell.Count(petition.Conflicts.Count(c => c.Resolved is null), "open conflict")}.");
        foreach (var line in missed)
            Console.Error.WriteLine(line);
        var entered = Path.Combine(folder, "law-facts.json") is var lawFacts && File.Exists(lawFacts) ? File.ReadAllText(lawFacts) : null;
        if (desk.Petition(id, null) is var soFar && (soFar.Findings.Count == 0 || soFar.Findings[^1].Found.Law != Law.LawBook.BuiltIn.Fingerprint || soFar.Findings[^1].Found.Given != LawOnPetition.Given(soFar, entered).Given))
        {
            var found = SentenceOfPetition.Enter(desk, id, DateOnly.FromDateTime(Desk.Now().UtcDateTime), entered).Found;
            Console.WriteLine($"The law then and now: {found.Summary[0]}");
        }
        var brief = Path.Combine(desk.Workspace.Folder ?? ".", "brief.pdf");
        // Who tries a process on the sample and runs it again still gets the brief, and the docket says why.
        var regardless = CaseProcess.Of(desk.Petition(id, null)) is null ? null : "The sample writes its brief each time it is run.";
        var written = IssueBrief.Issue(desk, id, brief, "the President", null, "sealed", regardless);
        Console.WriteLine($"""

            Look at  {Path.GetRelativePath(Directory.GetCurrentDirectory(), written)}
                     one page, and behind it the binder: each cited page with its passage marked.
            Type     ./clementia facts {id}             every fact with its passages; vet one as it says
                     ./clementia conflicts {id}         where the sources disagree
                     ./clementia ask {id} "Was she the kingpin?"
                     ./clementia sentence --petition {id}     the sentence under the law then and now, step by step
                     ./clementia docket {id}            everything that happened
                     ./clementia verify                 recompute all of it
            """);
        return missed.Count > 0 ? Program.FoundAProblem : Program.Done;
    }

    /// <summary>Vets what the list signs off. What the readers did not propose cannot be vetted, and is told.</summary>
    private static List<string> Vet(Desk desk, string id, VettingList vetting)
    {
        var missed = new List<string>();
        foreach (var item in vetting.Facts)
        {
            var fact = desk.Petition(id, null).Facts.FirstOrDefault(f => f.Attribute == item.Attribute && f.ProposedValue == item.Value && f.Subject is null);
            // A strike is needed only where a reader went wrong.
            if (fact is null && item.Verdict == Verdict.Strike)
                continue;
            if (fact is null)
                missed.Add($"The vetting list signs off {item.Attribute} = {item.Value}, but no reader proposed it.");
            else if (fact.Status == FactStatus.Proposed)
                desk.Enter(id, petition => Desk.Either(Procedure.Vet(petition, fact.Id, item.Verdict, item.Corrected, item.Reason)));
        }
        foreach (var item in vetting.Conflicts)
        {
            var petition = desk.Petition(id, null);
            foreach (var conflict in petition.Conflicts.Where(c => c.Attribute == item.Attribute && c.Resolved is null))
            {
                var fact = item.Value is null ? null : petition.Facts.FirstOrDefault(f => f.Attribute == item.Attribute && f.Value == item.Value && conflict.Facts.Contains(f.Id))?.Id;
                desk.Enter(id, p => Desk.Either(Procedure.ResolveConflict(p, conflict.Id, item.Holds, fact, item.Reason)));
            }
        }
        return missed;
    }
}
