namespace Clementia.Tests.Dockets;

internal static class SharedFolder
{
    /// <summary>A path in the folder `shared` beside the repository; skips the test, saying why, when it is not there.</summary>
    public static string PathOrSkip(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Clementia.slnx")))
                continue;
            var path = Path.Combine([folder.Parent!.FullName, "shared", .. parts]);
            if (!Path.Exists(path))
                Assert.Skip($"'{Path.Combine(["../shared", .. parts])}' is not there: this test needs the data that lies beside the repository.");
            return path;
        }
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
