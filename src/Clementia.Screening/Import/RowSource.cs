using System.IO.Compression;
using System.Security.Cryptography;

namespace Clementia.Screening.Import;

/// <summary>Rows of cells, one after the other: a table as text, whatever file it came in.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>The names of the cells.</summary>
    public abstract IReadOnlyList<string> Header { get; }

    /// <summary>Only these cells will be asked for.</summary>
    public virtual void Keep(IReadOnlySet<int> columns)
    {
    }

    /// <summary>The next row; false at the end.</summary>
    public abstract bool Next();

    /// <summary>Why this row cannot be read as cells at all, or null.</summary>
    public abstract string? Fault { get; }

    /// <summary>A cell of this row, as it stands. Valid until the next row.</summary>
    public abstract ReadOnlySpan<byte> this[int column] { get; }

    /// <summary>The line or record of the file where this row begins, from 1, as a reader of the file counts.</summary>
    public abstract long Place { get; }

    /// <summary>Bytes of the file read so far, and all of them.</summary>
    public abstract (long Read, long All) Progress { get; }

    /// <summary>SHA-256 of the file, in hex. Call at the end.</summary>
    public abstract string Hash { get; }

    public abstract void Dispose();
}

/// <summary>A file read once from beginning to end: its bytes are hashed as they stand, then unpacked where it is compressed.</summary>
internal sealed class SourceFile : Stream
{
    private readonly FileStream _file;
    private readonly Stream _plain;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private System.Diagnostics.Process? _xz;
    private Task? _feed;
    private long _position;

    public SourceFile(string path)
    {
        FileName = path;
        if (Directory.Exists(path))
            throw new PopulationException($"{path}: this is a folder. Name the file to import.");
        if (!File.Exists(path))
            throw new PopulationException($"{path}: there is no such file.");
        try
        {
            _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PopulationException($"{path}: it cannot be opened ({error.Message.TrimEnd('.')}).");
        }
        All = _file.Length;
        Span<byte> magic = stackalloc byte[6];
        var got = _file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        _file.Position = 0;
        magic = magic[..got];
        _plain = magic.Length > 1 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(new Tap(this), CompressionMode.Decompress)
            : magic.Length == 6 && magic[0] == 0xFD && magic[1..].SequenceEqual("7zXZ\0"u8) ? Unpack(path)
            : new Tap(this);
    }

    public string FileName { get; }

    public long All { get; }

    public long Taken { get; private set; }

    public string Hash
    {
        get
        {
            // What follows the packed data still belongs to the file.
            var rest = new byte[1 << 16];
            while (Take(rest) > 0)
            {
            }
            return Convert.ToHexStringLower(_hash.GetCurrentHash());
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int got;
        try
        {
            got = _plain.Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw new PopulationException($"{FileName}: the packed data is damaged ({error.Message.TrimEnd('.')}). Fetch the file again.");
        }
        if (got == 0 && _xz is { } xz)
        {
            _feed?.Wait();
            xz.WaitForExit();
            if (xz.ExitCode != 0)
                throw new PopulationException($"{FileName}: xz cannot unpack it ({xz.StandardError.ReadToEnd().Trim()}). Fetch the file again.");
        }
        _position += got;
        return got;
    }

    // .NET has no reader of xz; the program is on most systems.
    private Stream Unpack(string path)
    {
        try
        {
            _xz = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("xz", ["--decompress", "--stdout"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PopulationException($"{path}: packed with xz, and there is no program 'xz' here to unpack it. Unpack it first: xz -d {Path.GetFileName(path)}");
        }
        _feed = Task.Run(() =>
        {
            var buffer = new byte[1 << 16];
            try
            {
                for (int got; (got = Take(buffer)) > 0;)
                    _xz.StandardInput.BaseStream.Write(buffer, 0, got);
                _xz.StandardInput.Close();
            }
            catch (IOException)
            {
                // xz gave up before the end: its exit code says so.
            }
        });
        return _xz.StandardOutput.BaseStream;
    }

    private int Take(Span<byte> buffer)
    {
        var got = _file.Read(buffer);
        _hash.AppendData(buffer[..got]);
        Taken += got;
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        if (_xz is { HasExited: false })
            _xz.Kill();
        _plain.Dispose();
        _xz?.Dispose();
        _file.Dispose();
        _hash.Dispose();
        base.Dispose(disposing);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The file's own bytes, counted and hashed on the way.</summary>
    private sealed class Tap(SourceFile owner) : Stream
    {
        public override int Read(Span<byte> buffer) => owner.Take(buffer);

        public override int Read(byte[] buffer, int offset, int count) => owner.Take(buffer.AsSpan(offset, count));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
