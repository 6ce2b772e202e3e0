using System.Runtime.CompilerServices;

namespace Clementia.Tests;

/// <summary>Where the repository's own files and the real data beside it are.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>A file or folder of the real data beside the repository; skips the test, with the reason, when it is not there.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Root, "..", "shared", .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"The real data is not here: no shared/{string.Join('/', parts)} beside the repository.");
        return Path.GetFullPath(path);
    }

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
