using System.Data.Common;
using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clementia.Casework;

namespace Clementia.Store;

/// <summary>What an export holds.</summary>
/// <param name="Petition">Its id.</param>
/// <param name="Entries">Number of entries.</param>
/// <param name="Documents">Number of documents and readings.</param>
/// <param name="Folder">Where it lies.</param>
public sealed record Exported(string Petition, int Entries, int Documents, string Folder);

/// <summary>What a bundle holds beside an export's docket, proofs and documents, and what it withholds of them.</summary>
/// <param name="Entries">Of how many entries it was made: someone may write meanwhile.</param>
/// <param name="Withheld">
/// The entries whose bodies are withheld, each as its removal by order would be recorded (so that ids stay what they are), with "withheld: " and
/// the class in place of the order. Their leaves stand, so the docket verifies.
/// </param>
/// <param name="Files">Its own files: below "data/", and beside it what a person opens first.</param>
public sealed record BundleParts(int Entries, IReadOnlyList<BodyRemoved> Withheld, IReadOnlyList<(string Name, byte[] Bytes)> Files);

/// <summary>The docket in an export, read without the workspace it came from. It is not checked: see <see cref="Workspace.VerifyExport"/>.</summary>
/// <param name="Petition">Its id.</param>
/// <param name="Size">How many entries the docket has.</param>
/// <param name="Entries">The entries; behind them, for each body that is withheld, one that says so as a removal by order would.</param>
/// <param name="Withheld">The bodies that are withheld.</param>
/// <param name="Checkpoint">The signed checkpoint over all entries.</param>
/// <param name="Verifier">The office's public key, as it lies in the export.</param>
public sealed record ExportedDocket(string Petition, int Size, IReadOnlyList<DocketEntry> Entries, IReadOnlyList<BodyRemoved> Withheld, string Checkpoint, string Verifier)
{
    /// <summary>Entries as they are seen where some bodies are withheld.</summary>
    public static IReadOnlyList<DocketEntry> Seen(IReadOnlyList<DocketEntry> entries, IReadOnlyList<BodyRemoved> withheld)
    {
        var gone = withheld.Select(one => one.Number).ToHashSet();
        var last = entries[^1];
        return [.. entries.Select(entry => gone.Contains(entry.Number) ? entry with { Body = null } : entry),
            .. withheld.Select((one, i) => new DocketEntry(last.Number + 1 + i, last.At, last.Actor, nameof(BodyRemoved), one))];
    }
}

public sealed partial class Workspace
{
    private const string DocketFile = "data/docket.jsonl";
    private const string CheckpointFile = "data/checkpoint.txt";
    private const string ConsistencyFile = "data/consistency.json";
    private const string OfficeFile = "data/office.json";
    private const string KeyFile = "data/key.txt";
    private const string CheckpointsFolder = "data/checkpoints/";
    private const string DocumentsFolder = "data/documents/";

    /// <summary>
    /// Writes a petition as a BagIt bag (RFC 8493) that verifies without this workspace: its docket with a proof for each entry, its
    /// checkpoints, the public key, its registration by the office, and its documents and readings. The folder must not be there, or be empty.
    /// </summary>
    /// <param name="petition">Its id.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="at">When.</param>
    /// <param name="parts">What a bundle adds and withholds; null for an export of the whole.</param>
    public Result<Exported> Export(string petition, string folder, DateTimeOffset at, BundleParts? parts = null)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (IsOccupied(folder))
            return new Refusal($"'{folder}' is there already and not empty.", "Name a folder that is not there yet.");
        var part = $"{folder}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part";
        try
        {
            var exported = ExportTo(petition, part, at, parts);
            if (exported.Refused is not null)
                return exported;
            // What leaves the house is checked as the receiver will check it.
            if (VerifyExport(part, Verifier).Misfit is { } misfit)
                return new Refusal($"The export would not verify: {misfit}", "Run verify on the workspace.");
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(part, folder);
            Durable.SyncFolder(Path.GetDirectoryName(folder)!);
            return exported.Value with { Folder = folder };
        }
        catch (Exception damaged) when (damaged is FormatException or JsonException or InvalidCastException or InvalidOperationException or ArgumentException)
        {
            return new Refusal($"The docket of {petition} cannot be exported: {damaged.Message.TrimEnd('.')}.", "Run verify to see what does not fit.");
        }
        catch (Exception failed) when (failed is DbException or IOException or UnauthorizedAccessException)
        {
            return new Refusal($"The export to '{folder}' failed: {failed.Message}", "Nothing is left of it. Check the place, and that the disk is not full.");
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
        }
    }

    private static bool IsOccupied(string folder) => File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());

    // An entry as it is exported.
    private sealed record Line(Envelope Envelope, byte[] Leaf, byte[]? Salt, byte[]? Body);

    private static List<Line> Lines(Engine engine, DbConnection connection, string petition, int size)
    {
        var lines = new List<Line>();
        engine.Scan(connection, petition, 1, size, (scoped in Row row) =>
        {
            lines.Add(new(
                new(petition, row.Number, Encoding.UTF8.GetString(row.Time), Encoding.UTF8.GetString(row.Actor), Encoding.UTF8.GetString(row.Kind), Convert.ToHexStringLower(row.Digest)),
                row.Leaf.ToArray(), row.HasSalt ? row.Salt.ToArray() : null, row.HasBody ? row.Body.ToArray() : null));
            return true;
        });
        return lines;
    }

    private Result<Exported> ExportTo(string petition, string folder, DateTimeOffset at, BundleParts? parts)
    {
        using var connection = _engine.OpenReader();
        var heads = connection.Rows(row => (Size: row.GetInt32(0), Note: row.GetString(1)), "select size, note from heads where petition = @petition", ("petition", petition));
        if (heads.Count == 0 || petition == Office)
            return Unknown(petition);
        var (size, note) = heads[0];
        var lines = Lines(_engine, connection, petition, size);
        var issued = connection.Rows(row => (Size: row.GetInt32(0), Note: row.GetString(1)), "select size, note from checkpoints where petition = @petition order by size", ("petition", petition));
        var officeHead = connection.Rows(row => (Size: row.GetInt32(0), Note: row.GetString(1)), "select size, note from heads where petition = @petition", ("petition", Office)).FirstOrDefault();
        var officeLines = Lines(_engine, connection, Office, officeHead.Size);
        var registration = officeLines.Find(line => line.Body is not null && line.Envelope.Kind == nameof(PetitionRegistered)
            && EntryBody.ReadOffice(line.Envelope.Kind, line.Body) is PetitionRegistered registered && registered.Petition == petition);
        if (lines.Count != size || registration is null || officeLines.Count != officeHead.Size)
            return new Refusal($"The docket of {petition} is not whole.", "Run verify to see what is missing.");

        if (parts is not null && parts.Entries != size)
            return new Refusal($"Someone wrote on {petition} meanwhile.", "Make the bundle again.");
        var withheld = (parts?.Withheld ?? []).ToDictionary(one => one.Number);
        var bag = new Bag(folder);
        var tree = TreeOf(lines);
        var orders = lines.Where(line => line.Envelope.Kind == nameof(BodyRemoved) && line.Body is not null)
            .Select(line => (line.Envelope.Number, Order: (BodyRemoved)EntryBody.Read(line.Envelope.Kind, line.Body!))).ToDictionary(order => order.Order.Number);
        using (var docket = bag.Create(DocketFile))
        {
            foreach (var line in lines)
            {
                docket.Write(Written(line, tree.InclusionProof(line.Envelope.Number - 1, size), orders.TryGetValue(line.Envelope.Number, out var order) ? (order.Number, order.Order.Order) : null, withheld: withheld.GetValueOrDefault(line.Envelope.Number)));
                docket.WriteByte((byte)'\n');
            }
        }
        bag.Write(CheckpointFile, note);
        bag.Write(KeyFile, Verifier + "\n" + Verifier.For(Origin(petition)) + "\n");
        foreach (var checkpoint in issued)
            bag.Write($"{CheckpointsFolder}{checkpoint.Size:d8}.txt", checkpoint.Note);
        var steps = issued.Select(checkpoint => checkpoint.Size).Append(size).Distinct().ToArray();
        bag.Write(ConsistencyFile, Json(writer =>
        {
            writer.WriteStartArray();
            for (var i = 1; i < steps.Length; i++)
            {
                writer.WriteStartObject();
                writer.WriteNumber("from", steps[i - 1]);
                Proof(writer, tree.ConsistencyProof(steps[i - 1], steps[i]));
                writer.WriteNumber("to", steps[i]);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }));
        bag.Write(OfficeFile, [.. Written(registration, TreeOf(officeLines).InclusionProof(registration.Envelope.Number - 1, officeHead.Size), null, officeHead.Note), (byte)'\n']);

        var documents = new SortedSet<string>(StringComparer.Ordinal);
        var classes = new Dictionary<Confidentiality, int>();
        foreach (var line in lines.Where(line => line.Body is not null && !withheld.ContainsKey(line.Envelope.Number)))
        {
            documents.UnionWith(BytesNamed(line.Envelope.Kind, line.Body));
            if (line.Envelope.Kind == nameof(DocumentFiled))
            {
                var filed = (DocumentFiled)EntryBody.Read(line.Envelope.Kind, line.Body!);
                classes[filed.Confidentiality] = classes.GetValueOrDefault(filed.Confidentiality) + 1;
            }
        }
        foreach (var sha256 in documents)
        {
            if (OpenBlob(sha256).IsRefused(out var refused, out var bytes))
                return refused;
            using (bytes)
            using (var file = bag.Create(DocumentsFolder + sha256))
                bytes.CopyTo(file);
        }
        foreach (var (name, bytes) in parts?.Files ?? [])
            bag.Write(name, bytes);
        bag.Close(
        [
            ("Bagging-Date", at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Bag-Software-Agent", $"Clementia {typeof(Workspace).Assembly.GetName().Version?.ToString(3)}"),
            ("External-Identifier", Origin(petition)),
            ("Clementia-Entries", size.ToString(CultureInfo.InvariantCulture)),
            // Whoever holds the bag must know how to hold it: the strictest class first.
            ("Clementia-Confidentiality", classes.Count == 0 ? "no documents" : string.Join(", ", Enum.GetValues<Confidentiality>().Reverse().Where(classes.ContainsKey)
                .Select(confidentiality => $"{classes[confidentiality]} {confidentiality.ToString().ToLowerInvariant()}"))),
            .. withheld.Count == 0 ? [] : new[] { ("Clementia-Withheld", $"{withheld.Count} entries") },
        ]);
        return new Exported(petition, size, documents.Count, folder);
    }

    private static MerkleTree TreeOf(List<Line> lines)
    {
        var tree = new MerkleTree();
        foreach (var line in lines)
            tree.Add(line.Leaf);
        return tree;
    }

    // One line of canonical JSON: whoever hashes the parts hashes what stands there.
    private static byte[] Written(Line line, IReadOnlyList<byte[]> proof, (int By, string Order)? removed, string? checkpoint = null, BodyRemoved? withheld = null) => Json(writer =>
    {
        writer.WriteStartObject();
        if (line.Body is not null && withheld is null)
        {
            writer.WritePropertyName("body");
            writer.WriteRawValue(line.Body);
        }
        if (checkpoint is not null)
            writer.WriteString("checkpoint", checkpoint);
        writer.WritePropertyName("envelope");
        writer.WriteRawValue(line.Envelope.Canonical());
        writer.WriteString("leaf", Convert.ToHexStringLower(line.Leaf));
        Proof(writer, proof);
        if (removed is var (by, order))
        {
            writer.WriteStartObject("removed");
            writer.WriteNumber("by", by);
            writer.WriteString("order", order);
            writer.WriteEndObject();
        }
        if (line.Salt is not null && withheld is null)
            writer.WriteString("salt", Convert.ToHexStringLower(line.Salt));
        if (withheld is not null)
        {
            writer.WritePropertyName("withheld");
            writer.WriteRawValue(EntryBody.Write(withheld));
        }
        writer.WriteEndObject();
    });

    private static void Proof(Utf8JsonWriter writer, IReadOnlyList<byte[]> proof)
    {
        writer.WriteStartArray("proof");
        foreach (var hash in proof)
            writer.WriteBase64StringValue(hash);
        writer.WriteEndArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
            write(writer);
        return CanonicalJson.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>
    /// Verifies an export on any machine, without the workspace it came from: the bag's manifests, every body, leaf and proof, the root
    /// against the signed checkpoints, the registration by the office, and that every document is there.
    /// </summary>
    /// <param name="folder">The bag.</param>
    /// <param name="trusted">
    /// The office's public key, had from elsewhere. Without it the export is checked against the key that lies in it: that shows damage, and
    /// that one hand made the whole, not whose.
    /// </param>
    public static Verification VerifyExport(string folder, VerifierKey? trusted = null)
    {
        try
        {
            return VerifyBag(folder, trusted);
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException or FormatException or JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            return Broken(new(null, null, "The export cannot be read", "an export as Clementia writes it", damaged.Message));
        }
    }

    private static Verification Broken(Misfit misfit) => new(misfit, 0, 0, 0, [], "", []);

    private static Verification VerifyBag(string folder, VerifierKey? trusted)
    {
        if (Bag.Misfit(folder) is { } broken)
            return Broken(broken);
        string Text(string name) => File.ReadAllText(Path.Combine(folder, name));

        var keys = Text(KeyFile).Split('\n');
        if (VerifierKey.TryParse(keys[0]) is not { } verifier)
            return Broken(new(null, null, "The public key cannot be read", "name+id+base64", keys[0]));
        if (trusted is not null && !trusted.Key.AsSpan().SequenceEqual(verifier.Key))
            return Broken(new(null, null, "The export is signed with another key than the one that is trusted", trusted.ToString(), verifier.ToString()));
        var note = Text(CheckpointFile);
        if (SigningKey.Checked(note, verifier) is not { } head || head.Origin.Split('/') is not ["clementia", var workspace, var petition] || verifier.Name != $"clementia/{workspace}/{Office}")
            return Broken(new(null, null, "The signature of the checkpoint does not hold", $"a checkpoint signed with {verifier}", $"'{note.ReplaceLineEndings(" | ")}'"));
        if (keys.Length != 3 || keys[1] != verifier.For(head.Origin).ToString() || keys[2].Length > 0)
            return Broken(new(petition, null, "The public key under the petition's name does not follow from the office's", verifier.For(head.Origin).ToString(), string.Join(" | ", keys[1..])));

        var earlier = Directory.Exists(Path.Combine(folder, CheckpointsFolder))
            ? Directory.GetFiles(Path.Combine(folder, CheckpointsFolder)).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray()
            : [];
        var sizes = earlier.Select(text => SigningKey.Checked(text, verifier)?.Size ?? -1).ToArray();
        var check = new DocketCheck(petition, head.Origin, verifier);
        var run = new EntryCheck(petition, 1, int.MaxValue, [.. sizes.Where(size => size > 0)]);
        Misfit? wrong = null;
        var removedInLines = new Dictionary<int, (int By, string Order)>();
        var withheld = new List<string>();
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, DocketFile)))
        {
            number++;
            using var parsed = JsonDocument.Parse(CanonicalJson.Of(line));
            wrong = CheckLine(parsed.RootElement, petition, number, head, run);
            if (parsed.RootElement.TryGetProperty("removed", out var removed))
                removedInLines[number] = (removed.GetProperty("by").GetInt32(), removed.GetProperty("order").GetString() ?? "");
            if (parsed.RootElement.TryGetProperty("withheld", out var kept))
            {
                // A withheld body is not removed: no order is needed, and its leaf stands for it.
                if (run.WithoutBody.Remove(number) && WithheldIn(kept, number) is { } said)
                    withheld.Add($"{petition}, entry {number} ({parsed.RootElement.GetProperty("envelope").GetProperty("kind").GetString()}): {said.Order}");
                else
                    wrong ??= new(petition, number, "The line does not say rightly what is withheld", "no body, and its number and class", kept.GetRawText());
            }
            if (wrong is not null || run.Misfit is not null)
                break;
        }
        check.Add(run);
        if (wrong is not null)
            check.Fail(wrong);
        check.Head(note);
        var gone = check.Removed();
        if (check.Misfit is null && !gone.ToDictionary(body => body.Entry, body => (body.RecordedAs, body.Order)).OrderBy(pair => pair.Key).SequenceEqual(removedInLines.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, (pair.Value.By, pair.Value.Order)))))
            check.Fail(new(petition, null, "The lines do not say of removed bodies what the docket records", string.Join("; ", gone), string.Join("; ", removedInLines)));
        foreach (var text in earlier)
            check.Earlier(text);
        if (check.Misfit is null)
            check.Fail(CheckConsistency(Text(ConsistencyFile), petition, [.. sizes.Append(head.Size).Distinct()], check) ?? CheckRegistration(Text(OfficeFile), petition, workspace, verifier, check)!);
        if (check.Misfit is null && check.Documents.Order(StringComparer.Ordinal).FirstOrDefault(sha256 => !HasDocument(folder, sha256)) is { } missing)
            check.Fail(new(petition, null, $"The bytes of document {missing} do not fit", missing, "missing, or other bytes"));
        return new(check.Misfit, 1, number, check.Documents.Count, gone, note,
            [.. check.Notes, .. withheld]);
    }

    private static BodyRemoved? WithheldIn(JsonElement line, int number) =>
        EntryBody.Read(nameof(BodyRemoved), Encoding.UTF8.GetBytes(line.GetRawText())) is BodyRemoved one && one.Number == number && one.Documents.Count == 0 && one.Order.StartsWith("withheld: ", StringComparison.Ordinal) ? one : null;

    /// <summary>Reads the docket of an export, without checking it.</summary>
    /// <param name="folder">The bag.</param>
    public static Result<ExportedDocket> ReadExport(string folder)
    {
        try
        {
            var note = File.ReadAllText(Path.Combine(folder, CheckpointFile));
            var entries = new List<DocketEntry>();
            var withheld = new List<BodyRemoved>();
            string petition = "";
            foreach (var line in File.ReadLines(Path.Combine(folder, DocketFile)))
            {
                using var parsed = JsonDocument.Parse(CanonicalJson.Of(line));
                var envelope = parsed.RootElement.GetProperty("envelope");
                var (number, kind) = (envelope.GetProperty("number").GetInt32(), envelope.GetProperty("kind").GetString()!);
                petition = envelope.GetProperty("petition").GetString()!;
                if (!DocketTime.TryRead(Encoding.UTF8.GetBytes(envelope.GetProperty("time").GetString()!), out var at))
                    throw new FormatException($"The time of entry {number} is damaged.");
                entries.Add(new(number, at, envelope.GetProperty("actor").GetString()!, kind,
                    parsed.RootElement.TryGetProperty("body", out var body) ? EntryBody.Read(kind, Encoding.UTF8.GetBytes(body.GetRawText())) : null));
                if (parsed.RootElement.TryGetProperty("withheld", out var kept) && WithheldIn(kept, number) is { } one)
                    withheld.Add(one);
            }
            return new ExportedDocket(petition, entries.Count, ExportedDocket.Seen(entries, withheld), withheld, note, File.ReadAllLines(Path.Combine(folder, KeyFile))[0]);
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException or FormatException or JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return new Refusal($"The export in '{folder}' cannot be read: {damaged.Message}", "Run verify on it.");
        }
    }

    private static bool HasDocument(string folder, string sha256)
    {
        var file = Path.Combine(folder, DocumentsFolder + sha256);
        if (!IsFingerprint(sha256) || !File.Exists(file))
            return false;
        using var bytes = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256;
    }

    private static Misfit? CheckLine(JsonElement line, string petition, int number, Checkpoint head, EntryCheck run)
    {
        if (line.EnumerateObject().Select(member => member.Name).Except(["body", "checkpoint", "envelope", "leaf", "proof", "removed", "salt", "withheld"]).FirstOrDefault() is { } unknown)
            return new(petition, number, "The line has a member that this version does not know", "body, envelope, leaf, proof, removed, salt, withheld", unknown);
        var envelope = line.GetProperty("envelope");
        if (envelope.EnumerateObject().Count() != 6 || envelope.GetProperty("petition").GetString() != petition)
            return new(petition, number, "The envelope is that of another petition, or has other members", petition, envelope.GetRawText());
        byte[] Utf8(string name) => Encoding.UTF8.GetBytes(envelope.GetProperty(name).GetString() ?? "");
        var leaf = Convert.FromHexString(line.GetProperty("leaf").GetString() ?? "");
        var hasBody = line.TryGetProperty("body", out var body);
        var hasSalt = line.TryGetProperty("salt", out var salt);
        var row = new Row
        {
            Number = envelope.GetProperty("number").GetInt32(),
            Time = Utf8("time"),
            Actor = Utf8("actor"),
            Kind = Utf8("kind"),
            Digest = Convert.FromHexString(envelope.GetProperty("body").GetString() ?? ""),
            Leaf = leaf,
            HasSalt = hasSalt,
            Salt = hasSalt ? Convert.FromHexString(salt.GetString() ?? "") : [],
            HasBody = hasBody,
            Body = hasBody ? Encoding.UTF8.GetBytes(body.GetRawText()) : [],
        };
        run.Visit(in row);
        var proof = line.GetProperty("proof").EnumerateArray().Select(hash => hash.GetBytesFromBase64()).ToArray();
        return run.Misfit is null && !Merkle.Includes((ulong)(number - 1), (ulong)head.Size, leaf, proof, head.Root)
            ? new(petition, number, "The proof does not lead from the entry to the root of the checkpoint", Convert.ToBase64String(head.Root), "another root")
            : null;
    }

    private static Misfit? CheckConsistency(string json, string petition, int[] sizes, DocketCheck check)
    {
        using var parsed = JsonDocument.Parse(CanonicalJson.Of(json));
        var proofs = parsed.RootElement.EnumerateArray().ToArray();
        var expected = sizes.Zip(sizes.Skip(1)).ToArray();
        if (!proofs.Select(proof => (proof.GetProperty("from").GetInt32(), proof.GetProperty("to").GetInt32())).SequenceEqual(expected))
            return new(petition, null, "The consistency proofs are not those between the checkpoints", string.Join(", ", expected), json.Trim());
        foreach (var proof in proofs)
        {
            var (from, to) = (proof.GetProperty("from").GetInt32(), proof.GetProperty("to").GetInt32());
            if (check.RootAt(from) is not { } one || check.RootAt(to) is not { } other
                || !Merkle.Extends((ulong)from, (ulong)to, one, other, [.. proof.GetProperty("proof").EnumerateArray().Select(hash => hash.GetBytesFromBase64())]))
                return new(petition, null, $"The proof that the docket of {to} entries began as that of {from} does not hold", "a proof of RFC 9162", "none");
        }
        return null;
    }

    private static Misfit? CheckRegistration(string json, string petition, string workspace, VerifierKey verifier, DocketCheck check)
    {
        using var parsed = JsonDocument.Parse(CanonicalJson.Of(json));
        var line = parsed.RootElement;
        var note = line.GetProperty("checkpoint").GetString() ?? "";
        if (SigningKey.Checked(note, verifier) is not { } head || head.Origin != $"clementia/{workspace}/{Office}")
            return new(Office, null, "The signature of the office's checkpoint does not hold", $"a checkpoint signed with {verifier}", $"'{note.ReplaceLineEndings(" | ")}'");
        var number = line.GetProperty("envelope").GetProperty("number").GetInt32();
        var run = new EntryCheck(Office, number, number, []);
        if ((CheckLine(line, Office, number, head, run) ?? run.Misfit) is { } wrong)
            return wrong;
        var opening = check.First is null ? "" : Convert.ToHexStringLower(check.First);
        return run.OfficeEntries is [(_, PetitionRegistered registered)] && registered == new PetitionRegistered(petition, opening)
            ? null
            : new(Office, number, "The office's entry does not register this petition", $"{petition} with the first leaf {opening}", line.GetProperty("body").GetRawText());
    }
}

/// <summary>A BagIt bag (RFC 8493) with SHA-256 manifests.</summary>
internal sealed class Bag(string folder)
{
    private readonly SortedSet<string> _payload = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _beside = new(StringComparer.Ordinal);

    public FileStream Create(string name)
    {
        var path = Path.Combine(folder, name);
        Durable.CreateFolder(Path.GetDirectoryName(path)!);
        (name.StartsWith("data/", StringComparison.Ordinal) ? _payload : _beside).Add(name);
        return Durable.Create(path);
    }

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        using var file = Create(name);
        file.Write(bytes);
    }

    /// <summary>Writes the declaration, the information and the manifests.</summary>
    public void Close(IReadOnlyList<(string Label, string Value)> information)
    {
        var octets = _payload.Sum(name => new FileInfo(Path.Combine(folder, name)).Length);
        Write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Write("bag-info.txt", string.Concat(information.Append(("Payload-Oxum", $"{octets}.{_payload.Count}")).Select(line => $"{line.Item1}: {line.Item2.ReplaceLineEndings(" ")}\n")));
        Write("manifest-sha256.txt", Manifest(_payload));
        Write("tagmanifest-sha256.txt", Manifest([.. _beside]));
    }

    private string Manifest(IEnumerable<string> names) => string.Concat(names.Select(name => $"{Fingerprint(Path.Combine(folder, name))}  {name}\n"));

    private static string Fingerprint(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>What is wrong with a bag, or null: each file in its manifest with its fingerprint, and nothing else beside them.</summary>
    public static Misfit? Misfit(string folder)
    {
        // A bag comes from outside: a link in it could lead to a device that never ends, or round in a circle.
        var entries = new FileSystemEnumerable<(string Path, bool IsLink, bool IsFolder)>(folder,
            (ref FileSystemEntry entry) => (entry.ToFullPath(), entry.Attributes.HasFlag(FileAttributes.ReparsePoint), entry.IsDirectory),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Select(entry => (Name: Path.GetRelativePath(folder, entry.Path).Replace(Path.DirectorySeparatorChar, '/'), entry.IsLink, entry.IsFolder)).ToList();
        if (entries.Find(entry => entry.IsLink) is { Name: { } link })
            return new(null, null, "A link lies in the export, and links are not followed", "only files and folders", link);
        if (!File.Exists(Path.Combine(folder, "bagit.txt")))
            return new(null, null, $"'{folder}' is no export", "a BagIt bag with bagit.txt", Directory.Exists(folder) ? "another folder" : "nothing");
        if (File.ReadAllText(Path.Combine(folder, "bagit.txt")) is var declaration && declaration != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
            return new(null, null, "The bag's declaration was changed", "BagIt-Version: 1.0, UTF-8", declaration.ReplaceLineEndings(" | "));
        var listed = new HashSet<string>(StringComparer.Ordinal) { "tagmanifest-sha256.txt" };
        foreach (var manifest in new[] { "tagmanifest-sha256.txt", "manifest-sha256.txt" })
        {
            if (!File.Exists(Path.Combine(folder, manifest)))
                return new(null, null, "A manifest is missing", manifest, "nothing");
            foreach (var line in File.ReadLines(Path.Combine(folder, manifest)))
            {
                // A manifest comes from outside: a path that leads out of the bag is never followed.
                if (line.Split("  ", 2) is not [{ Length: 64 } expected, { Length: > 0 } name] || name.Split('/').Any(part => part is "" or "." or "..") || Path.IsPathRooted(name) || name.Contains('\\'))
                    return new(null, null, $"A line of {manifest} cannot be read", "a fingerprint, two spaces and a path within the bag", line);
                listed.Add(name);
                var path = Path.Combine(folder, name);
                var found = File.Exists(path) ? Fingerprint(path) : "nothing";
                if (found != expected)
                    return new(null, null, $"The file {name} of the export was changed or is missing", expected, found);
            }
        }
        var unlisted = entries.Where(entry => !entry.IsFolder).Select(entry => entry.Name).FirstOrDefault(name => !listed.Contains(name));
        return unlisted is null ? null : new(null, null, "A file that no manifest lists lies in the export", "only listed files", unlisted);
    }
}
