using System.Text.Json.Nodes;

namespace Clementia.Law;

/// <summary>An example, what the rules say to it, and whether that is what is expected.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Answer">What the rules say.</param>
/// <param name="Misses">The expected keys whose answer is another or missing; empty when all agree or nothing is expected.</param>
public sealed record GoldenResult(string Id, string Kind, GoldenAnswer Answer, IReadOnlyList<string> Misses)
{
    /// <summary>Whether the example could be read and its kind is one that a rule answers; when not, the answer's reasons say why.</summary>
    public bool IsRead { get; init; } = true;
}

/// <summary>A file of worked examples: <c>{"cases": [{"id", "kind", "facts", "expected"}]}</c>, or the list alone.</summary>
public static class GoldenFile
{
    private static readonly Lazy<Dictionary<string, GoldenKind>> s_kinds = new(() => Registry.Golden.ToDictionary(k => k.Kind, StringComparer.Ordinal));

    /// <summary>The kinds of examples that can be answered.</summary>
    public static IReadOnlyList<string> Kinds => [.. s_kinds.Value.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Answers every example of a file; one that cannot be read or answered says so and holds up no other.</summary>
    /// <exception cref="FaultException">The file as a whole is not of this form.</exception>
    public static IReadOnlyList<GoldenResult> Run(LawBook book, string json, string file)
    {
        var root = StrictJson.Parse(json, file);
        var cases = root.Kind == System.Text.Json.JsonValueKind.Array ? root : root["cases"];
        return [.. cases.Items().Select((one, at) => RunOne(book, one, at))];
    }

    private static GoldenResult RunOne(LawBook book, StrictJson one, int at)
    {
        // What cannot be read is named by its place when it has no name of its own.
        var (id, kind) = ($"cases[{at}]", "");
        try
        {
            if (one.Kind != System.Text.Json.JsonValueKind.Object)
                throw one.Wrong("It is no example.", "Write {\"id\", \"kind\", \"facts\", \"expected\"}.");
            id = one["id"].Text();
            kind = one["kind"].Text();
            var facts = one["facts"];
            var expected = one.Maybe("expected") is { Kind: System.Text.Json.JsonValueKind.Object } given ? given : (StrictJson?)null;
            string[] wanted = [.. expected?.Properties().Select(p => p.Name) ?? []];
            var (answer, problem) = Answer(book, kind, facts, wanted);
            if (answer is null)
                return Unread(id, kind, problem!, wanted);
            var misses = new List<string>();
            foreach (var (name, value) in expected?.Properties() ?? [])
            {
                if (!answer.Got.TryGetPropertyValue(name, out var got) || !Same(got, JsonNode.Parse(value.Element.GetRawText())))
                    misses.Add(name);
            }
            return new(id, kind, answer, misses);
        }
        catch (FaultException wrong)
        {
            return Unread(id, kind, InWords(wrong.Fault), []);
        }
    }

    private static GoldenResult Unread(string id, string kind, string problem, IReadOnlyList<string> wanted) => new(id, kind, new([], [problem], [problem]), wanted) { IsRead = false };

    private static string InWords(Fault fault) => $"{(fault.Where.Length > 0 ? fault.Where + ": " : "")}{fault.Problem} {fault.Remedy}".Trim();

    /// <summary>An answer, or why there is none.</summary>
    private static (GoldenAnswer? Answer, string? Problem) Answer(LawBook book, string kind, StrictJson facts, string[] wanted)
    {
        // An unknown kind is answered only by a kind whose name begins alike ("crack_combination_2010" by "crack_combination"), never by guessing.
        IReadOnlyList<GoldenKind> tried = s_kinds.Value.TryGetValue(kind, out var known) ? [known]
            : [.. Registry.Golden.Where(k => Alike(k.Kind, kind) > 0).OrderByDescending(k => Alike(k.Kind, kind)).ThenBy(k => k.Kind, StringComparer.Ordinal).Take(3)];
        GoldenAnswer? best = null;
        string? problem = null;
        foreach (var rule in tried)
        {
            try
            {
                var answer = rule.Answer(book, facts, wanted);
                if (best is null || Answered(answer) > Answered(best))
                    best = answer;
            }
            catch (FaultException wrong)
            {
                problem ??= InWords(wrong.Fault);
            }
            catch (Exception wrong) when (wrong is ArgumentException or OverflowException)
            {
                problem ??= wrong.Message;
            }
        }
        return best is not null && (known is not null || Answered(best) > 0)
            ? (best, null)
            : (null, known is null ? $"No rule answers examples of the kind '{kind}' with these facts: calculate by hand." : problem ?? "No answer.");

        int Answered(GoldenAnswer answer) => wanted.Count(answer.Got.ContainsKey);
    }

    /// <summary>How many words two kinds begin with alike.</summary>
    private static int Alike(string a, string b) => a.Split('_').Zip(b.Split('_')).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <summary>Equal as JSON: numbers by value, lists item by item.</summary>
    private static bool Same(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (null, null) => true,
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        (JsonValue x, JsonValue y) when x.GetValueKind() == System.Text.Json.JsonValueKind.Number && y.GetValueKind() == System.Text.Json.JsonValueKind.Number =>
            Exact.Read(x.ToJsonString().TrimStart('-'), 12) is { } m && Exact.Read(y.ToJsonString().TrimStart('-'), 12) is { } n && m == n && x.ToJsonString().StartsWith('-') == y.ToJsonString().StartsWith('-'),
        _ => JsonNode.DeepEquals(a, b),
    };
}
