using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Clementia.Store;

/// <summary>Files that are there after a power cut once a call has returned, and that nobody but their owner reads.</summary>
internal static partial class Durable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder for the owner alone; its own entry in the folder above is durable too.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        var above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (above is not null)
            CreateFolder(above);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        if (above is not null)
            SyncFolder(above);
    }

    /// <summary>A new file for the owner alone.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>Makes an empty file for the owner alone where there is none: what a library then writes into it stays theirs.</summary>
    public static void Touch(string path)
    {
        if (File.Exists(path))
            return;
        try
        {
            Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    /// <summary>Writes a file under its name at once or not at all, replacing what was there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part";
        try
        {
            using (var file = Create(beside))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            Rename(beside, path);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Writes a text file, UTF-8, at once or not at all.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Gives a file its final name, durably. The file's own bytes must be on the disk already.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Removes a file, durably; nothing when it is not there.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>A name in a folder is durable only when the folder itself was synced: POSIX leaves that to the writer.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals names, and gives no handle on a folder to flush.
        var folder = OpenFile(path, 0);
        if (folder < 0)
            throw new IOException($"The folder '{path}' cannot be opened to make its names durable (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            const int invalid = 22; // EINVAL: a file system that has nothing to sync here says so.
            if (Sync(folder) != 0 && Marshal.GetLastPInvokeError() != invalid)
                throw new IOException($"The names in the folder '{path}' cannot be made durable (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(folder);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
