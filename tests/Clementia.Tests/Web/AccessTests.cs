using System.Net;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Clementia.Tests.Web;

public sealed class AccessTests(DeskServer desk) : IClassFixture<DeskServer>
{
    /// <summary>Every page with an address to try it at: P of a petition, A of the administrator, O of everyone who signed in, N of anyone at all.</summary>
    private static readonly Dictionary<string, (char Kind, string Try)> s_routes = new()
    {
        ["/"] = ('O', "/"),
        ["/login"] = ('N', "/login"),
        ["/logout"] = ('O', ""),
        ["/first"] = ('N', "/first"),
        ["/welcome"] = ('N', "/welcome"),
        ["/people"] = ('A', "/people"),
        ["/error"] = ('N', "/error"),
        ["/error/{Code:int}"] = ('N', "/error/404"),
        ["/denied"] = ('N', "/denied"),
        ["/health"] = ('N', "/health"),
        ["/p/{Id}"] = ('P', "/p/ID"),
        ["/p/{Id}/d/{Label}"] = ('P', "/p/ID/d/D1"),
        ["/p/{Id}/facts"] = ('P', "/p/ID/facts?show=all"),
        ["/p/{Id}/sentence"] = ('P', "/p/ID/sentence"),
        ["/p/{Id}/ask"] = ('P', "/p/ID/ask?q=Penhaligon"),
        ["/p/{Id}/docket"] = ('P', "/p/ID/docket"),
    };

    [Fact]
    public void No_route_is_missing_from_the_table()
    {
        var routes = desk.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(route => !route.StartsWith("/_", StringComparison.Ordinal) && !route.StartsWith("_", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(s_routes.Keys.Order(StringComparer.Ordinal), routes.Select(route => route.StartsWith('/') ? route : "/" + route).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_signing_in_nothing_but_the_door_opens()
    {
        using var stranger = desk.Browser();
        foreach (var (route, (kind, at)) in s_routes.Where(route => route.Value.Try.Length > 0))
        {
            var answer = await stranger.GetAsync(at.Replace("ID", desk.Id));
            Assert.True((kind == 'N') == (answer.StatusCode == HttpStatusCode.OK), $"{route}: {answer.StatusCode}");
            if (kind != 'N')
                Assert.Contains("/login", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Every_role_meets_every_page_within_its_clearance()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            using var browser = await desk.SignedIn(role.ToString());
            foreach (var (route, (kind, at)) in s_routes.Where(route => route.Value.Try.Length > 0))
            {
                var answer = await browser.GetAsync(at.Replace("ID", desk.Id));
                var words = await answer.Content.ReadAsStringAsync();
                var sees = kind switch { 'P' => role != Role.Administrator, 'A' => role == Role.Administrator, _ => true };
                Assert.True(sees == answer.IsSuccessStatusCode, $"{role} at {route}: {answer.StatusCode}");
                // The sealed paper's words, its name and the facts that it alone supports.
                if (Seat.ClearanceOf(role) < Confidentiality.Sealed || role == Role.Administrator)
                {
                    Assert.False(words.Replace("q=Penhaligon", "").Replace("value=\"Penhaligon\"", "").Contains("Penhaligon", StringComparison.Ordinal), $"{role} reads the sealed paper's words at {route}");
                    Assert.False(words.Contains("report.txt", StringComparison.Ordinal), $"{role} reads the sealed paper's name at {route}");
                    Assert.False(words.Contains("1955", StringComparison.Ordinal), $"{role} reads a fact of the sealed paper at {route}");
                }
            }
            var paper = await browser.GetAsync($"/p/{desk.Id}/d/D2");
            Assert.Equal(role != Role.Administrator && Seat.ClearanceOf(role) >= Confidentiality.Sealed, paper.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task Who_has_no_seat_is_told_the_same_as_when_there_is_no_such_petition()
    {
        using var browser = await desk.SignedIn("Nobody");
        var there = await browser.GetAsync($"/p/{desk.Id}");
        var missing = await browser.GetAsync("/p/p-000000");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (there.StatusCode, missing.StatusCode));
        Assert.Equal(await Words(missing, "p-000000"), await Words(there, desk.Id));

        // Each page carries a token of its own against forged forms.
        static async Task<string> Words(HttpResponseMessage answer, string id) => Regex.Replace((await answer.Content.ReadAsStringAsync()).Replace(id, "X", StringComparison.Ordinal), "value=\"[^\"]{40,}\"", "");
    }

    [Fact]
    public async Task Who_may_not_vet_is_refused_though_they_send_the_form()
    {
        using var observer = await desk.SignedIn(nameof(Role.Observer));
        var before = desk.Petition().LastEntry;
        var fact = desk.Petition().Facts.First(fact => fact.Status == FactStatus.Proposed);

        var answer = await DeskServer.Send(observer, $"/p/{desk.Id}/facts", "vet", ("Given.Fact", fact.Id), ("Given.Verdict", "strike"), ("Given.Reason", "no"));

        Assert.False(answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(before, desk.Petition().LastEntry);
    }

    [Fact]
    public async Task A_form_without_the_pages_own_token_enters_nothing()
    {
        using var advocate = await desk.SignedIn(nameof(Role.Advocate));
        var before = desk.Petition().LastEntry;

        var answer = await advocate.PostAsync($"/p/{desk.Id}/facts", new FormUrlEncodedContent([KeyValuePair.Create("_handler", "vet"), KeyValuePair.Create("Given.Fact", "F1"), KeyValuePair.Create("Given.Verdict", "confirm"), KeyValuePair.Create("Given.Reason", "x")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, desk.Petition().LastEntry);
    }

    [Fact]
    public async Task A_vetting_stands_on_the_docket_under_the_name_of_who_signed_in()
    {
        using var advocate = await desk.SignedIn(nameof(Role.Advocate));
        var fact = desk.Petition().Facts.First(fact => fact.Attribute == "sentence.term");

        var answer = await DeskServer.Send(advocate, $"/p/{desk.Id}/facts", "vet", ("Given.Fact", fact.Id), ("Given.Verdict", "confirm"), ("Given.Reason", "I read the judgment."));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var vetted = desk.Petition().Facts.First(other => other.Id == fact.Id);
        Assert.Equal((FactStatus.Confirmed, "The Advocate", "I read the judgment."), (vetted.Status, vetted.VettedBy, vetted.VettingReason));
    }

    [Fact]
    public async Task Every_page_keeps_scripts_of_others_out()
    {
        using var browser = await desk.SignedIn(nameof(Role.Reviewer));
        foreach (var (_, at) in s_routes.Values.Where(route => route.Try.Length > 0))
        {
            var answer = await browser.GetAsync(at.Replace("ID", desk.Id));
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.DoesNotMatch(new Regex("<script(?![^>]*src=)|\\son[a-z]+=|style="), await answer.Content.ReadAsStringAsync());
        }
    }
}

public sealed class FirstStartTests
{
    [Theory]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/\\elsewhere.example", false)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("/p/p-7k3m9q", true)]
    [InlineData(null, false)]
    public void Signing_in_leads_nowhere_else(string? url, bool local) => Assert.Equal(local, Clementia.Web.Pages.Login.IsLocal(url));
}
