using Clementia.Documents.Reading.Facts;

namespace Clementia.Tests.Reading;

/// <summary>Sentences and terms of grants as official lists write them.</summary>
public class SentenceOrderTests
{
    [Fact]
    public void A_sentence_is_read_part_by_part()
    {
        var order = SentenceOrders.Read("360 months' imprisonment; 10 years' supervised release; $1,500 fine (May 3, 2004); amended to 292 months' imprisonment (June 9, 2011)");

        Assert.Empty(order.Leftover);
        Assert.Equal(
            [(OrderKind.Imprisonment, "360 mo", "2004-05-03", false), (OrderKind.SupervisedRelease, "120 mo", "2004-05-03", false),
                (OrderKind.Fine, "1500", "2004-05-03", false), (OrderKind.Imprisonment, "292 mo", "2011-06-09", true)],
            order.Parts.Select(p => (p.Kind, p.Value, p.Date, p.Amended)));
    }

    [Fact]
    public void A_list_of_several_cases_keeps_them_apart()
    {
        var order = SentenceOrders.Read("1. Life imprisonment; five years' supervised release | 2. 24 months' imprisonment (consecutive)");

        Assert.Empty(order.Leftover);
        Assert.Equal([(1, "life"), (1, "60 mo"), (2, "24 mo")], order.Parts.Select(p => (p.Case, p.Value)));
    }

    [Fact]
    public void The_terms_of_a_grant_are_read_part_by_part()
    {
        var order = SentenceOrders.Read("Prison sentence commuted to a term of 150 months' imprisonment and unpaid balance of the $900 fine remitted, conditioned upon enrollment in residential drug treatment, leaving intact and in effect the five-year term of supervised release.");

        Assert.Empty(order.Leftover);
        Assert.Equal([OrderKind.NewTerm, OrderKind.Remission, OrderKind.Condition, OrderKind.LeftIntact], order.Parts.Select(p => p.Kind));
        Assert.Equal("150 mo", order.Parts[0].Value);
    }

    [Fact]
    public void A_day_of_expiry_is_no_date_of_sentence()
    {
        var order = SentenceOrders.Read("Prison sentence commuted to expire on July 16, 2017");

        Assert.Equal((OrderKind.Expiry, "2017-07-16"), (Assert.Single(order.Parts).Kind, order.Parts[0].Value));
    }

    [Fact]
    public void Words_that_no_rule_reads_are_said() =>
        Assert.Equal(["exile", "beyond", "borders"], SentenceOrders.Read("60 months' imprisonment; exile beyond the borders").Leftover);

    [Fact]
    public void Of_858_real_commutations_nearly_all_are_read_without_a_leftover()
    {
        var file = Shared("data/clemency/commutations_terms.csv");
        Assert.SkipWhen(file is null, "The folder shared does not stand beside the repository.");
        int cells = 0, whole = 0, withTerm = 0, sentences = 0;
        var said = new List<string>();
        foreach (var row in Csv(File.ReadAllText(file!)).Skip(1))
        {
            foreach (var (cell, isSentence) in new[] { (row[3], true), (row[4], false) })
            {
                if (cell.Length == 0)
                    continue;
                cells++;
                var order = SentenceOrders.Read(cell);
                if (order.Leftover.Count == 0 && order.Parts.Count > 0)
                    whole++;
                else
                    said.Add($"{string.Join(' ', order.Leftover)} <- {cell}");
                if (isSentence)
                {
                    sentences++;
                    withTerm += order.Parts.Any(p => p.Kind == OrderKind.Imprisonment) ? 1 : 0;
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{whole} of {cells} cells whole; {withTerm} of {sentences} sentences with a term\n{string.Join('\n', said)}");
        Assert.True(whole >= cells * 0.98, $"{whole} of {cells}\n{string.Join('\n', said.Take(20))}");
    }

    internal static string? Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Clementia.slnx")))
            {
                var full = Path.Combine(folder.Parent!.FullName, "shared", path);
                return File.Exists(full) ? full : null;
            }
        }
        return null;
    }

    /// <summary>Rows of a CSV file (RFC 4180).</summary>
    private static IEnumerable<List<string>> Csv(string text)
    {
        var row = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                    quoted = false;
                else
                    cell.Append(c);
            }
            else if (c == '"')
                quoted = true;
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else
                cell.Append(c);
        }
    }
}
