using System.CommandLine;
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using Clementia.Casework;
using Spectre.Console;

namespace Clementia.Cli.Commands;

/// <summary>`clementia file`: files documents on a petition and reads them.</summary>
internal static class FileDocuments
{
    public static Command Command()
    {
        var id = Shell.PetitionId();
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders whose files are all filed.", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string?>("--kind") { Description = "What they are: judgment, psr, press, letter ... (see catalog/document-kinds.json)." };
        var confidential = new Option<string?>("--confidential") { Description = "Who may see them: public, confidential, sealed or privileged. Default: what the kind usually is, else confidential.", HelpName = "CLASS" };
        var date = new Option<string?>("--date") { Description = "Their date: YYYY, YYYY-MM or YYYY-MM-DD." };
        var author = new Option<string?>("--author") { Description = "Who wrote them." };
        var custody = new Option<string?>("--custody") { Description = "From where they came into the file. Default: this command." };
        var workspace = Shell.Workspace();
        var by = Shell.By();
        var command = new ExampleCommand("file", "File documents on a petition: keep their bytes, read them, propose facts. Reports bad redactions.",
            "file p-7k3m9q judgment.pdf --kind judgment", "file p-7k3m9q letters/ --kind letter --confidential confidential --author \"Coralie Maybank\"")
        { id, paths, kind, confidential, date, author, custody, workspace, by };
        command.SetAction(Run);
        return command;

        int Run(ParseResult parsed)
        {
            using var stop = new CancellationTokenSource();
            // The first Ctrl-C stops in good order; the second ends the process, as it would without us.
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = !stop.IsCancellationRequested;
                stop.Cancel();
            });
            var cancel = stop.Token;
            using var desk = Desk.Open(parsed.GetValue(workspace)!, parsed.GetValue(by));
            var about = new DocumentAbout(parsed.GetValue(kind), parsed.GetValue(confidential), parsed.GetValue(date), parsed.GetValue(author), parsed.GetValue(custody));
            var files = Files(parsed.GetValue(paths)!);
            desk.Check(about);
            desk.Petition(parsed.GetValue(id)!, null);
            WithProgress(files, file => Report(desk.File(parsed.GetValue(id)!, file, about, cancel)), cancel);
            return cancel.IsCancellationRequested ? Program.FoundAProblem : Program.Done;
        }
    }

    /// <summary>All paths are looked up before the first is filed, so that a wrong one changes nothing.</summary>
    private static List<string> Files(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var inside = Inside(path).Order(StringComparer.Ordinal).ToList();
                if (inside.Count == 0)
                    throw new UsageException($"The folder '{path}' holds no file. Nothing was filed.");
                files.AddRange(inside);
            }
            else
                files.Add(path);
        }
        foreach (var path in files)
        {
            if (!File.Exists(path))
                throw new UsageException($"There is no file '{path}'. Check the name; nothing was filed.");
            if (new FileInfo(path).LinkTarget is { } target && !LeadsToAFile(path))
                throw new UsageException($"'{path}' is a link to '{target}', which is no file. Correct or remove it; nothing was filed.");
            if (new FileInfo(path).Length > Array.MaxLength)
                throw new UsageException($"'{path}' is larger than 2 GB. Split it into smaller files; nothing was filed.");
        }
        return files;
    }

    // A link that leads nowhere counts as a file that exists.
    private static bool LeadsToAFile(string link)
    {
        try
        {
            return new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true };
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The files in a folder and in those below it, but for hidden ones. A link to a folder is not followed: it may lead back here.</summary>
    private static FileSystemEnumerable<string> Inside(string folder) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            {
                if (entry.IsDirectory && entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    Console.Error.WriteLine($"'{entry.ToSpecifiedFullPath()}' is a link to a folder and was not followed.");
                return !entry.IsDirectory;
            },
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    /// <summary>Ctrl-C gives up the file that is being read; each file is filed whole or not at all.</summary>
    private static void WithProgress(List<string> files, Action<string> file, CancellationToken cancel)
    {
        try
        {
            Each(files, file, cancel);
        }
        catch (OperationCanceledException)
        {
            // Told below: what was being read was not filed.
        }
        if (cancel.IsCancellationRequested)
            Console.Error.WriteLine("Stopped. What is listed above was filed whole; run the same command again for the rest.");
    }

    /// <summary>A bar on a terminal with several files.</summary>
    private static void Each(List<string> files, Action<string> file, CancellationToken cancel)
    {
        if (files.Count < 2 || Console.IsErrorRedirected)
        {
            foreach (var path in files.TakeWhile(_ => !cancel.IsCancellationRequested))
                file(path);
        }
        else
        {
            // The bar is drawn with control characters, which Console.Error does not let through.
            using var terminal = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
            var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) });
            screen.Progress().AutoClear(true).Start(progress =>
            {
                var task = progress.AddTask("Filing", maxValue: files.Count);
                foreach (var path in files.TakeWhile(_ => !cancel.IsCancellationRequested))
                {
                    task.Description = Markup.Escape(Path.GetFileName(path));
                    file(path);
                    task.Increment(1);
                }
            });
        }
    }

    private static void Report(IReadOnlyList<FiledResult> filed)
    {
        foreach (var f in filed)
        {
            if (f.AlreadyFiled)
                Console.WriteLine($"{f.Label}  {Shell.OneLine(f.Name)}: the same bytes are already on file.");
            else if (f.Unreadable is { } why)
                Console.WriteLine($"{f.Label}  {Shell.OneLine(f.Name)}: filed, but unreadable: {why}");
            else
                Console.WriteLine($"{f.Label}  {Shell.OneLine(f.Name)}: {Shell.Count(f.Pages, "page")}, {Shell.Count(f.Facts, "fact")} and {Shell.Count(f.Statements, "statement")} proposed");
            foreach (var note in f.Notes)
                Console.WriteLine($"      {note}");
            foreach (var hidden in f.Hidden)
                Console.WriteLine($"      BAD REDACTION p. {hidden.Page} at {hidden.Box.Left / 100}, {hidden.Box.Top / 100} pt ({hidden.How}): {Shell.Count(hidden.Text.Length, "character")} can still be read. See: ./clementia check-redactions");
        }
    }
}
