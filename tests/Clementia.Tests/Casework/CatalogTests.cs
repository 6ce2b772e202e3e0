using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

public sealed class CatalogTests
{
    private const string Kinds = """{ "documentKinds": [ { "id": "judgment", "label": "Judgment", "meaning": "The judgment.", "standard": "JudgeFinding", "confidentiality": "public" } ] }""";

    [Fact]
    public void The_fingerprint_is_that_of_both_files_as_one_canonical_object()
    {
        var (attributes, kinds) = (File.ReadAllText(Repository.File("catalog", "attributes.json")), File.ReadAllText(Repository.File("catalog", "document-kinds.json")));
        var both = JsonNode.Parse(attributes)!.AsObject();
        both["documentKinds"] = JsonNode.Parse(kinds)!["documentKinds"]!.DeepClone();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(both.ToJsonString()))), Catalog.BuiltIn.Fingerprint);
    }

    [Fact]
    public void The_fingerprint_changes_with_a_word_and_not_with_a_space()
    {
        const string attributes = """{ "attributes": [ { "id": "arrest.year", "label": "Year of arrest", "meaning": "When.", "type": "year", "holds": "one", "changes": false, "foundIn": ["judgment"], "conflict": "calendar" } ] }""";
        var catalog = Catalog.Parse(attributes, Kinds);
        Assert.False(catalog.IsRefused, catalog.IsRefused ? catalog.Refusal.ToString() : "");

        Assert.Equal(catalog.Value.Fingerprint, Catalog.Parse(attributes.Replace(" ] }", "\n]}"), Kinds).Value!.Fingerprint);
        Assert.NotEqual(catalog.Value.Fingerprint, Catalog.Parse(attributes.Replace("When.", "What year."), Kinds).Value!.Fingerprint);
        Assert.NotEqual(catalog.Value.Fingerprint, Catalog.Parse(attributes, Kinds.Replace("public", "sealed")).Value!.Fingerprint);
    }

    [Theory]
    // What people type, and the one form that is kept.
    [InlineData("sentence.term", "life plus 25 years", "life+300 mo")]
    [InlineData("sentence.term", "Life without the possibility of parole plus 25 years", "life+300 mo")]
    [InlineData("sentence.term", "25 years", "300 mo")]
    [InlineData("sentence.term", "a year and a day", "12 mo 1 d")]
    [InlineData("sentence.term", "one year and one day", "12 mo 1 d")]
    [InlineData("sentence.term", "12 months and a day", "12 mo 1 d")]
    [InlineData("sentence.term", "seven years and three months", "87 mo")]
    [InlineData("sentence.term", "12½ years", "150 mo")]
    [InlineData("sentence.term", "6 weeks", "42 d")]
    [InlineData("sentence.term", "a life sentence", "life")]
    [InlineData("sentence.term", "death", "death")]
    [InlineData("sentence.term", "time served", "time served")]
    [InlineData("sentence.term", "18-year sentence", "216 mo")]
    [InlineData("served.time", "twenty-one years", "252 mo")]
    [InlineData("served.time", "30 days", "30 d")]
    [InlineData("drug.quantity", "1,500 kg", "1500 kg")]
    [InlineData("drug.quantity", "2,000 to 3,000 kilograms", "2000-3000 kg")]
    [InlineData("drug.quantity", "50 grams", "0.05 kg")]
    [InlineData("drug.quantity", "5 g", "0.005 kg")]
    [InlineData("drug.quantity", "12 pounds", "12 lb")]
    [InlineData("drug.quantity", "8 ounces", "0.5 lb")]
    [InlineData("clemency.date", "June 6, 2018", "2018-06-06")]
    [InlineData("clemency.date", "6 June 2018", "2018-06-06")]
    [InlineData("clemency.date", "6/6/2018", "2018-06-06")]
    [InlineData("clemency.date", "Sept. 2018", "2018-09")]
    [InlineData("clemency.date", "May 17", "--05-17")]
    [InlineData("clemency.date", "2018", "2018")]
    [InlineData("sentence.assessment", "$200", "200")]
    [InlineData("fraud.amount", "$205 million", "205000000")]
    [InlineData("fraud.amount", "$1,250.50", "1250.50")]
    [InlineData("fraud.amount", "$1.5 billion", "1500000000")]
    [InlineData("petitioner.age", "63 years old", "63")]
    [InlineData("petitioner.age", "in her 60s", "60s")]
    [InlineData("petitioner.age", "sixty-three", "63")]
    [InlineData("charge.counts", "twenty-two", "22")]
    [InlineData("charge.counts", "a dozen", "12")]
    [InlineData("clemency.batch_count", "two hundred and nine", "209")]
    [InlineData("clemency.batch_count", "1,715", "1715")]
    [InlineData("offense.year", "1991-94", "1991-1994")]
    [InlineData("offense.year", "from 1991 to 1994", "1991-1994")]
    [InlineData("offense.violent", "Yes", "yes")]
    [InlineData("clemency.form", "Commuted", "commutation")]
    [InlineData("offense.kind", "other:arson", "other:arson")]
    [InlineData("offense.statute", "18 U.S.C. § 371", "18 USC 371")]
    [InlineData("offense.statute", "21 U.S.C. §§ 841(a)(1)", "21 USC 841(a)(1)")]
    [InlineData("offense.statute", "22 D.C. Code § 2103", "22 DC Code 2103")]
    [InlineData("offense.statute", "U.S.S.G. § 2D1.1(b)(1)", "USSG 2D1.1(b)(1)")]
    [InlineData("board.vote", "5 to 0", "5-0")]
    [InlineData("guideline.range", "70 to 87 months", "70-87 mo")]
    [InlineData("guideline.range", "360 months to life", "360 mo-life")]
    public void What_people_type_becomes_the_one_form_that_is_kept(string attribute, string typed, string canonical)
    {
        var read = Catalog.BuiltIn.Read(attribute, typed);

        Assert.Equal(canonical, read.ToString());
        Assert.Equal(canonical, Catalog.BuiltIn.Read(attribute, canonical).ToString());
    }

    [Theory]
    [InlineData("sentence.term", "")]
    [InlineData("sentence.term", "a long time")]
    [InlineData("sentence.term", "life plus")]
    [InlineData("sentence.term", "lifelong")]
    [InlineData("sentence.term", "25")]
    [InlineData("sentence.term", "3 days 2 years")]
    [InlineData("sentence.term", "-5 years")]
    [InlineData("sentence.term", "0.3 months")]
    [InlineData("clemency.date", "February 30, 2018")]
    [InlineData("clemency.date", "2018-13")]
    [InlineData("clemency.date", "yesterday")]
    [InlineData("clemency.date", "Ma 5, 2018")]
    [InlineData("fraud.amount", "1,2,3")]
    [InlineData("fraud.amount", "$0.001")]
    [InlineData("drug.quantity", "1500")]
    [InlineData("drug.quantity", "3000 to 2000 kg")]
    [InlineData("petitioner.age", "163")]
    [InlineData("petitioner.age", "63s")]
    [InlineData("charge.counts", "1,50")]
    [InlineData("charge.counts", "some")]
    [InlineData("charge.counts", "twenty twenty")]
    [InlineData("clemency.form", "parole")]
    [InlineData("clemency.form", "other:parole")]
    [InlineData("offense.statute", "the law")]
    [InlineData("offense.year", "1994-1991")]
    [InlineData("no.such", "1")]
    public void What_is_not_understood_is_refused_and_the_refusal_says_what_to_write(string attribute, string typed)
    {
        var read = Catalog.BuiltIn.Read(attribute, typed);

        Assert.True(read.IsRefused, read.ToString());
        Assert.EndsWith(".", read.Refusal.Remedy.TrimEnd('?') + ".");
        Assert.NotEmpty(read.Refusal.Problem);
    }

    [Theory]
    [InlineData("sentence.term", "life+300 mo", "life plus 25 years")]
    [InlineData("sentence.term", "12 mo 1 d", "12 months and one day")]
    [InlineData("sentence.term", "12 mo", "12 months")]
    [InlineData("sentence.term", "40 mo", "40 months")]
    [InlineData("sentence.term", "420 mo", "35 years")]
    [InlineData("clemency.date", "2018-06-06", "June 6, 2018")]
    [InlineData("clemency.date", "2018-06", "June 2018")]
    [InlineData("clemency.date", "--05-17", "May 17")]
    [InlineData("fraud.amount", "205000000", "$205,000,000")]
    [InlineData("drug.quantity", "2000-3000 kg", "2,000 to 3,000 kg")]
    [InlineData("drug.quantity", "0.05 kg", "50 grams")]
    [InlineData("offense.statute", "18 USC 371", "18 U.S.C. § 371")]
    [InlineData("offense.kind", "health-care-fraud", "health care fraud")]
    [InlineData("guideline.range", "360 mo-life", "360 months to life")]
    [InlineData("offense.year", "1991-1994", "1991 to 1994")]
    [InlineData("board.vote", "5-0", "5 to 0")]
    public void A_value_is_told_in_the_words_of_a_brief(string attribute, string canonical, string words) =>
        Assert.Equal(words, Catalog.BuiltIn.Describe(attribute, canonical));

    [Fact]
    public void A_year_and_a_day_is_not_a_year() =>
        Assert.NotEqual(Catalog.BuiltIn.Read("sentence.term", "a year").ToString(), Catalog.BuiltIn.Read("sentence.term", "a year and a day").ToString());

    [Fact]
    public void Every_day_of_the_calendar_survives_the_journey_through_both_of_its_forms()
    {
        Gen.DateOnly[new DateOnly(1600, 1, 1), new DateOnly(2200, 12, 31)].Sample(day =>
        {
            var canonical = day.ToString("yyyy-MM-dd");
            var read = Catalog.BuiltIn.Read("clemency.date", canonical);
            return read.ToString() == canonical && Catalog.BuiltIn.Read("clemency.date", read.Value!.Describe()).ToString() == canonical;
        });
    }

    [Fact]
    public void Every_sentence_survives_the_journey_through_both_of_its_forms()
    {
        Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 400], Gen.Bool).Sample((months, days, life) =>
        {
            if (months + days == 0)
                return true;
            var canonical = new Value.Imprisonment(life ? SentenceKind.Life : SentenceKind.Term, months, days).Canonical;
            var read = Catalog.BuiltIn.Read("sentence.term", canonical);
            return read.ToString() == canonical && Catalog.BuiltIn.Read("sentence.term", read.Value!.Describe()).ToString() == canonical;
        });
    }

    [Fact]
    public void Every_amount_weight_and_run_of_years_survives_the_journey_through_both_of_its_forms()
    {
        Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Long[1, 10_000_000], Gen.Int[1600, 2200], Gen.Int[0, 40]).Sample((cents, grams, year, length) =>
            Survives("fraud.amount", new Value.Dollars(cents / 100m))
            && Survives("drug.quantity", new Value.Weight(grams / 1000m, grams / 1000m, "kg"))
            && Survives("drug.quantity", new Value.Weight(grams / 1000m, (grams + length) / 1000m, "kg"))
            && Survives("offense.year", new Value.YearSpan(Math.Min(year, 2200 - length), Math.Min(year, 2200 - length) + length))
            && Survives("guideline.range", new Value.Bracket((int)(grams % 400), (int)(grams % 400) + length)));

        static bool Survives(string attribute, Value value) =>
            Catalog.BuiltIn.Read(attribute, value.Canonical).ToString() == value.Canonical
            && Catalog.BuiltIn.Read(attribute, value.Describe()).ToString() == value.Canonical;
    }

    [Fact]
    public void Anything_that_is_typed_is_read_or_refused_and_never_breaks_the_program()
    {
        var piece = Gen.OneOf(Gen.String[0, 6], Gen.OneOf(new[] { "life", "plus", "25", "years", "a", "and", "day", ",", "-", "$", "million", "June", "6", "2018", "kg", "§", "--", "hundred", "dozen", ".5", "½", "to" }.Select(Gen.Const).ToArray()));
        var attributes = Gen.OneOf(Catalog.BuiltIn.Attributes.Select(attribute => Gen.Const(attribute.Id)).ToArray());

        Gen.Select(attributes, piece.Array[0, 7]).Sample((attribute, pieces) =>
        {
            var read = Catalog.BuiltIn.Read(attribute, string.Join(' ', pieces));
            // Whatever is accepted is accepted again in its kept form, unchanged.
            return read.IsRefused || Catalog.BuiltIn.Read(attribute, read.Value.Canonical).ToString() == read.Value.Canonical;
        });
    }

    [Fact]
    public void Every_attribute_of_the_catalog_can_say_what_to_write()
    {
        foreach (var attribute in Catalog.BuiltIn.Attributes)
        {
            var read = Catalog.BuiltIn.Read(attribute.Id, " ");

            Assert.Contains("Write", read.Refusal!.Remedy);
            Assert.NotEmpty(attribute.FoundIn);
        }
        Assert.True(Catalog.BuiltIn.Attributes.Count > 100);
    }

    [Theory]
    [InlineData("""{ "attributes": [ """, "line 1")]
    [InlineData("{ \"attributes\": [\n { \"id\": \"a.b\", \"label\": \"L\", \"meaning\": \"M.\", \"type\": \"colour\", \"holds\": \"one\", \"changes\": false, \"foundIn\": [\"judgment\"], \"conflict\": \"differ\" } ] }", "line 2")]
    [InlineData("{ \"attributes\": [\n { \"id\": \"a.b\", \"colour\": 1, \"label\": \"L\", \"meaning\": \"M.\", \"type\": \"text\", \"holds\": \"one\", \"changes\": false, \"foundIn\": [\"judgment\"], \"conflict\": \"differ\" } ] }", "line 2")]
    [InlineData("{ \"attributes\": [\n\n { \"id\": \"a.b\", \"label\": \"L\", \"meaning\": \"M.\", \"type\": \"text\", \"holds\": \"one\", \"changes\": false, \"foundIn\": [\"diary\"], \"conflict\": \"differ\" } ] }", "line 3 ('a.b'): foundIn names the document kind 'diary'")]
    [InlineData("{ \"attributes\": [\n { \"id\": \"a.b\", \"label\": \"L\", \"meaning\": \"M.\", \"type\": \"text\", \"holds\": \"one\", \"changes\": false, \"foundIn\": [\"judgment\"], \"conflict\": \"age\" } ] }", "line 2 ('a.b'): the conflict rule Age does not fit")]
    [InlineData("{ \"attributes\": [\n { \"id\": \"a.b\", \"label\": \"L\", \"meaning\": \"M.\", \"type\": \"choice\", \"holds\": \"one\", \"changes\": false, \"foundIn\": [\"judgment\"], \"conflict\": \"differ\" } ] }", "a choice needs choices")]
    [InlineData("{ \"attributes\": [], \"attributes\": [] }", "line 1")]
    [InlineData("null", "holds null")]
    public void A_faulty_catalog_is_refused_with_the_place(string attributes, string expected)
    {
        var parsed = Catalog.Parse(attributes, Kinds);

        Assert.True(parsed.IsRefused);
        Assert.Contains(expected, parsed.Refusal.Problem);
        Assert.Contains("attributes.json", parsed.Refusal.Problem);
    }
}
