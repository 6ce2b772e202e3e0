using System.CommandLine;
using Clementia.Casework;

namespace Clementia.Cli.Commands;

/// <summary>`clementia fact`: one fact that a person read in a filed document, also about a co-defendant.</summary>
internal static class EnterFact
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var attribute = new Argument<string>("ATTRIBUTE") { Description = "From the catalog: sentence.term, prison.infractions ..." };
        var value = new Argument<string>("VALUE") { Description = "As people write it: \"15 years\", \"June 6, 2018\", \"life\"." };
        var document = new Option<string>("--in") { Description = "The document in which you read it: D2.", HelpName = "D", Required = true };
        var quote = new Option<string>("--quote") { Description = "The words of the passage, as the page has them.", Required = true };
        var page = new Option<int?>("--page") { Description = "The page, from 1. Needed only when the words stand on several." };
        var subject = new Option<string?>("--subject") { Description = "Whom it is about, when not the petitioner: a co-defendant's name.", HelpName = "NAME" };
        var asOf = new Option<string?>("--on") { Description = "The day for which it holds, for what changes with time.", HelpName = "DAY" };
        var reason = new Option<string?>("--reason") { Description = "Why you read it so. Default: that you read it there." };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("fact", "Enter one fact that you read in a filed document. The quote is checked against the page; like any other, the fact waits to be vetted.",
            "fact p-7k3m9q prison.infractions 0 --in D5 --quote \"No incident report since 2002\" --on 2018-05-14 --by \"Ottoline Farraday\"",
            "fact p-7k3m9q sentence.term \"30 years\" --in D9 --quote \"360 months\" --subject \"Roscoe Lattimer\" --by \"Ottoline Farraday\"")
        { id, attribute, value, document, quote, page, subject, asOf, reason, workspace, by };
        command.SetAction(parsed =>
        {
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var petition = desk.Petition(parsed.GetValue(id)!, null);
            var on = OfferedOn.Open(desk, petition, parsed.GetValue(document)!);
            var about = SubjectOf(petition, parsed.GetValue(subject));
            var read = on.Check(new Offered(parsed.GetValue(attribute)!, parsed.GetValue(value)!, parsed.GetValue(page), parsed.GetValue(quote)!,
                parsed.GetValue(reason) is { } why && why.Trim().Length > 0 ? why.Trim() : $"{desk.Actor} read it there.", about, parsed.GetValue(asOf)), Confidence.Stated, onlyPlace: true);
            if (read.IsRefused)
                throw new UsageException(Sentence(read.Refusal.ToString()));
            if (There(petition, read.Value) is { } there)
                throw new UsageException($"{there.Id} says so already, from the same words. Vet it: ./clementia vet {petition.Id} {there.Id} confirm --reason \"...\"");
            var number = on.Enter(petition.Id, [read.Value], $"read by {desk.Actor}");
            var fact = desk.Petition(petition.Id, null).Facts.Single(f => f.Sources.Any(s => s.Entry == number));
            Console.WriteLine($"{fact.Id} {fact.Status.ToString().ToLowerInvariant()}: {desk.Catalog.Attribute(fact.Attribute)!.Label}{(fact.Subject is null ? "" : $" of {fact.Subject}")} = {desk.Catalog.Describe(fact.Attribute, fact.ProposedValue)}, {on.Label} p. {read.Value.Passages[0].Page} (entry {number}, read by {desk.Actor})");
            if (fact.Status == FactStatus.Proposed)
                Console.WriteLine($"Vet it like any other: ./clementia vet {petition.Id} {fact.Id} confirm --reason \"...\"");
            return Program.Done;
        });
        return command;
    }

    /// <summary>Null for the petitioner, also when they are named; the name under which the file already has facts of the person, when it has.</summary>
    public static string? SubjectOf(Petition petition, string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var name = PersonName.Parse(written);
        if (petition.Facts.Any(f => f.Attribute == "petitioner.name" && f.Subject is null && f.Status == FactStatus.Confirmed && PersonName.Parse(f.Value).IsSameAs(name)))
            return null;
        var known = petition.Facts.Select(f => f.Subject).OfType<string>().Where(subject => PersonName.Parse(subject).IsSameAs(name)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return known.Count == 1 ? known[0] : written.Trim();
    }

    private static Fact? There(Petition petition, Proposal read) => petition.Facts.FirstOrDefault(f => f.Attribute == read.Attribute && f.ProposedValue == read.Value
        && string.Equals(f.Subject ?? "", read.Subject ?? "", StringComparison.OrdinalIgnoreCase) && f.Sources.Any(s => s.Proposal.Passages[0] == read.Passages[0]));

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
