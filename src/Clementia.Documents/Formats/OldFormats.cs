namespace Clementia.Documents.Formats;

/// <summary>Documents of old word processors, read through whichever converter is installed; else filed with the reason.</summary>
internal static class OldFormats
{
    public static Reading Read(byte[] bytes, Sniffed what, Tools tools, ReadingLimits limits, CancellationToken cancel)
    {
        var (ending, converters, install) = what.Kind switch
        {
            FileKind.OldWord => (".doc", new[] { "antiword", "catdoc", "soffice" }, "antiword, catdoc or LibreOffice"),
            FileKind.WordPerfect => (".wpd", ["wpd2text", "soffice"], "libwpd-tools or LibreOffice"),
            _ => (".odt", ["soffice"], "LibreOffice"),
        };
        var failures = new List<string>();
        foreach (var converter in converters)
        {
            if (tools.Find(converter) is not { } program)
                continue;
            using var scratch = new ScratchFolder();
            var file = scratch.File("document" + ending, bytes);
            var read = converter == "soffice" ? Office(program, file, scratch, limits, cancel) : Plain(converter, program, file, limits, cancel);
            if (read.Unreadable is null)
                return read;
            failures.Add(read.Unreadable.Problem);
        }
        return failures.Count > 0
            ? Reading.Refused("none", $"It is {what.What}. {string.Join(" ", failures)}", "Open it in a word processor, save it as DOCX or PDF, and file that.")
            : Reading.Refused("none", $"It is {what.What}, and no converter for it is installed here.",
                $"Install {install} and run `clementia reindex`, or save it as DOCX or PDF and file that.");
    }

    private static Reading Plain(string converter, string program, string file, ReadingLimits limits, CancellationToken cancel)
    {
        var run = Tools.Run(program, converter switch
        {
            "antiword" => ["-m", "UTF-8.txt", "-w", "0", file],
            "catdoc" => ["-d", "utf-8", "-w", file],
            _ => [file],
        }, limits.ToolTime, cancel);
        if (!run.Succeeded || string.IsNullOrWhiteSpace(run.Output))
            return Reading.Refused(converter, $"The converter {converter} {(run.Succeeded ? "found no text in it" : run.Failure)}.", "");
        var writer = new PageWriter();
        foreach (var line in run.Output.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Trim().Length == 0)
            {
                writer.Paragraph();
                continue;
            }
            writer.Exactly(line.Replace("\f", "", StringComparison.Ordinal).TrimEnd());
            writer.Line();
        }
        var pages = writer.Finish();
        return new(converter) { Pages = [.. pages.Select((text, index) => Casework.Page.OfText(index + 1, text))] };
    }

    private static Reading Office(string program, string file, ScratchFolder scratch, ReadingLimits limits, CancellationToken cancel)
    {
        // A profile of its own, so that an office program that a person has open is neither used nor disturbed.
        var profile = new Uri(Path.Combine(scratch.Path, "profile")).AbsoluteUri;
        var run = Tools.Run(program, [$"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", "--outdir", scratch.Path, file], limits.ToolTime, cancel);
        var converted = Path.ChangeExtension(file, ".docx");
        if (!run.Succeeded || !File.Exists(converted))
            return Reading.Refused("soffice", $"The converter soffice {(run.Succeeded ? "wrote nothing" : run.Failure)}.", "");
        var read = WordText.Read(File.ReadAllBytes(converted), limits);
        return read with { Reader = $"soffice, {read.Reader}" };
    }
}
