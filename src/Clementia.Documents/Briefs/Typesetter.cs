using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Clementia.Casework;

namespace Clementia.Documents.Briefs;

/// <summary>
/// Sets PDFs with Typst, in one node process that is started at the first need and ends with this object. Text reaches it as
/// data (a JSON file beside the template), never as source, so a document called <c>#eval("...")</c> is only a name.
/// </summary>
public sealed class Typesetter : IDisposable
{
    private const string Package = "@myriaddreamin/typst-ts-node-compiler";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Lock _turn = new();
    private readonly string? _packageFolder;
    private Process? _process;

    /// <summary>A typesetter that looks for its package where <c>./run</c> installs it.</summary>
    public Typesetter()
        : this(FindPackageFolder())
    {
    }

    internal Typesetter(string? packageFolder) => _packageFolder = packageFolder;

    /// <summary>Whether node and the Typst package are here, or what to install.</summary>
    public Refusal? Missing =>
        Programs.Find("node") is null
            ? new Refusal("node is not installed, and it sets the PDF.", "Install Node.js 20 or later, or ask for .docx or .html.")
            : _packageFolder is null
                ? new Refusal($"The typesetter ({Package}) is not installed.",
                    "Run: npm install --no-save --prefix src/Clementia.Documents/Briefs/typst  (./run does it), or ask for .docx or .html.")
                : null;

    /// <summary>Sets one document.</summary>
    /// <param name="template">Typst source; it reads <c>data.json</c>.</param>
    /// <param name="data">The content, as JSON.</param>
    /// <param name="files">Pictures by the name under which the data speaks of them.</param>
    /// <param name="pdf">The PDF.</param>
    /// <param name="warnings">Gains a sentence where the PDF is less than it should be.</param>
    /// <param name="refusal">Why it could not be set.</param>
    internal bool TrySet(
        string template,
        string data,
        IEnumerable<(string Name, byte[] Bytes)> files,
        List<string> warnings,
        [NotNullWhen(true)] out byte[]? pdf,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        pdf = null;
        if ((refusal = Missing) is not null)
            return false;
        lock (_turn)
        {
            try
            {
                var process = _process ??= Start();
                using var watch = new Timer(_ => Kill(process), null, s_patience, Timeout.InfiniteTimeSpan);
                var to = process.StandardInput.BaseStream;
                var all = files.Prepend(("data.json", Encoding.UTF8.GetBytes(data))).Prepend(("template", Encoding.UTF8.GetBytes(template))).ToList();
                Send(to, all.Count);
                foreach (var (name, bytes) in all)
                {
                    SendBlock(to, Encoding.UTF8.GetBytes(name));
                    SendBlock(to, bytes);
                }
                to.Flush();
                using var answer = JsonDocument.Parse(ReceiveBlock(process.StandardOutput.BaseStream));
                var body = ReceiveBlock(process.StandardOutput.BaseStream);
                if (answer.RootElement.GetProperty("missing").GetString() is { Length: > 0 } letters)
                    warnings.Add($"No font on this machine has {letters}: the PDF prints boxes for them and is not marked PDF/UA. "
                        + "Install a font that has them (fonts-noto-cjk, fonts-noto), or ask for .docx or .html.");
                if (answer.RootElement.GetProperty("error").GetString() is { Length: > 0 } error)
                {
                    refusal = new Refusal($"The typesetter could not set the document: {error}", "Ask for .docx or .html, and report it.");
                    return false;
                }
                pdf = body;
                return true;
            }
            catch (Exception exception) when (exception is IOException or EndOfStreamException or System.ComponentModel.Win32Exception)
            {
                End();
                refusal = new Refusal($"The typesetter stopped: {exception.Message}", "Try again; if it stops again, ask for .docx or .html and report it.");
                return false;
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Programs.Find("node")!)
        {
            ArgumentList = { "--input-type=module", "--eval", Resource("set.mjs"), _packageFolder! },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>A file of this folder that is built into the program.</summary>
    internal static string Resource(string name)
    {
        using var stream = typeof(Typesetter).Assembly.GetManifestResourceStream($"Briefs/{name}")
            ?? throw new InvalidOperationException($"The program was built without Briefs/typst/{name}. Embed it in Clementia.Documents.csproj.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The folder that holds node_modules with the package: CLEMENTIA_TYPST, beside the program, or in the source tree above it.</summary>
    private static string? FindPackageFolder()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("CLEMENTIA_TYPST") is { Length: > 0 } named)
            folders.Add(named);
        folders.Add(Path.Combine(AppContext.BaseDirectory, "typst"));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "src", "Clementia.Documents", "Briefs", "typst"));
        return folders.Find(folder => File.Exists(Path.Combine(folder, "node_modules", Package, "package.json")));
    }

    private static void Send(Stream to, int number)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, number);
        to.Write(four);
    }

    private static void SendBlock(Stream to, byte[] bytes)
    {
        Send(to, bytes.Length);
        to.Write(bytes);
    }

    private static byte[] ReceiveBlock(Stream from)
    {
        Span<byte> four = stackalloc byte[4];
        from.ReadExactly(four);
        var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(four)];
        from.ReadExactly(bytes);
        return bytes;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private void End()
    {
        if (_process is not { } process)
            return;
        _process = null;
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended by itself.
        }
        if (!process.WaitForExit(2000))
            Kill(process);
        process.Dispose();
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        lock (_turn)
            End();
    }
}
