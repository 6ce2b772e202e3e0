using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Clementia.Tests.Habits;

/// <summary>What a machine can check of our rules.</summary>
public sealed partial class LayoutHabits
{
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Clementia.Law"] = [],
        ["Clementia.Casework"] = ["Clementia.Law"],
        ["Clementia.Screening"] = ["Clementia.Law"],
        ["Clementia.Documents"] = ["Clementia.Casework"],
        ["Clementia.Store"] = ["Clementia.Casework"],
        ["Clementia.Cli"] = ["Clementia.Documents", "Clementia.Store", "Clementia.Screening"],
        ["Clementia.Web"] = ["Clementia.Cli", "Clementia.Documents", "Clementia.Store", "Clementia.Screening"],
    };

    private static IEnumerable<(string Name, XDocument Xml)> Projects() =>
        Directory.EnumerateFiles(Repository.File("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileNameWithoutExtension(path), XDocument.Load(path)));

    [Fact]
    public void Arrows_between_projects_point_one_way()
    {
        foreach (var (name, xml) in Projects())
        {
            Assert.True(s_arrows.TryGetValue(name, out var allowed), $"{name} is not one of the design's projects.");
            var references = xml.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!));
            Assert.All(references, reference => Assert.Contains(reference, allowed));
        }
    }

    [Fact]
    public void Law_and_Casework_use_no_package() =>
        Assert.All(Projects().Where(p => p.Name is "Clementia.Law" or "Clementia.Casework"), p => Assert.Empty(p.Xml.Descendants("PackageReference")));

    [Theory]
    [InlineData(typeof(Clementia.Law.Term))]
    [InlineData(typeof(Clementia.Casework.Citation))]
    public void No_floating_point_in_the_pure_projects(Type anchor)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        static bool Floats(Type? type) => type is not null && (type == typeof(double) || type == typeof(float) || type == typeof(Half)
            || (type.HasElementType && Floats(type.GetElementType())) || (type.IsGenericType && type.GetGenericArguments().Any(Floats)));
        var found = new List<string>();
        // RFC 8785 defines the form of a JSON number through IEEE 754: the one place that must know it.
        foreach (var type in anchor.Assembly.GetTypes().Where(t => !(t.FullName ?? "").Contains("CanonicalJson", StringComparison.Ordinal)))
        {
            found.AddRange(type.GetFields(all).Where(f => Floats(f.FieldType)).Select(f => $"{type}.{f.Name}"));
            foreach (var method in type.GetMembers(all).OfType<MethodBase>())
            {
                if (method.GetParameters().Any(p => Floats(p.ParameterType)) || (method is MethodInfo info && Floats(info.ReturnType))
                    || (method.GetMethodBody()?.LocalVariables.Any(v => Floats(v.LocalType)) ?? false))
                    found.Add($"{type}.{method.Name}");
            }
        }
        Assert.Empty(found);
    }

    [Fact]
    public void No_drawer_for_code_without_a_home()
    {
        string[] drawers = ["Core", "Common", "Shared", "Infrastructure", "Utils", "Helpers"];
        Assert.DoesNotContain(Directory.EnumerateDirectories(Repository.File("src"), "*", SearchOption.AllDirectories), d => drawers.Contains(Path.GetFileName(d)));
        var types = new[] { "Clementia.Law", "Clementia.Casework", "Clementia.Documents", "Clementia.Store", "clementia" }.SelectMany(name => Assembly.Load(name).GetTypes());
        Assert.DoesNotContain(types.Where(t => t.Namespace?.StartsWith("Clementia", StringComparison.Ordinal) == true), t => DrawerName().IsMatch(t.Name));
    }

    [GeneratedRegex("(Manager|Helper|Utils?|Processor|Dto|Impl)$")]
    private static partial Regex DrawerName();

    private static string[] Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false })!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.SkipUnless(git.ExitCode == 0, "This is no git checkout.");
        return [.. names.Where(n => File.Exists(Repository.File(n)))];
    }

    [Fact]
    public void No_tracked_file_names_this_machine_or_a_registry_host()
    {
        string[] banned = [Path.GetDirectoryName(Repository.Root)! + "/", "api." + "nuget", "registry." + "npm", "deb." + "debian"];
        foreach (var name in Tracked().Where(n => new FileInfo(Repository.File(n)).Length < 2_000_000))
        {
            var text = File.ReadAllText(Repository.File(name));
            Assert.All(banned, b => Assert.False(text.Contains(b, StringComparison.OrdinalIgnoreCase), $"{name} contains '{b}'."));
        }
    }

    [Fact]
    public void Nothing_of_the_real_texts_is_copied_into_the_project()
    {
        var shared = Repository.Shared("accounts", "texts");
        // Any run of 60 characters of a scored text that also stands in a tracked file is a copy.
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(shared))
        {
            var text = File.ReadAllText(path);
            for (var i = 0; i + 60 <= text.Length; i += 20)
                pieces.Add(text.Substring(i, 60));
        }
        string[] kinds = [".cs", ".md", ".json", ".txt", ".html", ".eml", ".typ"];
        // A signed grant is a form that every grant shares: its invented copy says the same words with other names.
        foreach (var name in Tracked().Where(n => kinds.Contains(Path.GetExtension(n)) && n != "samples/accounts/texts/F-02.txt" && new FileInfo(Repository.File(n)).Length < 2_000_000))
        {
            var text = File.ReadAllText(Repository.File(name));
            for (var i = 0; i + 60 <= text.Length; i++)
            {
                if (pieces.Contains(text.Substring(i, 60)))
                    Assert.Fail($"{name} copies a passage of the real texts: \"{text.Substring(i, 60)}\".");
            }
        }
    }

    [Theory]
    [InlineData("run")]
    [InlineData("test")]
    [InlineData("clementia")]
    [InlineData(".ci/run")]
    public void The_commands_have_their_run_bit(string name) =>
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.File(name)).HasFlag(UnixFileMode.UserExecute));

    [Fact]
    public void Every_term_of_the_glossary_names_a_type_that_exists()
    {
        var types = new[] { "Clementia.Law", "Clementia.Casework", "Clementia.Documents", "Clementia.Store", "Clementia.Screening", "clementia" }
            .SelectMany(name => Assembly.Load(name).GetTypes()).Select(t => t.Name.Split('`')[0]).ToHashSet();
        var named = GlossaryType().Matches(File.ReadAllText(Repository.File("GLOSSARY.md"))).Select(m => m.Groups[1].Value.Split('.')[0]).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, types));
    }

    /// <summary>The type column of the glossary's table: | term | meaning | `Type` | source |.</summary>
    [GeneratedRegex(@"^\|[^|]+\|[^|]+\| `([A-Za-z.]+)`", RegexOptions.Multiline)]
    private static partial Regex GlossaryType();

    [Fact]
    public void Every_code_block_in_the_documents_stands_in_compiled_source()
    {
        var source = string.Join('\n', Directory.EnumerateFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories).Concat(
            Directory.EnumerateFiles(Repository.File("tests"), "*.cs", SearchOption.AllDirectories)).Where(p => !p.Contains("/artifacts/")).Select(File.ReadAllText));
        static string Flat(string s) => Regex.Replace(s, @"\s+", " ").Trim();
        var flat = Flat(source);
        foreach (var name in Tracked().Where(n => n.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (Match block in CodeBlock().Matches(File.ReadAllText(Repository.File(name))))
                Assert.True(flat.Contains(Flat(block.Groups[1].Value), StringComparison.Ordinal), $"{name}: a code block is not in the source:\n{block.Groups[1].Value}");
        }
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
