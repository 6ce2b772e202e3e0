using System.Text.Json.Nodes;
using static Clementia.Tests.Law.GuidelineTexts;

namespace Clementia.Tests.Law;

/// <summary>What the texts on relief say, typed out, for where ../shared is not: <see cref="ReliefTextTests"/> reads the same out of the texts themselves.</summary>
public sealed class ReliefAwayFromTheTextTests
{
    [Theory]
    [InlineData("2006-11-01", "director", "", "")]
    [InlineData("2007-11-01", "terminal selfCare child director", "", "")]
    [InlineData("2016-11-01", "terminal selfCare child spouse director", "65 10y 75", "")]
    [InlineData("2023-11-01", "terminal selfCare untreated outbreak child adultChild spouse parent otherFamily abuse similar", "65 10y 75", "10y")]
    public void The_reasons_for_compassionate_release_were_these(string from, string reasons, string age, string longSentence)
    {
        var value = Value("ussg/1b1.13/reasons", from)!.AsObject();

        Assert.Equal(14, value.Count);
        Assert.Equal(reasons, string.Join(' ', value.Where(v => v.Value is JsonValue one && one.TryGetValue<bool>(out var yes) && yes).Select(v => v.Key)));
        Assert.Equal(age, value["age"] is { } old ? $"{old["years"]} {old["served"]} {old["percent"]}" : "");
        Assert.Equal(longSentence, value["longSentence"]?.GetValue<string>() ?? "");
    }

    [Theory]
    [InlineData("2008-03-03", "126 130 156 176 269 329 341 371 379 380 433 454 461 484 488 490 499 505 506 516 591 599 606 657 702 706", "706:2008-03-03", "assistance departure", false)]
    [InlineData("2008-05-01", "+ 715", "706:2008-03-03 715:2008-05-01", "assistance departure", false)]
    [InlineData("2011-11-01", "+ 750", "706:2008-03-03 715:2008-05-01 750:2011-11-01", "assistance", false)]
    [InlineData("2014-11-01", "+ 782", "706:2008-03-03 715:2008-05-01 750:2011-11-01 782:2015-11-01", "assistance", true)]
    [InlineData("2023-11-01", "+ 821", "706:2008-03-03 715:2008-05-01 750:2011-11-01 782:2015-11-01 821:2024-02-01", "assistance", true)]
    public void These_amendments_reached_back_from_these_days(string from, string listed, string orders, string comparable, bool setAside)
    {
        var value = Value("ussg/1b1.10/covered", from)!;
        var ours = Texts(value["listed"]!);

        // "+" stands for the list before.
        Assert.Equal(listed.StartsWith('+') ? Before(from) + listed[1..] : listed, ours);
        Assert.Equal(orders, string.Join(' ', value["orderFrom"]!.AsObject().Select(o => $"{o.Key}:{o.Value}")));
        Assert.Equal((comparable, setAside), (Texts(value["comparableBelow"]!), value["minimumSetAsideForAssistance"]!.GetValue<bool>()));

        static string Before(string from) => Texts(Versions("ussg/1b1.10/covered").Last(v => string.CompareOrdinal(v["from"]!.GetValue<string>(), from) < 0)["value"]!["listed"]!);
    }

    [Theory]
    [InlineData("126", "1989-11-01", "2D1.1")]
    [InlineData("130", "1989-11-01", "2D1.1")]
    [InlineData("156", "1989-11-01", "2F1.1")]
    [InlineData("176", "1989-11-01", "2J1.4")]
    [InlineData("269", "1989-11-01", "4B1.3")]
    [InlineData("329", "1990-11-01", "2J1.6")]
    [InlineData("341", "1990-11-01", "2P1.1")]
    [InlineData("371", "1991-11-01", "2D1.11 2D1.12 2D1.13")]
    [InlineData("379", "1991-11-01", "2S1.3")]
    [InlineData("380", "1991-11-01", "2X3.1")]
    [InlineData("433", "1991-11-01", "4B1.2")]
    [InlineData("454", "1992-11-01", "3A1.1")]
    [InlineData("461", "1992-11-01", "4B1.2")]
    [InlineData("484", "1993-11-01", "2D1.1")]
    [InlineData("488", "1993-11-01", "2D1.1")]
    [InlineData("490", "1993-11-01", "2S1.3 2S1.4")]
    [InlineData("499", "1993-11-01", "2D1.1")]
    [InlineData("505", "1994-11-01", "2D1.1")]
    [InlineData("506", "1994-11-01", "4B1.1")]
    [InlineData("516", "1995-11-01", "2D1.1")]
    [InlineData("591", "2000-11-01", "2D1.2")]
    [InlineData("599", "2000-11-01", "2K2.4 2B3.1")]
    [InlineData("606", "2000-11-01", "2D1.11")]
    [InlineData("657", "2003-11-01", "2D1.1")]
    [InlineData("702", "2007-11-01", "2B1.1 2L1.1")]
    [InlineData("706", "2007-11-01", "2D1.1")]
    [InlineData("715", "2008-05-01", "2D1.1")]
    [InlineData("750", "2011-11-01", "2D1.1")]
    [InlineData("782", "2014-11-01", "2D1.1")]
    [InlineData("821", "2023-11-01", "")]
    public void Each_amendment_that_reaches_back_has_its_day_and_its_guidelines(string number, string effective, string guidelines)
    {
        var amendment = Versions("ussg/1b1.10/amendments").Single()["value"]!.AsArray().Single(a => a!["amendment"]!.GetValue<string>() == number)!;

        Assert.Equal((effective, guidelines), (amendment["effective"]!.GetValue<string>(), Texts(amendment["guidelines"]!)));
    }

    [Fact]
    public void These_convictions_bar_time_credits() =>
        Assert.Equal(
            [
                "18 USC 32", "18 USC 33", "18 USC 36", "18 USC 81", "18 USC 111(b)", "18 USC 113(a)(1)",
                "18 USC 113(a)(7)", "18 USC 113(a)(8)", "18 USC 115", "18 USC 116", "18 USC 117", "18 USC chapter 10",
                "18 USC chapter 11B", "18 USC 351", "18 USC 521", "18 USC 751", "18 USC 793", "18 USC 794",
                "18 USC chapter 39", "18 USC 842(p)", "18 USC 844(f)(3)", "18 USC 844(h)", "18 USC 844(i)", "18 USC 871",
                "18 USC 879", "18 USC 924(c)", "18 USC 1030(a)(1)", "18 USC 1091", "18 USC 1113", "18 USC chapter 51",
                "18 USC chapter 55", "18 USC chapter 77", "18 USC 1751", "18 USC 1791", "18 USC 1792", "18 USC 1841(a)(2)(C)",
                "18 USC 1992", "18 USC 2113(e)", "18 USC 2118(c)", "18 USC 2119", "18 USC chapter 105", "18 USC chapter 109A",
                "18 USC 2250", "18 USC 2251", "18 USC 2251A", "18 USC 2252", "18 USC 2252A", "18 USC 2260",
                "18 USC 2283", "18 USC 2284", "18 USC 2291", "18 USC chapter 113B", "18 USC 2340A", "18 USC 2381",
                "18 USC 2442", "42 USC 2077(b)", "42 USC 2122", "42 USC 2131", "42 USC 2274", "42 USC 2275",
                "42 USC 2284", "49 USC 60123(b)", "21 USC 841", "21 USC 846", "21 USC 960", "21 USC 963",
                "8 USC 1326", "8 USC 1327", "8 USC 1328", "50 USC 1705", "50 USC 3121", "Export Administration Act (50 USC 4611 and following)",
            ],
            Versions("usc/18/3632-d-4-d").Single()["value"]!.AsArray().Select(v => (v!["statute"] ?? v["chapter"])!.GetValue<string>()));

    private static string Texts(JsonNode list) => string.Join(' ', list.AsArray().Select(n => n!.GetValue<string>()));
}
