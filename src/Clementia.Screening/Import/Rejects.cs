using System.Text;

namespace Clementia.Screening.Import;

/// <summary>The rows that could not be read, with where and why, kept on disk while the import runs: there may be millions.</summary>
internal sealed class Rejects : IDisposable
{
    public const string FileName = "rejects.csv";

    private readonly string _path = Path.Combine(Path.GetTempPath(), "clementia-rejects-" + Guid.NewGuid().ToString("N"));
    private readonly FileStream _file;
    private readonly StreamWriter _writer;

    public Rejects()
    {
        _file = new(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        _writer = new(_file, new UTF8Encoding(false)) { NewLine = "\n" };
        _writer.WriteLine("row,column,value,reason");
    }

    public long Count { get; private set; }

    /// <summary>The first of them, for a message.</summary>
    public string? First { get; private set; }

    public void Add(long row, string variable, string value, string reason)
    {
        First ??= $"row {row}{(variable.Length > 0 ? $", {variable} = '{value}'" : "")}: {reason}";
        _writer.WriteLine($"{row},{Quoted(variable)},{Quoted(value)},{Quoted(reason)}");
        Count++;
    }

    public void CopyTo(string folder)
    {
        _writer.Flush();
        _file.Position = 0;
        using var to = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew);
        _file.CopyTo(to);
        _file.Position = _file.Length;
    }

    /// <summary>A text as a cell of CSV.</summary>
    public static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim() == text ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
