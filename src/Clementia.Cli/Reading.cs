using Clementia.Casework;
using Clementia.Documents;
using Clementia.Documents.Formats;
using Clementia.Documents.Reading;

namespace Clementia.Cli;

/// <summary>From a path to what the readers make of it.</summary>
internal static class Reading
{
    /// <summary>Reads a file's pages. A file that cannot be read still comes back, with the reason.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static ReadDocument Open(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"'{path}' is a folder. Name a file, or for a folder of texts add --gold-form OUT.");
        if (!File.Exists(path))
            throw new UsageException($"There is no file '{path}'. Check the name.");
        return new DocumentReader().Read(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>What is known of a document from outside its text: what a person said first, then what the file says of itself.</summary>
    public static ReadingContext ContextOf(ReadDocument opened, string? kind, string? date, IReadOnlyList<string> petitioners) =>
        new(kind, opened.Title, null, date ?? opened.Date, petitioners);

    /// <summary>
    /// Facts, statements and record citations of a document. A mistake of ours in a finder must not keep a document off the file: it
    /// comes back as a failure to tell, beside what the other finders gave.
    /// </summary>
    public static (ReadingResult Result, string? Failure) Read(DocumentText text, ReadingContext context)
    {
        var citations = RecordCitations.Find(text);
        try
        {
            return (CaseReader.Read(text, context) with { Citations = citations }, null);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException and not OperationCanceledException)
        {
            return (new ReadingResult([], [], citations), $"Our fact finder failed on this document ({wrong.GetType().Name}: {wrong.Message}): its pages are kept, but no fact was proposed. Please report it.");
        }
    }
}
