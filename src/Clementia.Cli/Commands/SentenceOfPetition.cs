using Clementia.Casework;
using Clementia.Law;
using Clementia.Store;

namespace Clementia.Cli.Commands;

/// <summary>A petition's finding of law, entered on its docket.</summary>
internal static class SentenceOfPetition
{
    public static (SentenceFound Found, int Entry) Enter(Desk desk, string id, DateOnly day, string? entered = null)
    {
        SentenceFound? found = null;
        var entry = desk.Enter(id, petition =>
        {
            var outcome = LawOnPetition.Find(petition, LawBook.BuiltIn, day, entered);
            if (outcome.IsRefused)
                return outcome.Refusal;
            found = outcome.Value;
            return new Entry[] { found };
        });
        return (found!, entry);
    }
}
