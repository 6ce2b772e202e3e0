namespace Clementia.Cli;

internal static class Program
{
    private static int Main(string[] arguments) =>
        arguments is ["read", var folder, "--gold-form", var output] ? ReadFolder.Run(folder, output) : 2;
}

internal sealed class UsageException(string message) : Exception(message);
