using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Clementia.Casework;

/// <summary>
/// Entries as canonical JSON and back. The kind stands in the envelope alone, so it cannot disagree with itself; members are written
/// in camelCase, nothing that is null is left out (but a catalog's fingerprint and how a copy was made, which older entries do not have), and reading refuses
/// what this version does not know rather than lose it.
/// </summary>
public static class EntryBody
{
    private static readonly Dictionary<string, JsonTypeInfo> s_types = TypesOf(typeof(Entry)).Concat(TypesOf(typeof(OfficeEntry)))
        .ToDictionary(kind => kind.Kind, kind => EntryBodies.Default.GetTypeInfo(kind.Type)
            ?? throw new InvalidOperationException($"'{kind.Type}' is no entry of {nameof(EntryBodies)}. Add it there, so that its bodies can be written."));

    private static readonly Dictionary<Type, string> s_kinds = TypesOf(typeof(Entry)).Concat(TypesOf(typeof(OfficeEntry)))
        .ToDictionary(kind => kind.Type, kind => kind.Kind);

    // A whole number above this is not exact in the doubles that JSON is canonical over.
    private const long MostExact = (1L << 53) - 1;

    /// <summary>Every kind of entry of a petition's docket that this version knows.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. TypesOf(typeof(Entry)).Select(kind => kind.Kind)];

    /// <summary>Whether a kind is an act (it is still known when the body is removed).</summary>
    public static bool IsAct(string kind) => s_acts.Contains(kind);

    private static readonly HashSet<string> s_acts = [.. TypesOf(typeof(Entry)).Where(kind => kind.Type.IsSubclassOf(typeof(Act))).Select(kind => kind.Kind)];

    /// <summary>The kind under which an entry stands on a docket.</summary>
    public static string KindOf(Entry entry) => s_kinds[entry.GetType()];

    /// <summary>The canonical body (RFC 8785, UTF-8).</summary>
    /// <exception cref="FormatException">A text in it is no valid Unicode, or a number too great for JSON: it could not be written without changing it.</exception>
    public static byte[] Write(Entry entry) => WriteAny(entry);

    /// <summary>The kind under which an entry stands on the office's docket.</summary>
    public static string KindOf(OfficeEntry entry) => s_kinds[entry.GetType()];

    /// <summary>The canonical body of an entry of the office's docket.</summary>
    public static byte[] Write(OfficeEntry entry) => WriteAny(entry);

    private static byte[] WriteAny(object entry)
    {
        if (entry is DocumentFiled { Size: > MostExact or < 0 } filed)
            throw new FormatException($"The document \"{filed.Name}\" has {filed.Size} bytes; a size lies between 0 and {MostExact}.");
        return CanonicalJson.Of(JsonSerializer.SerializeToUtf8Bytes(entry, s_types[s_kinds[entry.GetType()]]));
    }

    /// <summary>Reads a body of a kind.</summary>
    /// <exception cref="FormatException">The kind is not known to this version, or the body has a member that is not, or lacks one. The message says which.</exception>
    public static Entry Read(string kind, ReadOnlySpan<byte> body) => ReadAny(kind, body) as Entry ?? throw UnknownKind(kind);

    /// <summary>Reads a body of the office's docket.</summary>
    /// <exception cref="FormatException">See <see cref="Read"/>.</exception>
    public static OfficeEntry ReadOffice(string kind, ReadOnlySpan<byte> body) => ReadAny(kind, body) as OfficeEntry ?? throw UnknownKind(kind);

    private static object ReadAny(string kind, ReadOnlySpan<byte> body)
    {
        if (!s_types.TryGetValue(kind, out var type))
            throw UnknownKind(kind);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new FormatException($"A body of kind '{kind}' is an object, not null.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException(
                $"The body of kind '{kind}' is not one that this version can read in full: {wrong.Message} Update Clementia; nothing of it was read.", wrong);
        }
    }

    private static FormatException UnknownKind(string kind) =>
        new($"This version knows no entry of kind '{kind}': a newer version made it. Update Clementia; nothing of it was read.");

    private static IEnumerable<(string Kind, Type Type)> TypesOf(Type family) =>
        family.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => ((string)derived.TypeDiscriminator!, derived.DerivedType));
}

/// <summary>What the office's own docket holds: that a petition exists, and how far it had come when a checkpoint of it was given out.</summary>
[JsonDerivedType(typeof(PetitionRegistered), nameof(PetitionRegistered))]
[JsonDerivedType(typeof(CheckpointIssued), nameof(CheckpointIssued))]
public abstract record OfficeEntry;

/// <summary>A petition was opened. A petition deleted as a whole leaves this entry behind, or a gap in the office's docket.</summary>
/// <param name="Petition">Its id.</param>
/// <param name="Opening">Leaf hash of its first entry, hexadecimal.</param>
public sealed record PetitionRegistered(string Petition, string Opening) : OfficeEntry;

/// <summary>A checkpoint of a petition was given out. Cutting the petition's tail below it shows here.</summary>
/// <param name="Petition">Its id.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Of the tree over them, hexadecimal.</param>
public sealed record CheckpointIssued(string Petition, int Size, string Root) : OfficeEntry;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 64,
    Converters = [typeof(WholeText)])]
[JsonSerializable(typeof(PetitionOpened))]
[JsonSerializable(typeof(DocumentFiled))]
[JsonSerializable(typeof(DocumentRead))]
[JsonSerializable(typeof(FactVetted))]
[JsonSerializable(typeof(ConflictResolved))]
[JsonSerializable(typeof(BriefIssued))]
[JsonSerializable(typeof(BodyRemoved))]
[JsonSerializable(typeof(SentenceFound))]
[JsonSerializable(typeof(ObjectionRaised))]
[JsonSerializable(typeof(EvidenceGiven))]
[JsonSerializable(typeof(ObjectionAnswered))]
[JsonSerializable(typeof(QuestionAnswered))]
[JsonSerializable(typeof(ObjectionWithdrawn))]
[JsonSerializable(typeof(PositionTaken))]
[JsonSerializable(typeof(MeetingHeld))]
[JsonSerializable(typeof(MinutesSigned))]
[JsonSerializable(typeof(ProcessChosen))]
[JsonSerializable(typeof(StageMoved))]
[JsonSerializable(typeof(ReferralMade))]
[JsonSerializable(typeof(ReferralAnswered))]
[JsonSerializable(typeof(VictimContacted))]
[JsonSerializable(typeof(RecommendationMade))]
[JsonSerializable(typeof(WentOnRegardless))]
[JsonSerializable(typeof(TaskSet))]
[JsonSerializable(typeof(TaskClosed))]
[JsonSerializable(typeof(DecisionMade))]
[JsonSerializable(typeof(InstrumentDrafted))]
[JsonSerializable(typeof(InstrumentSigned))]
[JsonSerializable(typeof(AfterNoted))]
[JsonSerializable(typeof(PetitionRegistered))]
[JsonSerializable(typeof(CheckpointIssued))]
internal sealed partial class EntryBodies : JsonSerializerContext;

/// <summary>
/// The serializer quietly puts U+FFFD for half a surrogate pair. A quote changed so would no longer stand in its document: refuse.
/// </summary>
internal sealed class WholeText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]))
                i++;
            else
                throw new FormatException($"The text \"{value[..i]}\" goes on with half of a surrogate pair, which no JSON can carry. Read the document again with a reader that gives whole characters.");
        }
        writer.WriteStringValue(value);
    }
}
