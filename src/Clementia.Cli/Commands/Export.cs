using System.CommandLine;
using Clementia.Casework;
using Clementia.Cli.Bundles;

namespace Clementia.Cli.Commands;

/// <summary>`clementia export`: a petition as a BagIt bag with proofs, which anyone can verify.</summary>
internal static class Export
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var output = new Option<string?>("--out") { Description = "A folder that does not exist yet, for the whole petition as an office hands it to another.", HelpName = "DIR" };
        var bundle = new Option<string?>("--bundle") { Description = "A folder that does not exist yet, for a bundle: with the law book, the copies of the brief and pages to read, for a successor, a court or an archive.", HelpName = "DIR" };
        var clearance = new Option<string?>("--clearance") { Description = "For a bundle: the highest class that goes in: public, confidential (default), sealed or privileged. What is above it is withheld and listed." };
        var workspace = Shell.Workspace();
        var command = new ExampleCommand("export", "Export a petition whole (BagIt, RFC 8493) with the proofs to verify it elsewhere, or as a bundle to read and check offline.",
            "export p-7k3m9q --out maybank-bag", "export p-7k3m9q --bundle maybank --clearance sealed", "verify maybank") { id, output, bundle, clearance, workspace };
        command.SetAction(parsed =>
        {
            var (bag, whole) = (parsed.GetValue(bundle), parsed.GetValue(output));
            if ((bag is null) == (whole is null))
                throw new UsageException("Name one folder: --out DIR for the whole petition, or --bundle DIR for a bundle to read and check offline.");
            if (bag is null && parsed.GetValue(clearance) is not null)
                throw new UsageException("--clearance is for a bundle; --out exports the whole petition, whatever its class.");
            using var desk = Desk.Open(parsed.GetValue(workspace)!);
            if (bag is not null)
                return Bundled(desk, parsed.GetValue(id)!, bag, parsed.GetValue(clearance) is { } word ? Desk.ClassOf(word) : Confidentiality.Confidential);
            var done = desk.Export(parsed.GetValue(id)!, whole!);
            Console.WriteLine($"{done.Folder}: {done.Entries:N0} entries and {Shell.Count(done.Documents, "document")}, with proofs. Anyone can check it: ./clementia verify {done.Folder} --key {desk.Workspace.Verifier}");
            return Program.Done;
        });
        return command;
    }

    private static int Bundled(Desk desk, string id, string folder, Confidentiality clearance)
    {
        var (done, withheld, copies) = Bundle.Write(desk, id, folder, clearance);
        Console.WriteLine($"{done.Folder}: {done.Entries:N0} entries, {Shell.Count(done.Documents, "document")}, the law book, {Shell.Count(copies.Count(copy => copy.File is not null), "copy")} of the brief, and pages to read. Open {Path.Combine(done.Folder, BundlePages.Index)}.");
        if (withheld.Count > 0)
            Console.WriteLine($"Withheld, above {clearance.ToString().ToLowerInvariant()}: {Shell.Count(withheld.Count, "entry")} (the pages list them). To let them out: --clearance sealed or privileged.");
        foreach (var copy in copies.Where(copy => copy.File is null))
            Console.WriteLine($"Copy {copy.Id} of the brief is not in it: {copy.Why}.");
        Console.WriteLine($"Anyone can check it: ./clementia verify {done.Folder} --key {desk.Workspace.Verifier}");
        return Program.Done;
    }
}
