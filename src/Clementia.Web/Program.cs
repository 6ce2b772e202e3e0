using System.Globalization;
using System.Threading.RateLimiting;
using Clementia.Store;
using Clementia.Web.Access;
using Clementia.Web.Pages;
using Clementia.Web.Petitions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace Clementia.Web;

/// <summary>The desk: one workspace served to browsers. One process, one folder; nothing is fetched from outside.</summary>
public sealed class Program
{
    private Program() { }

    /// <summary>Serves until told to stop. Exit code 2 when it cannot start, with one sentence that says why.</summary>
    public static int Main(string[] arguments)
    {
        var location = Option(arguments, "--workspace", "-w") ?? "workspace";
        var port = Option(arguments, "--port", "-p") ?? "5080";
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            return Fail($"'{port}' is no port. Give a number from 1 to 65535: ./clementia serve --port 5080");
        var opened = Workspace.Open(location);
        if (opened.IsRefused(out var refused, out var workspace))
            return Fail(refused.ToString());
        using (workspace)
        {
            var app = Build(new WebApplicationOptions { ApplicationName = "clementia-desk", ContentRootPath = AppContext.BaseDirectory }, workspace, $"http://localhost:{number}");
            try
            {
                app.Start();
            }
            catch (IOException taken)
            {
                return Fail($"Port {number} cannot be used: {taken.Message.TrimEnd('.')}. Choose another: ./clementia serve --port {number + 1}");
            }
            Console.WriteLine($"The desk is at http://localhost:{number} (workspace {workspace.Name}). Ctrl-C stops it.");
            using (var scope = app.Services.CreateScope())
            {
                if (scope.ServiceProvider.GetRequiredService<FirstStart>().Link($"http://localhost:{number}") is { } link)
                    Console.WriteLine($"Nobody has an account yet. Open this once, on this machine, to make the first administrator's:\n  {link}");
            }
            app.WaitForShutdown();
        }
        return 0;
    }

    /// <summary>The application over an open workspace; tests build the same.</summary>
    internal static WebApplication Build(WebApplicationOptions options, Workspace workspace, string? url = null, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(options);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        if (url is not null)
            builder.WebHost.UseUrls(url);
        // A document may be large; a form may not.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Offices.LargestUpload);
        var folder = Path.Combine(workspace.Folder ?? Path.Combine(Directory.GetCurrentDirectory(), "desk"), "desk");
        Directory.CreateDirectory(folder);

        builder.Services.AddSingleton(workspace);
        builder.Services.AddSingleton<Offices>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FirstStart>();
        builder.Services.AddScoped<Seats>();
        builder.Services.AddDbContext<PeopleContext>(db => db.UseSqlite($"Data Source={Path.Combine(folder, "people.db")}"));
        builder.Services.AddDataProtection().SetApplicationName("clementia").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
        builder.Services.AddIdentity<Person, IdentityRole>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.User.RequireUniqueEmail = false;
            // Length is what helps; rules of signs only make people write passwords down (NIST SP 800-63B).
            identity.Password.RequiredLength = 12;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = 8;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        }).AddEntityFrameworkStores<PeopleContext>().AddDefaultTokenProviders();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/login";
            cookie.AccessDeniedPath = "/denied";
            cookie.Cookie.Name = "clementia";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            cookie.SlidingExpiration = true;
        });
        // What is not opened by name needs a person who signed in.
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/login") && HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter("login " + context.Connection.RemoteIpAddress, _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter("all"));
        });
        builder.Services.AddRazorComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAntiforgery(forgery => forgery.Cookie.SameSite = SameSiteMode.Strict);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddHealthChecks();
        more?.Invoke(builder);

        var app = builder.Build();
        using (var scope = app.Services.CreateScope())
            scope.ServiceProvider.GetRequiredService<PeopleContext>().Database.EnsureCreated();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (!context.Request.Path.StartsWithSegments("/assets"))
                headers.CacheControl = "no-cache, no-store";
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "assets")),
            RequestPath = "/assets",
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=86400",
        });
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapPost("/logout", async (SignInManager<Person> signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/login");
        });
        app.MapRazorComponents<App>();
        return app;
    }

    private static string? Option(string[] arguments, string name, string letter)
    {
        var at = Array.FindIndex(arguments, argument => argument == name || argument == letter);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static int Fail(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }
}
