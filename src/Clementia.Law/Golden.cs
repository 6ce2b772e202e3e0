using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>One kind of worked example: how its facts are answered. Examples are files of published answers (law/examples) in the form of <c>[{id, kind, facts, expected}]</c>.</summary>
/// <param name="Kind">Its name: "combine_drugs".</param>
/// <param name="Answer">From the law book, the facts and the keys that are asked for to the answer.</param>
internal sealed record GoldenKind(string Kind, Func<LawBook, StrictJson, IReadOnlyList<string>, GoldenAnswer> Answer);

/// <summary>What the rules say to an example.</summary>
/// <param name="Got">An answer for each key that could be answered: whole numbers, exact decimals, "life", lists, true or false.</param>
/// <param name="Reasons">The steps, in plain words.</param>
/// <param name="Open">What would have to be known.</param>
public sealed record GoldenAnswer(JsonObject Got, IReadOnlyList<string> Reasons, IReadOnlyList<string> Open);
