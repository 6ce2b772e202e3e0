using Clementia.Casework;
using Clementia.Cli;
using Clementia.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Clementia.Web.Petitions;

/// <summary>A page about one petition: it knows who sits there and shows only what they may see.</summary>
public abstract class PetitionPage : ComponentBase
{
    [Inject] private protected Offices Offices { get; set; } = null!;

    [Inject] private protected Seats Seats { get; set; } = null!;

    [Inject] private protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private protected Task<AuthenticationState> Who { get; set; } = null!;

    [CascadingParameter] private protected HttpContext Http { get; set; } = null!;

    /// <summary>The petition's id.</summary>
    [Parameter] public required string Id { get; set; }

    /// <summary>As the docket stood at an entry or a time; null for now.</summary>
    [SupplyParameterFromQuery(Name = "as-of")] public string? AsOf { get; set; }

    /// <summary>The petition within the seat's clearance. Null means: no such petition, or no seat; the page says the same of both.</summary>
    private protected Petition? Seen { get; private set; }

    /// <summary>Who sits here.</summary>
    private protected Seat? Seat { get; private set; }

    /// <summary>What a request was refused for, or null.</summary>
    private protected Refusal? Refused { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Seat = await Seats.Of((await Who).User, Id);
        Seen = Offices.Seen(Id, Seat, AsOf);
        if (Seen is null)
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await Loaded();
    }

    /// <summary>The petition is there.</summary>
    private protected virtual Task Loaded() => Task.CompletedTask;

    /// <summary>Enters what a procedure allows, for a seat that may; otherwise says why not. Gives the entry's number, or null.</summary>
    private protected int? Enter(Doing doing, Func<Petition, Store.Result<IReadOnlyList<Entry>>> decide)
    {
        if (Seat is null || !Seat.May(doing))
        {
            Refused = new Refusal("Your seat at this petition does not allow this.", "Ask whoever keeps this desk for a role that does.");
            return null;
        }
        try
        {
            using var desk = Offices.DeskOf(Seat.Name);
            var number = desk.Enter(Id, decide);
            Seen = Offices.Seen(Id, Seat);
            return number;
        }
        catch (UsageException refused)
        {
            Refused = new Refusal(refused.Message, "");
            return null;
        }
    }
}
