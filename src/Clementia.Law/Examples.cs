using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>Worked examples that concern the reckoning as a whole.</summary>
internal static class Examples
{
    public static IReadOnlyList<GoldenKind> Golden => [];
}
