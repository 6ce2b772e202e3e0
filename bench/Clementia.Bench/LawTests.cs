using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Clementia.Law;

namespace Clementia.Bench;

/// <summary>
/// The tests of the law out of a built tests assembly, run in this process under a law that was changed: what a test would notice,
/// without a test run for each of thousands of changes. One law at a time: nothing else may ask the law of this process meanwhile.
/// </summary>
internal sealed class LawTests
{
    // The tests ask LawBook.BuiltIn, which has no other reader in this process; only its value is exchanged, for the length of one test.
    private static readonly object s_builtIn = typeof(LawBook).GetField("s_builtIn", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
    private static readonly FieldInfo s_value = typeof(Lazy<LawBook>).GetField("_value", BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private readonly LawBook _book;
    private readonly List<Test> _tests = [];
    private readonly Dictionary<string, List<Test>> _testsOf = new(StringComparer.Ordinal);

    private LawTests(LawBook book) => _book = book;

    private sealed record Test(string Name, MethodInfo Method, object?[] Arguments)
    {
        /// <summary>The provisions that a rule read for it; empty when it reads the files of the law itself, or none.</summary>
        public IReadOnlyCollection<string> Reads { get; set; } = [];
    }

    /// <summary>How many tests stand guard.</summary>
    public int Count => _tests.Count;

    /// <summary>Tests that cannot stand guard here, and why.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Finds the tests of the law in an assembly and runs each once under the law as it is.</summary>
    public static LawTests Of(LawBook book, string assembly)
    {
        var found = new LawTests(book);
        var resolver = new AssemblyDependencyResolver(Path.GetFullPath(assembly));
        AssemblyLoadContext.Default.Resolving += (context, name) => resolver.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
        foreach (var suite in AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetExportedTypes().OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (suite.Namespace != "Clementia.Tests.Law" || suite.IsAbstract || suite.GetConstructor([]) is null || suite.Name.Contains("Mutation", StringComparison.Ordinal))
                continue;
            foreach (var test in suite.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(TestsOf))
                found.Take(test);
        }
        return found;
    }

    /// <summary>The first test found that fails under a changed law, or null.</summary>
    /// <param name="changed">The provision that was changed.</param>
    /// <param name="mutant">The law with the change.</param>
    public string? NoticedBy(string changed, LawBook mutant)
    {
        if (!_testsOf.TryGetValue(changed, out var tests))
            _testsOf[changed] = tests = [.. _tests.Where(t => t.Reads.Contains(changed)), .. _tests.Where(t => t.Reads.Count == 0)];
        for (var i = 0; i < tests.Count; i++)
        {
            var test = tests[i];
            if (Under(mutant, () => FailureOf(test)) is null)
                continue;
            // The next value of the provision is likely noticed by the same test.
            tests.RemoveAt(i);
            tests.Insert(0, test);
            return test.Name;
        }
        return null;
    }

    private void Take(Test test)
    {
        var unread = _book.Unread();
        var watch = Stopwatch.StartNew();
        if (Under(unread, () => FailureOf(test)) is { } failure)
        {
            LeftOut.Add($"{test.Name}: {failure.Message.Split('\n')[0]}");
            return;
        }
        if (watch.Elapsed > s_longest)
        {
            LeftOut.Add($"{test.Name}: takes {watch.Elapsed.TotalSeconds:F1} s");
            return;
        }
        test.Reads = [.. unread.Consulted];
        _tests.Add(test);
    }

    private static T Under<T>(LawBook book, Func<T> ask)
    {
        var builtIn = LawBook.BuiltIn;
        s_value.SetValue(s_builtIn, book);
        try
        {
            return ask();
        }
        finally
        {
            s_value.SetValue(s_builtIn, builtIn);
        }
    }

    private static Exception? FailureOf(Test test)
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
        catch (ArgumentException wrong)
        {
            return wrong; // Its rows are of a kind that is not handled here: it fails under the law as it is, and is left out.
        }
    }

    // By the names of the attributes, so that the benchmarks need nothing of the test framework.
    private static IEnumerable<Test> TestsOf(MethodInfo method)
    {
        var attributes = method.GetCustomAttributes().ToList();
        if (method.ReturnType != typeof(void) || attributes.FirstOrDefault(a => a.GetType().Name is "FactAttribute" or "TheoryAttribute") is not { } fact || (bool)Of(fact, "Explicit")!)
            yield break;
        if (fact.GetType().Name == "FactAttribute")
            yield return new($"{method.DeclaringType!.Name}.{method.Name}", method, []);
        foreach (var row in attributes.Where(a => a.GetType().Name == "InlineDataAttribute").Select(a => (object?[])Of(a, "Data")!))
            yield return new($"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", row)})", method, Fit(method.GetParameters(), row));

        static object? Of(object attribute, string property) => attribute.GetType().GetProperty(property)!.GetValue(attribute);
    }

    private static object?[] Fit(ParameterInfo[] parameters, object?[] row)
    {
        var fitted = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var wanted = Nullable.GetUnderlyingType(parameters[i].ParameterType) ?? parameters[i].ParameterType;
            if (i == parameters.Length - 1 && wanted.IsArray && (row.Length != parameters.Length || row[i] is not Array))
            {
                var rest = Array.CreateInstance(wanted.GetElementType()!, Math.Max(row.Length - i, 0));
                for (var j = 0; j < rest.Length; j++)
                    rest.SetValue(row[i + j], j);
                fitted[i] = rest;
            }
            else if (i >= row.Length)
            {
                fitted[i] = parameters[i].DefaultValue;
            }
            else
            {
                fitted[i] = row[i] is IConvertible and not Enum && typeof(IConvertible).IsAssignableFrom(wanted) && !wanted.IsEnum ? Convert.ChangeType(row[i], wanted, System.Globalization.CultureInfo.InvariantCulture) : row[i];
            }
        }
        return fitted;
    }
}
