using Clementia.Law;

namespace Clementia.Tests.Law;

public class LawBookTests
{
    private const string Table = "us-federal/ussg/5a/sentencing-table";

    [Fact]
    public void The_law_inside_the_program_has_no_fault() => Assert.Empty(LawBook.BuiltIn.Check());

    [Fact]
    public void The_fingerprint_changes_with_one_letter_of_one_source()
    {
        var files = Files();
        var before = LawBook.Read(files).Book!.Fingerprint;
        files[Table] = files[Table].Replace("2026-11-23", "2026-11-24", StringComparison.Ordinal);

        Assert.NotEqual(before, LawBook.Read(files).Book!.Fingerprint);
    }

    [Fact]
    public void Line_ends_of_another_system_do_not_change_the_fingerprint()
    {
        var files = Files();
        var before = LawBook.Read(files).Book!.Fingerprint;
        files[Table] = files[Table].Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal(before, LawBook.Read(files).Book!.Fingerprint);
    }

    [Theory]
    [InlineData("\"governedBy\": \"manual\"", "\"governedBy\": \"moon\"", "versions[0].governedBy")]
    [InlineData("\"from\": \"1989-11-01\"", "\"from\": \"1987-11-01\"", "versions[1].from")]
    [InlineData("\"from\": \"1989-11-01\"", "\"from\": \"1989-11-31\"", "versions[1].from")]
    [InlineData("\"standing\": \"verified\"", "\"standing\": \"sure\"", "versions[1].source.standing")]
    [InlineData("\"title\"", "\"tittle\"", "")]
    [InlineData("\"0-1\"", "\"1-0\"", "versions[0].value.1[0]")]
    public void A_fault_names_the_file_the_place_and_the_remedy(string was, string isNow, string where)
    {
        var files = Files();
        var text = files[Table];
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The table's file no longer has {was}.");
        files[Table] = text[..at] + isNow + text[(at + was.Length)..];

        var (book, faults) = LawBook.Read(files);

        Assert.Null(book);
        var fault = Assert.Single(faults);
        Assert.Equal($"law/{Table}.json", fault.File);
        Assert.Equal(where, fault.Where);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void A_verified_version_names_the_text_that_was_read_and_one_that_is_not_says_what_is_missing()
    {
        foreach (var version in LawBook.BuiltIn.Ids.SelectMany(id => LawBook.BuiltIn.List(id)!.Versions))
        {
            if (version.Source.Standing == Standing.Verified)
                Assert.False(string.IsNullOrWhiteSpace(version.Source.Text));
            else
                Assert.False(string.IsNullOrWhiteSpace(version.Source.Note));
        }
    }

    [Fact]
    public void A_missing_file_and_one_that_no_rule_reads_are_faults()
    {
        var files = Files();
        files.Remove(Table);
        files["us-federal/ussg/9z/nothing"] = "{}";

        var (_, faults) = LawBook.Read(files);

        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, f => f.File.Contains("9z/nothing", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.File.Contains(Table, StringComparison.Ordinal));
    }

    [Fact]
    public void Cut_off_json_is_one_fault_with_its_line()
    {
        var files = Files();
        files[Table] = files[Table][..200];

        var fault = Assert.Single(LawBook.Read(files).Faults);
        Assert.StartsWith("line ", fault.Where, StringComparison.Ordinal);
    }

    internal static Dictionary<string, string> Files() => LawBook.BuiltIn.Ids.ToDictionary(id => id, id => LawBook.BuiltIn.TextOf(id)!, StringComparer.Ordinal);
}
