using System.Net;
using System.Text.RegularExpressions;
using Clementia.Casework;
using Clementia.Cli;
using Clementia.Store;
using Clementia.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Clementia.Tests.Web;

/// <summary>The desk on a port of its own, over a workspace of its own, with a petition that has an open and a sealed paper, and a person for each role.</summary>
public sealed partial class DeskServer : IAsyncLifetime
{
    /// <summary>Words that stand in the sealed paper alone.</summary>
    public const string Secret = "Ulrica Penhaligon";

    public const string Password = "three odd words";

    private readonly string _folder = Directory.CreateTempSubdirectory("clementia-desk-").FullName;
    private Workspace _workspace = null!;

    public WebApplication App { get; private set; } = null!;

    public string Origin { get; private set; } = "";

    /// <summary>The petition's id.</summary>
    public string Id { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Assert.False(Workspace.Open(Path.Combine(_folder, "workspace")).IsRefused(out var refused, out var workspace), refused?.ToString());
        _workspace = workspace!;
        using (var desk = Desk.At(_workspace, "Ottoline Farraday"))
        {
            Id = desk.OpenPetition("Commutation for Dorothea Maybank");
            File.WriteAllText(Path.Combine(_folder, "judgment.txt"), "UNITED STATES DISTRICT COURT\nJUDGMENT IN A CRIMINAL CASE\n\nOn March 21, 1997, Dorothea Maybank was sentenced to life in prison for conspiracy to distribute cocaine.\n");
            File.WriteAllText(Path.Combine(_folder, "report.txt"), $"PRESENTENCE INVESTIGATION REPORT\n\nDorothea Maybank was born on May 2, 1955. Her sister {Secret} lives in Port Ashby. The offense level is 43. She was sentenced to life in prison.\n");
            desk.File(Id, Path.Combine(_folder, "judgment.txt"), new DocumentAbout("judgment", "public", "1997-03-21", null, "test"), CancellationToken.None);
            desk.File(Id, Path.Combine(_folder, "report.txt"), new DocumentAbout("psr", "sealed", "1997-01-17", null, "test"), CancellationToken.None);
            var sealedFact = desk.Petition(Id, null).Facts.First(fact => fact.Attribute == "petitioner.date_of_birth");
            desk.Enter(Id, soFar => Desk.Either(Procedure.Vet(soFar, sealedFact.Id, Verdict.Confirm, null, $"As {Secret} says too.")));
        }
        App = Clementia.Web.Program.Build(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }, _workspace, "http://127.0.0.1:0");
        await App.StartAsync();
        Origin = App.Urls.First();
        await using var scope = App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var people = scope.ServiceProvider.GetRequiredService<PeopleContext>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var person = new Person { UserName = role.ToString(), FullName = $"The {role}" };
            Assert.True((await users.CreateAsync(person, Password)).Succeeded);
            people.Seatings.Add(new Seating { PersonId = person.Id, Role = role, Petition = role == Role.Administrator ? null : Id, Clearance = Seat.ClearanceOf(role) });
        }
        Assert.True((await users.CreateAsync(new Person { UserName = "Nobody", FullName = "Nobody" }, Password)).Succeeded);
        await people.SaveChangesAsync();
    }

    /// <summary>A browser's worth of state: cookies, no redirects followed.</summary>
    public HttpClient Browser() => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(Origin) };

    /// <summary>Someone who signed in.</summary>
    public async Task<HttpClient> SignedIn(string name)
    {
        var browser = Browser();
        var answer = await Send(browser, "/login", "login", ("Given.Name", name), ("Given.Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Loads a page and sends its form of a name, with the page's own token.</summary>
    public static async Task<HttpResponseMessage> Send(HttpClient browser, string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(path);
        var token = Token().Match(page).Groups["token"].Value;
        return await browser.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("_handler", form)).Append(KeyValuePair.Create("__RequestVerificationToken", token))));
    }

    public Petition Petition()
    {
        using var desk = Desk.At(_workspace, "test");
        return desk.Petition(Id, null);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _workspace.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
