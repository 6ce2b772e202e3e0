using Clementia.Casework;

namespace Clementia.Tests.Casework;

/// <summary>A docket on which a decision may be made: an invented judgment, vetted, and a process that stands before the President.</summary>
internal static class DecidedCase
{
    public const string President = "Edwin Thorne";

    public static readonly DateOnly Today = new(2026, 3, 1);

    public static readonly string Note = $"clementia/test\n9\n{Convert.ToBase64String(new byte[32])}\n\n— test x\n";

    /// <summary>The facts of the judgment; a fact whose attribute is named again takes the other value, and one set to null is left out.</summary>
    public static Docket Docket(params (string Attribute, string? Value)[] other)
    {
        var docket = Vetted(other);
        docket.Add(new ProcessChosen("us-direct", ReviewProcess.Find("us-direct")!.Fingerprint, [new RoleHolders("president", [President])], []));
        return docket.Add(new StageMoved("us-direct", "vetting", "decision", "", []));
    }

    /// <summary>The same before any process is chosen.</summary>
    public static Docket Vetted(params (string Attribute, string? Value)[] other)
    {
        var facts = new List<(string Attribute, string Value)>
        {
            ("petitioner.name", "Judith Marlow"), ("court.district", "Western District of Arcadia"), ("court.docket", "2:95-cr-00417"), ("conviction.by", "jury"),
            ("offense.statute", "21 USC 846"), ("offense.statute", "18 USC 1956(h)"), ("sentence.date", "1997-03-21"), ("sentence.term", "life"), ("sentence.supervised_release", "60 mo"),
        };
        foreach (var (attribute, value) in other)
        {
            facts.RemoveAll(fact => fact.Attribute == attribute);
            if (value is not null)
                facts.Add((attribute, value));
        }
        var read = facts.Select(fact => Casework.Docket.Says(fact.Attribute, fact.Value, Standard.JudgeFinding)).ToList();
        if (other.All(one => one.Attribute != "conviction.counts"))
            read.Add(Counts("3", "1, 3 and 7"));
        var docket = new Docket().Filed("judgment", "judgment").ReadIn("judgment", [.. read]);
        foreach (var fact in docket.Fold().Facts)
            docket.Vet(fact.Id, Verdict.Confirm, null, "read in the judgment");
        return docket;
    }

    public static Proposal Counts(string number, string listed) => Casework.Docket.Says("conviction.counts", number, Standard.JudgeFinding) with { Passages = [new Citation("", 1, 40, listed, "was found guilty on Counts ", " by a jury")] };

    public static DecisionAsked Asked(ClemencyForm form, string? to = null) => new(form, "The sentence is longer than what she did asks for.", new DateOnly(2018, 6, 6), Note) { To = to };

    public static DecisionAsked TimeServed => Asked(ClemencyForm.Commutation, "time served");

    public static Outcome<Entry[]> Decide(this Docket docket, DecisionAsked asked, string by = President, string[]? lacking = null, string? regardless = null) => Procedure.Decide(docket.Fold(), by, asked, lacking ?? [], regardless);

    /// <summary>Enters the decision; it must not be refused.</summary>
    public static Docket Decided(this Docket docket, DecisionAsked asked, string by = President)
    {
        foreach (var entry in docket.Decide(asked, by).Value ?? throw new InvalidOperationException(docket.Decide(asked, by).ToString()))
            docket.Add(entry, by);
        return docket;
    }

    public static Instrument Instrument(this Docket docket, string? decision = null, string? office = null) => Clementia.Casework.Instrument.Compose(docket.Fold(), decision, office) is { IsRefused: false, Value: var instrument } ? instrument : throw new InvalidOperationException(Clementia.Casework.Instrument.Compose(docket.Fold(), decision, office).ToString());

    /// <summary>Drafts the instrument of the last grant as a file of that name.</summary>
    public static Docket Drafted(this Docket docket, string file = "warrant", string? decision = null) => docket.Add(Procedure.Draft(docket.Fold(), docket.Instrument(decision), Casework.Docket.Sha(file), "pdf"));

    public static Outcome<Entry> Sign(this Docket docket, string by = President, string? instrument = null, string? file = null, DateOnly? on = null) =>
        Procedure.Sign(docket.Fold(), by, instrument, file is null ? null : Casework.Docket.Sha(file), on ?? new DateOnly(2018, 6, 6), Today);

    public static string All(this Instrument instrument) => string.Join('\n', [instrument.Title, instrument.Office, instrument.Grantee, .. instrument.Paragraphs.Select(one => one.Text)]);
}
