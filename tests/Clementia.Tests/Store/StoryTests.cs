using System.Security.Cryptography;
using Clementia.Casework;
using Clementia.Store;

namespace Clementia.Tests.Store;

/// <summary>A workspace in a scratch folder or a database of its own, and the words in which the tests tell their stories.</summary>
public abstract class StoryTests : IDisposable
{
    private protected static readonly DateTimeOffset s_at = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    protected string Scratch { get; } = Directory.CreateTempSubdirectory("clementia-store-").FullName;

    protected abstract string NewLocation();

    protected Workspace NewWorkspace() => Open(NewLocation());

    protected Workspace Open(string location)
    {
        var opened = Workspace.Open(location, KeyFile(location));
        Assert.Null(opened.Refused);
        return opened.Value;
    }

    /// <summary>A database has no folder for its key.</summary>
    private protected string? KeyFile(string location) => location.Contains("Host=") ? Path.Combine(Scratch, $"key-{Sha256(System.Text.Encoding.UTF8.GetBytes(location))[..16]}") : null;

    public virtual void Dispose()
    {
        Directory.Delete(Scratch, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static System.Data.Common.DbConnection Database(string location)
    {
        System.Data.Common.DbConnection connection = location.Contains("Host=")
            ? new Npgsql.NpgsqlConnection(location)
            : new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(location, "clementia.db")};Pooling=false");
        connection.Open();
        return connection;
    }

    private protected static string NewPetition(Workspace workspace, string title = "Petition of Ana Ruiz") => workspace.OpenPetition(title, "Clerk", s_at).Value;

    private protected static int Append(Workspace workspace, string petition, Entry entry) =>
        workspace.Append(petition, workspace.Read(petition).Value[^1].Number + 1, "Clerk", s_at, entry).Value;

    private protected static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private protected static int FileDocument(Workspace workspace, string petition, byte[] document, string name)
    {
        var blob = workspace.Put(document).Value;
        return Append(workspace, petition, new DocumentFiled(blob.Sha256, name, blob.Size, "text/plain", null, null, null, "Counsel", Confidentiality.Confidential));
    }

    private protected static FactVetted Vetted(string fact) => new(fact, Verdict.Confirm, null, "The judgment says so.");
}
