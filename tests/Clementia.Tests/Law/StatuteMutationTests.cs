using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Clementia.Law;

namespace Clementia.Tests.Law;

/// <summary>Changes each value of the statutes by itself and looks whether some test of these rules notices.</summary>
public sealed class StatuteMutationTests(ITestOutputHelper output)
{
    private static readonly Type[] s_suites = [typeof(DrugPenaltiesTests), typeof(FirearmPenaltiesTests), typeof(LimitsTests), typeof(SafetyValveTests)];

    /// <summary>From 1988 to 1990 100 grams of a methamphetamine mixture stood in (A) and in (B): (A) always comes first, so no case shows the other.</summary>
    private static readonly string[] s_withoutEffect = ["us-federal/usc/21/841-b-1-thresholds versions[1].value.B.meth_mixture"];

    [Fact]
    public void Every_value_of_the_statutes_is_held_by_some_test()
    {
        var files = LawBook.BuiltIn.Ids.ToDictionary(id => id, id => LawBook.BuiltIn.TextOf(id)!, StringComparer.Ordinal);
        var tests = s_suites.SelectMany(Cases).ToList();
        Assert.All(tests, test => Assert.Null(FailureOf(test)));

        var (tried, survivors) = (0, new List<string>());
        foreach (var id in files.Keys.Where(IsOurs).Order(StringComparer.Ordinal))
        {
            foreach (var (place, text) in Mutants(files[id]))
            {
                tried++;
                var (book, _) = LawBook.Read(new Dictionary<string, string>(files, StringComparer.Ordinal) { [id] = text });
                if (book is null)
                    continue; // Refused on reading: noticed.
                var noticedBy = -1;
                Statutes.Under(book, () => noticedBy = tests.FindIndex(test => FailureOf(test) is not null));
                if (noticedBy < 0)
                    survivors.Add($"{id} {place}");
                else
                    BringForward(noticedBy); // The next value is likely noticed by the same test.
            }
        }
        output.WriteLine($"{tried - survivors.Count} of {tried} changes were noticed.");
        Assert.Equal(s_withoutEffect, survivors);

        void BringForward(int index)
        {
            var test = tests[index];
            tests.RemoveAt(index);
            tests.Insert(0, test);
        }
    }

    private static bool IsOurs(string id) => id.StartsWith("us-federal/usc/", StringComparison.Ordinal) && DrugPenalties.Provisions.Concat(FirearmPenalties.Provisions).Concat(Limits.Provisions).Concat(SafetyValve.Provisions).Any(p => p.Id == id)
        || id is "us-federal/ussg/5g1.1" or "us-federal/ussg/5g1.2" or "us-federal/ussg/5c1.2";

    private static IEnumerable<(string Place, string Text)> Mutants(string file)
    {
        var count = JsonNode.Parse(file)!["versions"]!.AsArray().Count;
        for (var i = 0; i < count; i++)
        {
            var version = $"versions[{i}]";
            foreach (var days in (int[])[-1, 1])
                yield return ($"{version}.from {days:+0;-0}", With(file, i, "from", v => Statutes.Day(v.GetValue<string>()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            yield return ($"{version}.governedBy", With(file, i, "governedBy", v => v.GetValue<string>() == "sentence" ? "offense" : "sentence"));
            foreach (var path in Leaves(JsonNode.Parse(file)!["versions"]![i]!["value"], ""))
            {
                var root = JsonNode.Parse(file)!;
                var leaf = Walk(root["versions"]![i]!["value"]!, path);
                leaf.ReplaceWith(Changed(leaf.AsValue()));
                yield return ($"{version}.value{path}", root.ToJsonString());
            }
        }
    }

    private static string With(string file, int version, string name, Func<JsonNode, string> change)
    {
        var root = JsonNode.Parse(file)!;
        var node = root["versions"]![version]!;
        node[name] = change(node[name]!);
        return root.ToJsonString();
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        null => [],
        JsonObject o => o.SelectMany(p => Leaves(p.Value, $"{path}.{p.Key}")),
        JsonArray a => a.SelectMany((item, i) => Leaves(item, $"{path}[{i}]")),
        _ => [path],
    };

    private static JsonNode Walk(JsonNode node, string path)
    {
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
            node = part.EndsWith(']') ? node[int.Parse(part[..^1], CultureInfo.InvariantCulture)]! : node[part]!;
        return node;
    }

    /// <summary>One more, the other answer, another word.</summary>
    private static JsonNode Changed(JsonValue leaf)
    {
        if (leaf.TryGetValue<bool>(out var yes))
            return !yes;
        if (leaf.TryGetValue<int>(out var number))
            return number + 1;
        var text = leaf.GetValue<string>();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && !text.Contains("USC", StringComparison.Ordinal)
            ? (int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) + text[digits..]
            : text switch
            {
                "life" => "90y",
                "same" => "life",
                "felonyDrugOffenses" => "seriousFelonies",
                "seriousFelonies" => "felonyDrugOffenses",
                "maximum" => "maximumAndMinimum",
                "maximumAndMinimum" => "maximum",
                "disputed" => "anyOne",
                "anyOne" => "disputed",
                _ => text + "x",
            };
    }

    private static IEnumerable<(MethodInfo Method, object?[] Arguments)> Cases(Type suite)
    {
        foreach (var method in suite.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (method.GetCustomAttribute<TraitAttribute>() is { Name: "kind" } || method.GetCustomAttribute<FactAttribute>() is null)
                continue;
            var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(row => Fit(method, row.Data)).ToList();
            foreach (var row in rows.Count == 0 ? [[]] : rows)
                yield return (method, row);
        }
    }

    /// <summary>Gathers the last arguments of a row where the method takes any number of them.</summary>
    private static object?[] Fit(MethodInfo method, object?[] row)
    {
        var parameters = method.GetParameters();
        return parameters.Length > 0 && parameters[^1].ParameterType == typeof(string[])
            ? [.. row.Take(parameters.Length - 1), row.Skip(parameters.Length - 1).Cast<string>().ToArray()]
            : row;
    }

    private static Exception? FailureOf((MethodInfo Method, object?[] Arguments) test)
    {
        try
        {
            test.Method.Invoke(Activator.CreateInstance(test.Method.DeclaringType!), test.Arguments);
            return null;
        }
        catch (TargetInvocationException wrong)
        {
            return wrong.InnerException;
        }
    }
}
