using System.Security.Cryptography;
using Clementia.Casework;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clementia.Web.Access;

/// <summary>
/// The first account. While nobody has one, the terminal that started the desk prints a link that makes the first administrator's, once. There is no
/// default password to forget to change. The token lives in this process alone: a restart prints another.
/// </summary>
public sealed class FirstStart(IServiceScopeFactory scopes) : IDisposable
{
    private readonly byte[] _token = RandomNumberGenerator.GetBytes(32);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The link, or null when somebody has an account.</summary>
    public string? Link(string origin)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<PeopleContext>().Users.Any() ? null : $"{origin}/first?token={Convert.ToHexStringLower(_token)}";
    }

    /// <summary>Whether a token is the one that was printed.</summary>
    public bool Fits(string? token)
    {
        try
        {
            return token is { Length: 64 } && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(token), _token);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Makes the first account: administrator, and reviewer of the office, so that one person alone can work. Two at once make one.</summary>
    /// <returns>What is wrong, or null when it was made.</returns>
    public async Task<string?> Make(string? token, string name, string fullName, string password)
    {
        if (!Fits(token))
            return "This link is not the one that the terminal printed. Copy it whole; a restart prints a new one.";
        await _one.WaitAsync();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<PeopleContext>();
            if (await people.Users.AnyAsync())
                return "The first account was already made. Sign in, or ask its owner for an account.";
            var person = new Person { UserName = name.Trim(), FullName = fullName.Trim() };
            var made = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, password);
            if (!made.Succeeded)
                return string.Join(' ', made.Errors.Select(error => error.Description));
            people.Seatings.Add(new Seating { PersonId = person.Id, Role = Role.Administrator, Clearance = Confidentiality.Public });
            people.Seatings.Add(new Seating { PersonId = person.Id, Role = Role.Reviewer, Clearance = Seat.ClearanceOf(Role.Reviewer) });
            await people.SaveChangesAsync();
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
