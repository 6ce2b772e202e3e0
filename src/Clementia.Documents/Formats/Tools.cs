using System.Diagnostics;
using System.Text;

namespace Clementia.Documents.Formats;

/// <summary>The helper programs of this machine (Tesseract, poppler, converters), found on a search path and run under a time limit.</summary>
internal sealed class Tools(string searchPath)
{
    private const int MaxOutput = 64 << 20;

    /// <summary>Those on this process's own search path.</summary>
    public static Tools OfThisMachine { get; } = new(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Where the program stands, or null when it is not installed.</summary>
    public string? Find(string program)
    {
        foreach (var folder in searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var ending in OperatingSystem.IsWindows() ? new[] { ".exe" } : [""])
            {
                var path = Path.Combine(folder, program + ending);
                if (File.Exists(path))
                    return path;
            }
        }
        return null;
    }

    /// <summary>Runs a program to its end. When it takes too long it is killed with all that it started.</summary>
    public static ToolRun Run(string program, IEnumerable<string> arguments, TimeSpan time, CancellationToken cancel, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? "",
        };
        // Tesseract's own threads wait for each other most of the time: one thread a page is four times as fast.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return new(-1, "", error.Message, TimedOut: false);
        }
        using (process)
        {
            process!.StandardInput.Close();
            var errors = ReadAsync(process.StandardError, 1 << 16);
            var output = ReadAsync(process.StandardOutput, MaxOutput);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(time);
            try
            {
                process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
                // Something that the program left running may hold its output open.
                return Task.WaitAll([output, errors], (int)time.TotalMilliseconds, cancel)
                    ? new(process.ExitCode, output.Result, errors.Result, TimedOut: false)
                    : new(-1, "", "", TimedOut: true);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
                cancel.ThrowIfCancellationRequested();
                return new(-1, "", "", TimedOut: true);
            }
        }
    }

    // Reads to the end, so that the program never waits for us, but keeps no more than the limit.
    private static async Task<string> ReadAsync(StreamReader reader, int limit)
    {
        var text = new StringBuilder();
        var buffer = new char[8192];
        for (int read; (read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            if (text.Length < limit)
                text.Append(buffer, 0, read);
        }
        return text.ToString();
    }
}

/// <summary>How a helper program's run ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors, bool TimedOut)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>What went wrong, in half a sentence.</summary>
    public string Failure => TimedOut ? "took too long"
        : Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? $"said \"{last}\"" : $"ended with code {ExitCode}";
}

/// <summary>A folder for a helper program's files, gone with everything in it when done.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("clementia-").FullName;

    public string File(string name, ReadOnlySpan<byte> bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // The system clears its temporary folder; a file that is still held is no reason to lose the reading.
        }
    }
}
