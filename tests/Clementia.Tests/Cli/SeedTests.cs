using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Clementia.Tests.Cli;

/// <summary>
/// The real newspaper text from which the project began, filed as a person files it. Its words are not ours to copy: quotations are named
/// by where they stand and by the beginning of their SHA-256.
/// </summary>
[Collection("console")]
public sealed class SeedTests : CommandLine
{
    private const string President = "Donald Trump";
    private const string Adviser = "Jared Kushner";

    // Invented in the form of such grants; only names, kind and day are those of the act of 2018.
    private const string Warrant = """
        Executive Grant of Clemency

        I, Donald J. Trump, President of the United States, have granted unto Alice Marie Johnson a commutation of sentence on June 6, 2018.
        """;

    private string _article = "";

    /// <summary>A petition with the vetted commutation on it, and then the article.</summary>
    private string PetitionWithTheArticle()
    {
        var seed = Path.Combine(Repository.Shared("seeds"), "000_82cf06b511140cc6.txt");
        Assert.SkipUnless(File.Exists(seed), "The seed of 2022-08-02 is not in shared/seeds.");
        _article = File.ReadAllText(seed);
        var id = NewPetition("Clemency for Alice Johnson");
        Assert.Equal(0, On("file", id, Write("warrant.txt", Warrant), "--kind", "warrant").Exit);
        var form = Facts(id, "clemency.form").Single();
        Assert.Equal("commutation", Text(form, "value"));
        Assert.Equal(0, On("vet", id, Text(form, "id"), "confirm", "--reason", "I read the warrant", "--by", "Celeste Amberley").Exit);
        var filed = On("file", id, seed, "--kind", "press");
        Assert.True(filed.Exit == 0, filed.Error);
        return id;
    }

    private static string Text(JsonNode node, string member) => (string)node[member]!;

    private IEnumerable<JsonNode> Facts(string id, string attribute) => On("facts", id, "--json", "--attribute", attribute).Json.AsArray().Select(f => f!);

    private IReadOnlyList<JsonNode> StatementsOfTheArticle(string id) =>
        [.. On("statements", id, "--json").Json.AsArray().Where(s => Text(s!, "document") == "D2").Select(s => s!)];

    [Fact]
    public void The_pardon_that_the_article_tells_of_stands_against_the_vetted_commutation_until_a_person_resolves_it()
    {
        var id = PetitionWithTheArticle();

        var conflict = On("conflicts", id, "--json").Json.AsArray().Single(c => (string?)c!["attribute"] == "clemency.form")!;

        Assert.Equal("against the record", Text(conflict, "kind"));
        Assert.Equal(["commutation", "pardon"], conflict["facts"]!.AsArray().Select(f => Text(f!, "value")).Order());
        Assert.Equal(["confirmed", "proposed"], conflict["facts"]!.AsArray().Select(f => Text(f!, "status")).Order());
        Assert.Null(conflict["resolved"]);
        var resolved = On("resolve", id, Text(conflict, "id"), "--holds", "a commutation; the pardon came in 2020", "--reason", "The warrant says so");
        Assert.True(resolved.Exit == 0, resolved.Error);
        Assert.NotNull(On("conflicts", id, "--json").Json.AsArray().Single(c => (string?)c!["attribute"] == "clemency.form")!["resolved"]);
        Assert.Equal(0, On("verify").Exit);
    }

    [Theory]
    [InlineData("petitioner.age", "63")]
    [InlineData("sentence.term", "life")]
    [InlineData("offense.violent", "no")]
    [InlineData("clemency.grantor", "Donald Trump")]
    [InlineData("clemency.lag_days", "2")]
    [InlineData("meeting.place", "Oval Office")]
    [InlineData("advocate.name", "Kim Kardashian")]
    [InlineData("advocate.name", "Jared Kushner")]
    [InlineData("opponent.name", "Don McGahn")]
    public void The_articles_facts_are_proposed_with_their_passage_in_it(string attribute, string value)
    {
        var id = PetitionWithTheArticle();

        var fact = Facts(id, attribute).SingleOrDefault(f => Text(f, "value") == value);

        Assert.NotNull(fact);
        Assert.Contains(fact["sources"]!.AsArray(), s => Text(s!, "document") == "D2");
    }

    [Fact]
    public void Every_quote_is_exactly_what_the_article_says_where_it_is_said_to_stand()
    {
        var id = PetitionWithTheArticle();
        var quotes = On("facts", id, "--json").Json.AsArray().SelectMany(f => f!["sources"]!.AsArray()).Where(s => Text(s!, "document") == "D2")
            .SelectMany(s => s!["passages"]!.AsArray()).Concat(StatementsOfTheArticle(id)).ToList();

        Assert.True(quotes.Count >= 25, $"Only {quotes.Count} passages.");
        Assert.All(quotes, q => Assert.Equal(_article[(int)q!["start"]!..(int)q["end"]!], Text(q, "quote")));
    }

    [Theory]
    [InlineData(1364, 286, "86ac2dafec4fd336", Adviser, false)] // bringing the case to the president
    [InlineData(2123, 100, "437e56f66a146c4f", Adviser, false)] // how the advocate presented it
    [InlineData(2972, 93, "aa9f45053cbc8155", Adviser, false)] // the day of the reunion
    [InlineData(2581, 69, "a10c2b2e57d10e77", President, true)] // the go-ahead, by telephone
    [InlineData(3102, 123, "91f94333d8254bf0", President, true)] // afterwards
    public void A_quotation_belongs_to_who_spoke_it_and_what_the_book_tells_of_the_president_is_told_by_its_author(int start, int length, string sha256, string speaker, bool throughTheBook)
    {
        var id = PetitionWithTheArticle();

        var said = StatementsOfTheArticle(id).SingleOrDefault(s => (int)s["start"]! == start);

        Assert.NotNull(said);
        Assert.Equal("direct", Text(said, "mode"));
        Assert.Equal((start + length, sha256), ((int)said["end"]!, Fingerprint(Text(said, "quote"))));
        Assert.Equal(speaker, Text(said, "speaker"));
        if (throughTheBook)
            Assert.Matches("Kushner|Breaking History", Text(said, "reported_in"));
    }

    [Fact]
    public void Counsels_objection_is_counsels_although_the_adviser_tells_it()
    {
        var id = PetitionWithTheArticle();
        var word = _article.IndexOf("kingpin", StringComparison.Ordinal);

        var said = StatementsOfTheArticle(id).Single(s => (int)s["start"]! <= word && word < (int)s["end"]!);

        Assert.Equal(("Don McGahn", "indirect"), (Text(said, "speaker"), Text(said, "mode")));
        // A word in quotation marks is no quotation of the president's or of the adviser's.
        Assert.DoesNotContain(StatementsOfTheArticle(id), s => Text(s, "mode") == "direct" && Text(s, "quote").Contains("kingpin", StringComparison.Ordinal));
    }

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
