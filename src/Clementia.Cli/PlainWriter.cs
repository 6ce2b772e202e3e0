using System.Buffers;
using System.Globalization;
using System.Text;

namespace Clementia.Cli;

/// <summary>
/// What is printed comes from documents and file names of strangers: a control character would command the terminal, and one that turns the
/// direction of writing would show a name backwards. Each is printed as JSON writes it, so JSON says the same as before.
/// </summary>
internal sealed class PlainWriter(TextWriter to) : TextWriter(CultureInfo.InvariantCulture)
{
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7f).Concat(Enumerable.Range(0x80, 0x20)).Concat(Enumerable.Range(0x202a, 5)).Concat(Enumerable.Range(0x2066, 4)).Append(0x200e).Append(0x200f)
            .Select(c => (char)c).Except(['\n', '\t']).Except(Environment.NewLine)]);

    public override Encoding Encoding => to.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (int at; (at = buffer.IndexOfAny(s_escaped)) >= 0; buffer = buffer[(at + 1)..])
        {
            to.Write(buffer[..at]);
            to.Write($"\\u{(int)buffer[at]:x4}");
        }
        to.Write(buffer);
    }

    public override void WriteLine(string? value)
    {
        Write(value.AsSpan());
        to.WriteLine();
    }

    public override void Flush() => to.Flush();
}
