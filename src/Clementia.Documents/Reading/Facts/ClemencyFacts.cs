using Clementia.Casework;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>Proposes facts on the petitioner and the clemency: who asks, who decides, who urges and opposes, what was granted, when and how.</summary>
internal static class ClemencyFacts
{
    public static IEnumerable<Proposal> Find(Prose.Prose prose, IReadOnlyList<Statement> statements)
    {
        var text = ClemencyText.Of(prose);
        var acts = ClemencyActs.Find(text);
        var sheet = new ClemencySheet(prose, statements);
        var file = new ClemencyFile(text, acts, statements, sheet);
        file.Read();
        return sheet.Facts;
    }
}

/// <summary>What the rules share while they read one document: its lines, its acts of clemency and its petitioners.</summary>
internal sealed class ClemencyFile
{
    private readonly List<Entity> _petitioners = [];

    public ClemencyFile(ClemencyText text, IReadOnlyList<Act> acts, IReadOnlyList<Statement> statements, ClemencySheet sheet)
    {
        Text = text;
        Acts = acts;
        Statements = statements;
        Sheet = sheet;
        foreach (var who in acts.SelectMany(a => a.Patients.Select(p => p.Who)).Concat(text.Prose.Petitioners))
        {
            if (who.Kind is EntityKind.Person or EntityKind.Unknown && !who.IsPlural && who.Name.Length > 1 && !ClemencyActs.MayGrant(who) && !_petitioners.Contains(who))
                _petitioners.Add(who);
        }
        sheet.Several = _petitioners.Count > 1;
    }

    public ClemencyText Text { get; }

    public Prose.Prose Prose => Text.Prose;

    public IReadOnlyList<Act> Acts { get; }

    public IReadOnlyList<Statement> Statements { get; }

    public ClemencySheet Sheet { get; }

    /// <summary>Everyone for whom the text tells of clemency, and whom the prose takes for petitioners.</summary>
    public IReadOnlyList<Entity> Petitioners => _petitioners;

    /// <summary>The one petitioner, or null when there are several or none.</summary>
    public Entity? Sole => _petitioners.Count == 1 ? _petitioners[0] : null;

    public bool IsPetitioner(Entity? who) => who is not null && _petitioners.Contains(who);

    public void Read()
    {
        Names();
        Granted();
    }

    private void Names()
    {
        foreach (var who in _petitioners)
        {
            var full = who.Mentions.Where(m => m.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName && Name(m) == who.Name).ToList();
            if (full.Count == 0)
                full = [.. who.Mentions.Where(m => m.Form is MentionForm.FullName or MentionForm.LastName).OrderByDescending(m => m.End - m.NameStart).Take(1)];
            foreach (var mention in full.Take(6))
                Sheet.Add("petitioner.name", who.Name, Sheet.SubjectOf(who), mention.NameStart, mention.End, $"The text tells of clemency or of a criminal case for {who.Name}.", Confidence.Resolved);
        }
    }

    private string Name(Mention mention) => Prose.Text[mention.NameStart..mention.End];

    private void Granted()
    {
        var specific = Acts.Where(a => a.Stage == Stage.Granted && a.Form != "clemency").SelectMany(a => a.Patients.Select(p => p.Who)).ToHashSet();
        foreach (var act in Acts)
        {
            if (act.Stage != Stage.Granted)
                continue;
            foreach (var patient in act.Patients)
            {
                if (!IsPetitioner(patient.Who))
                    continue;
                // "clemency" beside a named form adds nothing.
                if (act.Form == "clemency" && specific.Contains(patient.Who))
                    continue;
                Grant(act, patient.Who, Math.Max(act.End, patient.End));
            }
        }
        Sheet.Several |= false;
    }

    private void Grant(Act act, Entity who, int end)
    {
        var subject = Sheet.SubjectOf(who);
        var start = Math.Min(act.Start, end - 1);
        Sheet.Add("clemency.form", act.Form, subject, start, end, $"The passage says that {who.Name} was given a {act.Form}.", act.Nominal ? Confidence.Inferred : Confidence.Stated);
        if (act.Grantor is { } grantor && !ClemencyActs.IsBoard(grantor))
            Sheet.Add("clemency.grantor", Presidents.FullName(grantor), subject, start, end, $"The passage names {grantor.Name} as the one who gave it.", Confidence.Stated);
        if (act.When is { } when)
        {
            var from = Math.Min(start, when.Start);
            var to = Math.Max(end, when.End);
            Sheet.Add("clemency.date", when.Value, subject, from, to, "The date stands in the clause that tells of the grant.", when.IsDerived ? Confidence.Resolved : Confidence.Stated, derived: when.IsDerived);
        }
    }
}
