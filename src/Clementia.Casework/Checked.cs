using System.Text.Json.Serialization;

namespace Clementia.Casework;

/// <summary>How far something that was published was checked against the publication. What is not fully checked says so wherever it is shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Checked>))]
public enum Checked
{
    /// <summary>Read in the publication.</summary>
    [JsonStringEnumMemberName("yes")] Yes,
    /// <summary>In part, or in a second-hand copy or an abstract.</summary>
    [JsonStringEnumMemberName("partial")] Partial,
    /// <summary>Not: from memory, and nobody may rely on it.</summary>
    [JsonStringEnumMemberName("no")] No,
}
