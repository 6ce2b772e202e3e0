using System.Text;

namespace Clementia.Casework;

/// <summary>
/// Drafts an instrument. Its parts are those of the real ones (who grants to whom, the conviction, the sentence, what is granted, what stays, conditions,
/// who carries it out, signature); its words are our own. A commutation never says pardon, and a pardon never says commutation.
/// </summary>
internal sealed class InstrumentDrafting
{
    private readonly Petition _petition;
    private readonly Decision _decision;
    private readonly DecisionMade _made;
    private readonly Decisions _decisions;
    private readonly RecordOfSentence _record;
    private readonly InstrumentChecks _checks;
    private readonly List<InstrumentParagraph> _paragraphs = [];
    private readonly List<string> _incomplete = [];
    private readonly CaseProcess? _process;
    private readonly string? _office;

    public InstrumentDrafting(Petition petition, Decisions decisions, Decision decision, DecisionMade made, string? office)
    {
        (_petition, _decisions, _decision, _made, _office) = (petition, decisions, decision, made, office);
        _record = new RecordOfSentence(petition);
        _process = CaseProcess.Of(petition);
        _checks = new InstrumentChecks(petition, _record, decision, made);
    }

    private string Effective => Wording.Day(_made.Effective);

    private bool IsWhole => _made.Counts.Count == 0;

    private string CountsInWords => $"{(_made.Counts.Count == 1 ? "count" : "counts")} {Wording.Listing(_made.Counts)}";

    public Instrument Compose()
    {
        var head = new Paragraph(this);
        var name = _checks.Recite("petitioner.name", "the name", needed: true);
        var grantee = name is null ? head.Missing("the name of the grantee") : Wording.Value("petitioner.name", name.Value);

        Add(InstrumentPart.Address, p => p.Say("To all whom this concerns:"));
        Conviction(grantee, name);
        Sentence();
        Earlier();
        Operative(grantee);
        foreach (var condition in _made.Conditions)
            Add(InstrumentPart.Condition, p => p.Say(Sentenced(condition)));
        Intact();
        Add(InstrumentPart.Direction, p => p.Say(IsFederal
            ? "I direct the Attorney General to have this grant delivered and carried out, and the officers who have charge of the sentence to give it effect."
            : "I direct the officers who have charge of the sentence to deliver this grant and to give it effect."));
        Add(InstrumentPart.Testimony, p => p.Say("In witness of this I have signed my name on the day and at the place written below."));
        _checks.Rest();
        for (var i = 0; i < _paragraphs.Count - 1; i++)
        {
            if (_paragraphs[i].Part == InstrumentPart.Recital && _paragraphs[i + 1].Part == InstrumentPart.Recital)
                _paragraphs[i] = _paragraphs[i] with { Text = _paragraphs[i].Text + " and" };
        }

        return new Instrument
        {
            Petition = _petition.Id,
            Decision = _decision.Id,
            Form = _made.Form,
            Effective = _decision.Effective ?? default,
            IsSample = Composition.IsSampleText(_petition.Title) || _petition.Documents.Any(d => d.Filed is { } filed && Composition.IsSampleText(filed.Custody)),
            Title = TitleWords,
            Grantor = Wording.Shorten(_decision.By, 80),
            Office = OfficeWords,
            Grantee = grantee,
            Paragraphs = _paragraphs,
            Checks = _checks.All,
            Incomplete = _incomplete,
            NeedsAcceptance = _made.Conditions.Count > 0,
            Checkpoint = Brief.ReadCheckpoint(_made.Checkpoint),
        };
    }

    private bool IsFederal => _process?.Process.Id.StartsWith("us-", StringComparison.Ordinal) == true;

    private string OfficeWords => _office is { Length: > 0 } named ? Wording.Shorten(named, 100)
        : IsFederal && _process!.Process.Decider == "president" ? "President of the United States"
        : _process is null ? "" : Capital(WithoutThe(_process.Process.LabelOf(_process.Process.Decider)));

    private string TitleWords => (_made.Conditions.Count > 0 ? "Conditional " : "") + _made.Form switch
    {
        ClemencyForm.Pardon => "Pardon",
        ClemencyForm.Commutation => "Commutation of Sentence",
        ClemencyForm.Reprieve => "Reprieve",
        ClemencyForm.Remission => $"Remission of {Capital(Wording.Listing([.. _made.Remits]))}",
        _ => throw new InvalidOperationException($"A {_made.Form} has no instrument."),
    };

    private void Conviction(string grantee, Fact? name)
    {
        var by = _checks.Recite("conviction.by", "how the conviction came about", needed: false);
        var court = _checks.Recite("court.district", "the court", needed: true);
        var isDistrict = IsFederal && court is not null && court.Value.Contains("District", StringComparison.OrdinalIgnoreCase) && !court.Value.Contains("Court", StringComparison.OrdinalIgnoreCase);
        var docket = _checks.Recite("court.docket", "the number of the case", needed: true);
        var counts = _checks.Counts(_made.Counts);
        var offenses = _checks.ReciteAll("offense.statute", "the offenses");
        var kinds = offenses.Count > 0 ? [] : _checks.ReciteAll("offense.kind", "the offenses, by their kind");
        Add(InstrumentPart.Recital, p =>
        {
            p.Say("Whereas ").Tell(grantee, name).Say(" was convicted");
            if (by?.Value is "jury" or "bench")
                p.Tell(by.Value == "jury" ? " by a jury" : " by the court", by);
            else if (by?.Value is "plea")
                p.Tell(" upon a plea of guilty", by);
            p.Say(isDistrict ? " in the United States District Court for the " : " in the ").Fact(court, "the court").Say(", case number ").Fact(docket, "the number of the case");
            if (counts is not null)
                p.Tell($", on {(counts.Count == 1 ? "count" : "counts")} {Wording.Listing(counts)}", _record.One("conviction.counts"));
            p.Say(offenses.Count > 0 ? ", of offenses under " : kinds.Count > 0 ? ", of these offenses: " : ", of ");
            if (offenses.Count + kinds.Count == 0)
                p.Say(p.Missing("the offenses of conviction"));
            for (var i = 0; i < offenses.Count + kinds.Count; i++)
            {
                var fact = offenses.Count > 0 ? offenses[i] : kinds[i];
                p.Say(i == 0 ? "" : i == offenses.Count + kinds.Count - 1 ? " and " : ", ").Fact(fact, "");
            }
            p.Say(";");
        });
    }

    private void Sentence()
    {
        var date = _checks.Recite("sentence.date", "the day of sentence", needed: true);
        var term = _checks.Recite("sentence.term", "the term of imprisonment", needed: _made.Form is ClemencyForm.Commutation or ClemencyForm.Reprieve || _record.Of("sentence.probation").Count == 0);
        var parts = new List<(string Words, Fact? Fact)>();
        if (term is not null)
            parts.Add((_record.Value<Value.Imprisonment>("sentence.term") switch
            {
                { Kind: SentenceKind.Death } => "a sentence of death",
                { Kind: SentenceKind.Life } life => $"imprisonment for {life.Describe()}",
                { Kind: SentenceKind.TimeServed } => "imprisonment for the time then served",
                { } one => $"a term of imprisonment of {NewTerm.Months(one)}",
                null => Wording.Value("sentence.term", term.Value),
            }, term));
        foreach (var (attribute, what, words) in (ReadOnlySpan<(string, string, string)>)
        [
            ("sentence.supervised_release", "supervised release", "supervised release for {0}"), ("sentence.probation", "probation", "probation for {0}"),
            ("sentence.fine", "the fine", "a fine of {0}"), ("sentence.restitution", "restitution", "restitution of {0}"),
            ("sentence.forfeiture", "forfeiture", "forfeiture of {0}"), ("sentence.assessment", "the special assessment", "a special assessment of {0}"),
        ])
        {
            var isRemitted = attribute == "sentence.fine" && _made.Remits.Contains("fine") || attribute == "sentence.restitution" && _made.Remits.Contains("restitution")
                || attribute == "sentence.forfeiture" && _made.Remits.Contains("forfeiture") || attribute == "sentence.supervised_release" && _made.Remits.Contains("supervised release");
            if (_checks.Recite(attribute, what, needed: isRemitted) is { } fact && fact.Value is not ("0" or "0 mo" or "0 d"))
                parts.Add((string.Format(System.Globalization.CultureInfo.InvariantCulture, words, Wording.Value(attribute, fact.Value)), fact));
        }
        Add(InstrumentPart.Recital, p =>
        {
            p.Say("Whereas on ").Fact(date, "the day of sentence").Say(" the court imposed ");
            if (term is null && _checks.IsNeeded("sentence.term"))
                parts.Insert(0, (p.Missing("the term of imprisonment"), null));
            if (parts.Count == 0)
                p.Say(p.Missing("the sentence"));
            for (var i = 0; i < parts.Count; i++)
                p.Say(i == 0 ? "" : i == parts.Count - 1 ? " and " : ", ").Tell(parts[i].Words, parts[i].Fact);
            p.Say(";");
        });
    }

    /// <summary>Grants before this one, in words that name neither form: the warrant of a pardon never says commutation.</summary>
    private void Earlier()
    {
        foreach (var earlier in _decisions.All.Where(one => one.Id != _decision.Id && one.IsGrant && string.CompareOrdinal(one.Made!.Effective, _made.Effective) <= 0 && one.Entry < _decision.Entry))
        {
            var made = earlier.Made!;
            var reach = made.Counts.Count == 0 ? "the imprisonment" : $"the imprisonment on {(made.Counts.Count == 1 ? "count" : "counts")} {Wording.Listing(made.Counts)}";
            var words = made.Form switch
            {
                ClemencyForm.Commutation when NewTerm.Read(made.To!).Value is { } to => to.IsTimeServed ? $"{reach} was ended as of that day" : to.Expires is { } day ? $"{reach} was shortened so as to expire on {Wording.Day(day)}" : $"{reach} was shortened to {to.InWords}",
                ClemencyForm.Reprieve => $"the execution of the sentence was delayed until {Wording.Day(made.To!)}",
                ClemencyForm.Remission => $"what was unpaid of the {Wording.Listing(made.Remits)} was remitted",
                _ => null,
            };
            if (words is not null)
                Add(InstrumentPart.Recital, p => p.Say($"Whereas by a grant that took effect on {Wording.Day(made.Effective)} {words};"));
        }
    }

    private void Operative(string grantee) => Add(InstrumentPart.Operative, p =>
    {
        p.Say($"Now, therefore, I, {Wording.Shorten(_decision.By, 80)}, ").Say($"{OfficeWords}, ", OfficeWords.Length > 0).Say("by the power that ").Say(Power(p)).Say(" gives to my office, ");
        switch (_made.Form)
        {
            case ClemencyForm.Pardon:
                p.Say($"grant to {grantee} a {(_made.Conditions.Count > 0 ? "pardon" : "full and unconditional pardon")} {(IsWhole ? "of the offenses of that conviction" : $"of the offenses of {CountsInWords} of that conviction")}");
                break;
            case ClemencyForm.Commutation:
                var to = NewTerm.Read(_made.To!).Value!;
                var old = _record.Value<Value.Imprisonment>("sentence.term")?.Kind switch
                {
                    SentenceKind.Death => "the sentence of death",
                    SentenceKind.Life => "the sentence of imprisonment for life",
                    _ => "the term of imprisonment",
                };
                p.Say($"commute {old} {(IsWhole ? $"so imposed on {grantee}" : $"imposed on {grantee} on {CountsInWords}")} ");
                p.Say(to switch
                {
                    { IsTimeServed: true } => $"to the time served on {Effective}, so that it ends on that day",
                    { Expires: { } day } => $"so that it expires on {Wording.Day(day)}",
                    { Term.Kind: SentenceKind.Life } => "to imprisonment for life",
                    _ => $"to a term of {to.InWords}",
                });
                break;
            case ClemencyForm.Reprieve:
                p.Say($"delay the execution of the sentence {(IsWhole ? "so imposed" : $"imposed on {CountsInWords}")} until {Wording.Day(_made.To!)}");
                break;
            case ClemencyForm.Remission:
                Remitted(p);
                break;
        }
        if (_made.Form != ClemencyForm.Remission && _made.Remits.Count > 0)
        {
            p.Say(", and ");
            Remitted(p);
        }
        p.Say(_made is { Form: ClemencyForm.Commutation } && NewTerm.Read(_made.To!).Value!.IsTimeServed ? "" : $", with effect from {Effective}");
        p.Say(_made.Conditions.Count == 0 ? "." : _made.Conditions.Count == 1 ? ", on this condition:" : ", on these conditions:");
    });

    private void Remitted(Paragraph p)
    {
        p.Say("remit ");
        for (var i = 0; i < _made.Remits.Count; i++)
        {
            p.Say(i == 0 ? "" : i == _made.Remits.Count - 1 ? " and " : ", ");
            var what = _made.Remits[i];
            if (what == "supervised release")
                p.Say("the term of supervised release");
            else
                p.Say($"what is unpaid of the {what}");
        }
    }

    private string Power(Paragraph p)
    {
        if (_process is null)
        {
            _checks.Cannot("the power to grant", "No process is chosen, so it is not known which law gives the power.");
            return p.Missing("the provision that gives the power");
        }
        var role = _process.Process.Role(_process.Process.Decider)!;
        var source = _process.Process.Source(role.Source);
        if (source.Verified == RuleStanding.Yes)
        {
            _checks.Fits("the power to grant", $"It rests on {source.Cite}.", [], source.Cite);
            return source.Cite.StartsWith("U.S. Const. art. II, § 2, cl. 1", StringComparison.Ordinal) ? "Article II, section 2, clause 1, of the Constitution of the United States" : source.Cite;
        }
        _checks.Cannot("the power to grant", $"The provision was not checked against its text ({source.Shown}).");
        return p.Missing("the provision that gives the power, read in its text");
    }

    private void Intact() => Add(InstrumentPart.Intact, p =>
    {
        var release = _record.One("sentence.supervised_release") is { } fact && fact.Value is not ("0 mo" or "0 d") && !_made.Remits.Contains("supervised release") ? fact : null;
        switch (_made.Form)
        {
            case ClemencyForm.Pardon:
                p.Say($"This pardon reaches the offenses {(IsWhole ? "of that conviction" : $"of {CountsInWords}")} and no others.");
                break;
            case ClemencyForm.Commutation:
                p.Say("This grant shortens the imprisonment and does not undo the conviction, which stands. ");
                if (release is not null)
                    p.Say("The term of supervised release of ").Fact(release, "").Say(", with all its conditions, and every other part of the sentence stay in effect.");
                else
                    p.Say($"Every {(_made.Remits.Count > 0 ? "other " : "")}part of the sentence that it does not name stays in effect.");
                break;
            case ClemencyForm.Reprieve:
                p.Say("The sentence itself is not changed. When that day has passed it is carried out, unless a further grant says otherwise.");
                break;
            case ClemencyForm.Remission:
                p.Say("What was paid before this grant is not returned by it. The conviction and every other part of the sentence stay in effect.");
                break;
        }
    });

    private void Add(InstrumentPart part, Action<Paragraph> write)
    {
        var paragraph = new Paragraph(this);
        write(paragraph);
        _paragraphs.Add(new InstrumentParagraph(part, paragraph.Text, paragraph.Facts));
    }

    private static string Sentenced(string condition)
    {
        var text = Capital(Wording.Clean(condition));
        return text.EndsWith('.') ? text : text + ".";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string WithoutThe(string label) => label.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? label[4..] : label;

    /// <summary>A paragraph as it is written.</summary>
    private sealed class Paragraph(InstrumentDrafting of)
    {
        private readonly StringBuilder _text = new();

        public List<string> Facts { get; } = [];

        public string Text => _text.ToString();

        public Paragraph Say(string words, bool when = true)
        {
            if (when)
                _text.Append(words);
            return this;
        }

        /// <summary>Words that a fact stands behind.</summary>
        public Paragraph Tell(string words, Fact? fact)
        {
            _text.Append(words);
            if (fact is not null && !Facts.Contains(fact.Id))
                Facts.Add(fact.Id);
            return this;
        }

        /// <summary>A fact's value, or the bracket where it would stand.</summary>
        public Paragraph Fact(Fact? fact, string orMissing) => fact is null ? Say(Missing(orMissing)) : Tell(Wording.Value(fact.Attribute, fact.Value), fact);

        /// <summary>"[to be completed: the court]".</summary>
        public string Missing(string what)
        {
            if (!of._incomplete.Contains(what))
                of._incomplete.Add(what);
            return $"[to be completed: {what}]";
        }
    }
}
