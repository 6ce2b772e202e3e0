using Clementia.Casework;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Clementia.Web.Access;

/// <summary>Someone with an account. What they sign stands on the docket under their <see cref="FullName"/>.</summary>
public sealed class Person : IdentityUser
{
    /// <summary>As it stands on the docket.</summary>
    public required string FullName { get; set; }
}

/// <summary>In which capacity someone works.</summary>
public enum Role
{
    /// <summary>Sees what is public of a petition and changes nothing.</summary>
    Observer,
    /// <summary>Pleads: files, vets, answers, issues briefs.</summary>
    Advocate,
    /// <summary>Vets and moves petitions at a pardon office or board.</summary>
    Reviewer,
    /// <summary>Objects, and sees what rests on sealed papers.</summary>
    Counsel,
    /// <summary>Brings it to the one who decides.</summary>
    Adviser,
    /// <summary>Decides.</summary>
    DecisionMaker,
    /// <summary>Gives seats and keeps the place running. Sees no petition by that alone.</summary>
    Administrator,
}

/// <summary>A role that someone holds, in the whole office or on one petition.</summary>
public sealed class Seating
{
    /// <summary>Key.</summary>
    public int Id { get; set; }

    /// <summary>Whose.</summary>
    public required string PersonId { get; set; }

    /// <summary>On which petition; null for the whole office.</summary>
    public string? Petition { get; set; }

    /// <summary>Which role.</summary>
    public Role Role { get; set; }

    /// <summary>The highest class that they may see in it.</summary>
    public Confidentiality Clearance { get; set; }
}

/// <summary>The people of an office, beside its dockets.</summary>
public sealed class PeopleContext(DbContextOptions<PeopleContext> options) : IdentityDbContext<Person>(options)
{
    /// <summary>Who holds which role.</summary>
    public DbSet<Seating> Seatings => Set<Seating>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Seating>().HasIndex(holding => holding.PersonId);
    }
}
