using System.Collections.Frozen;
using System.Security.Claims;
using Clementia.Casework;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Clementia.Web.Access;

/// <summary>What someone asks to do.</summary>
public enum Doing
{
    /// <summary>See a petition within their clearance.</summary>
    See,
    /// <summary>Open a petition.</summary>
    Open,
    /// <summary>File a document.</summary>
    File,
    /// <summary>Vet a fact or resolve a conflict.</summary>
    Vet,
    /// <summary>Enter a finding of law.</summary>
    Find,
    /// <summary>Raise an objection, take a position.</summary>
    Object,
    /// <summary>Answer an objection, lay evidence.</summary>
    Answer,
    /// <summary>Issue a brief.</summary>
    Issue,
    /// <summary>Move it through its process.</summary>
    Move,
    /// <summary>Decide, and sign.</summary>
    Decide,
    /// <summary>Give seats, see health and access.</summary>
    Administer,
}

/// <summary>Who sits at a petition (or at the office), what they may do there, and up to which class they see.</summary>
/// <param name="Name">As they sign.</param>
/// <param name="Roles">Theirs here.</param>
/// <param name="Clearance">The highest class that they may see here.</param>
public sealed record Seat(string Name, IReadOnlyList<Role> Roles, Confidentiality Clearance)
{
    private static readonly FrozenDictionary<Role, Doing[]> s_may = new Dictionary<Role, Doing[]>
    {
        [Role.Observer] = [Doing.See],
        [Role.Advocate] = [Doing.See, Doing.Open, Doing.File, Doing.Vet, Doing.Find, Doing.Answer, Doing.Issue, Doing.Move],
        [Role.Reviewer] = [Doing.See, Doing.Open, Doing.File, Doing.Vet, Doing.Find, Doing.Object, Doing.Answer, Doing.Issue, Doing.Move],
        [Role.Counsel] = [Doing.See, Doing.File, Doing.Object, Doing.Answer, Doing.Move],
        [Role.Adviser] = [Doing.See, Doing.File, Doing.Object, Doing.Answer, Doing.Issue, Doing.Move],
        [Role.DecisionMaker] = [Doing.See, Doing.Object, Doing.Move, Doing.Decide],
        [Role.Administrator] = [Doing.Administer],
    }.ToFrozenDictionary();

    /// <summary>Whether any of their roles allows it.</summary>
    public bool May(Doing doing) => Roles.Any(role => s_may[role].Contains(doing));

    /// <summary>What a role sees when nobody says otherwise.</summary>
    public static Confidentiality ClearanceOf(Role role) => role switch
    {
        Role.Advocate => Confidentiality.Privileged,
        Role.Reviewer or Role.Counsel or Role.DecisionMaker => Confidentiality.Sealed,
        Role.Adviser => Confidentiality.Confidential,
        _ => Confidentiality.Public,
    };
}

/// <summary>Finds the seat of whoever asks. The only way from a request to a petition leads through here.</summary>
public sealed class Seats(PeopleContext people, UserManager<Person> users)
{
    /// <summary>Their seat at a petition, or at the office when null; null when they have none there.</summary>
    public async Task<Seat?> Of(ClaimsPrincipal who, string? petition)
    {
        if (await users.GetUserAsync(who) is not { } person)
            return null;
        var holdings = await people.Seatings.AsNoTracking().Where(holding => holding.PersonId == person.Id && (holding.Petition == null || holding.Petition == petition)).ToListAsync();
        return holdings.Count == 0 ? null : new Seat(person.FullName, [.. holdings.Select(holding => holding.Role).Distinct().Order()],
            holdings.Where(holding => holding.Role != Role.Administrator).Select(holding => holding.Clearance).DefaultIfEmpty(Confidentiality.Public).Max());
    }

    /// <summary>Ids of the petitions that they hold a role on by name; and whether they hold one in the whole office.</summary>
    public async Task<(IReadOnlySet<string> Named, bool All)> Reach(ClaimsPrincipal who)
    {
        if (await users.GetUserAsync(who) is not { } person)
            return (new HashSet<string>(), false);
        var holdings = await people.Seatings.AsNoTracking().Where(holding => holding.PersonId == person.Id && holding.Role != Role.Administrator).ToListAsync();
        return (holdings.Select(holding => holding.Petition).OfType<string>().ToHashSet(StringComparer.Ordinal), holdings.Exists(holding => holding.Petition is null));
    }
}
