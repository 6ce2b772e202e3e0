namespace Clementia.Casework;

/// <summary>What a cell of the table says, and how far it has come.</summary>
public enum CellStatus
{
    /// <summary>A person confirmed it.</summary>
    Vetted,
    /// <summary>A reader proposes it; nobody has looked.</summary>
    Proposed,
    /// <summary>A person disputes it, or an open conflict is about it.</summary>
    Disputed,
}

/// <summary>One fact in a cell, cited.</summary>
/// <param name="Fact">Its id ("F12").</param>
/// <param name="Value">Canonical.</param>
/// <param name="Words">As a person reads it.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Document">"D2", or null when no document on file has it any more.</param>
/// <param name="Page">From 1.</param>
/// <param name="Quote">The words that say so.</param>
public sealed record CellFact(string Fact, string Value, string Words, CellStatus Status, string? Document, int Page, string Quote);

/// <summary>A person of the case.</summary>
/// <param name="Name">As the file has it, the longest form.</param>
/// <param name="IsPetitioner">Whether it is the petitioner's row.</param>
/// <param name="Cooperated">Whether the file says that they cooperated: true, false, or null when it does not say or contradicts itself.</param>
/// <param name="Cells">One a column, in the order of <see cref="CodefendantTable.Columns"/>; an empty list where the file has nothing.</param>
public sealed record CodefendantRow(string Name, bool IsPetitioner, bool? Cooperated, IReadOnlyList<IReadOnlyList<CellFact>> Cells)
{
    /// <summary>The cell of a column.</summary>
    public IReadOnlyList<CellFact> Of(CodefendantColumn column) => Cells[(int)column];
}

/// <summary>A column of the table.</summary>
public enum CodefendantColumn
{
    /// <summary>The part in the offense.</summary>
    Role,
    /// <summary>Counts of conviction.</summary>
    Counts,
    /// <summary>Drug quantity.</summary>
    Quantity,
    /// <summary>By plea or by verdict.</summary>
    Plea,
    /// <summary>Cooperation with the government.</summary>
    Cooperation,
    /// <summary>The term of imprisonment.</summary>
    Sentence,
    /// <summary>The day of the sentence.</summary>
    Sentenced,
    /// <summary>The day of release.</summary>
    Release,
}

/// <summary>
/// The people of one case side by side: roles, counts, quantities, pleas, cooperation, sentences, releases. Every cell is a fact of the petition with
/// its passage; an empty cell is not in the file, which is all that it means.
/// </summary>
/// <param name="Rows">The petitioner first, then who did not cooperate as far as the file says, then who cooperated; each group by sentence, the longest first, those without one last.</param>
/// <param name="Counted">How many co-defendants the file counts, each number with its fact; empty when it does not say.</param>
/// <param name="Unnamed">Sentences of co-defendants whose names the file does not tell.</param>
public sealed record CodefendantTable(IReadOnlyList<CodefendantRow> Rows, IReadOnlyList<CellFact> Counted, IReadOnlyList<CellFact> Unnamed)
{
    // In the order of CodefendantColumn. A co-defendant's sentence is told under either attribute.
    private static readonly string[][] s_attributes =
    [
        ["offense.role", "guideline.role_adjustment"], ["conviction.counts"], ["drug.quantity"], ["conviction.by"], ["cooperation"],
        ["sentence.term", "codefendant.sentence"], ["sentence.date", "sentence.year"], ["release.date"],
    ];

    /// <summary>The heads of the columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["Role", "Counts", "Quantity", "Plea or trial", "Cooperation", "Sentence", "Sentenced", "Released"];

    /// <summary>The attribute that would fill an empty cell.</summary>
    public static string AttributeOf(CodefendantColumn column) => s_attributes[(int)column][0];

    /// <summary>The table of a petition. Struck facts take no part.</summary>
    public static CodefendantTable Of(Petition petition, Catalog? catalog = null)
    {
        catalog ??= Catalog.BuiltIn;
        var documents = petition.Documents.Where(d => d.Filed is not null).GroupBy(d => d.Filed!.Sha256).ToDictionary(g => g.Key, g => g.First());
        var standing = petition.Facts.Where(fact => fact.Status != FactStatus.Struck && fact.Sources.Count > 0 && fact.Sources[0].Proposal.Passages.Count > 0).ToList();
        // What a resolved conflict overruled, and what an account alone says beside a vetted value, is told by `conflicts` and `account`.
        var overruled = petition.Conflicts.Where(c => c.Resolved?.Fact is not null).SelectMany(c => c.Facts.Where(fact => fact != c.Resolved!.Fact)).ToHashSet();
        var settled = standing.Where(fact => fact.Status == FactStatus.Confirmed).Select(fact => (fact.Attribute, fact.Subject)).ToHashSet();
        standing.RemoveAll(fact => (overruled.Contains(fact.Id) && fact.Status == FactStatus.Proposed) || (fact.Status == FactStatus.Proposed && settled.Contains((fact.Attribute, fact.Subject)) && !fact.Sources.Any(OfTheCase)));
        var columns = s_attributes.SelectMany(ids => ids).ToHashSet();
        var contested = petition.Conflicts.Where(c => c.Resolved is null && c.Kind is ConflictKind.Conflict or ConflictKind.AgainstRecord).SelectMany(c => c.Facts).ToHashSet();
        var own = standing.Where(fact => fact.Subject is null && fact.Attribute == "petitioner.name").OrderBy(fact => fact.Status == FactStatus.Confirmed ? 0 : 1).Select(fact => fact.Value).FirstOrDefault();

        // A newspaper tells of many people; one of the case is who a court's or an office's paper tells of, or whom the file names as a co-defendant.
        var named = standing.Where(fact => fact.Attribute == "codefendant.name" && fact.Subject is null).Select(fact => fact.Value).ToList();
        var people = new List<(string Name, PersonName Parsed)>();
        foreach (var name in named.Concat(standing.Where(fact => fact.Subject is not null && columns.Contains(fact.Attribute) && fact.Sources.Any(OfTheCase)).Select(fact => fact.Subject!))
            .Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(name => PersonName.Parse(name).Parts.Count).ThenBy(name => name, StringComparer.Ordinal))
        {
            var parsed = PersonName.Parse(name);
            if (parsed.Parts.Count == 0 || string.Equals(name, "batch", StringComparison.OrdinalIgnoreCase) || (own is not null && parsed.IsSameAs(PersonName.Parse(own))))
                continue;
            // A short name that fits one person of the list is that person; one that fits two stays apart.
            if (people.Count(person => person.Parsed.IsSameAs(parsed)) != 1)
                people.Add((name, parsed));
        }

        var rows = people.Select(person => Row(person.Name, false, standing.Where(fact => fact.Subject is { } subject && IsOf(person, subject)))).ToList();
        var petitioner = Row(own ?? "the petitioner", true, standing.Where(fact => fact.Subject is null && fact.Attribute is not "codefendant.sentence"));
        return new CodefendantTable(
            [petitioner, .. rows.OrderBy(row => row.Cooperated == true ? 1 : 0).ThenByDescending(row => Length(row, catalog)).ThenBy(row => row.Name, StringComparer.Ordinal)],
            [.. standing.Where(fact => fact.Subject is null && fact.Attribute == "codefendant.count").Select(Cell)],
            [.. standing.Where(fact => fact.Subject is null && fact.Attribute == "codefendant.sentence").Select(Cell)]);

        bool OfTheCase(Support source) => !documents.TryGetValue(source.Proposal.Passages[0].Document, out var document) || !(document.Filed!.DocumentKind is { } kind && catalog.Kind(kind)?.Account == true);

        bool IsOf((string Name, PersonName Parsed) person, string subject)
        {
            var parsed = PersonName.Parse(subject);
            return string.Equals(person.Name, subject, StringComparison.OrdinalIgnoreCase)
                || (parsed.IsSameAs(person.Parsed) && people.Count(other => other.Parsed.IsSameAs(parsed)) == 1);
        }

        CodefendantRow Row(string name, bool isPetitioner, IEnumerable<Fact> facts)
        {
            var all = facts.ToList();
            IReadOnlyList<IReadOnlyList<CellFact>> cells = [.. s_attributes.Select(ids => (IReadOnlyList<CellFact>)[.. Exact(ids, all).Select(Cell)])];
            var cooperation = cells[(int)CodefendantColumn.Cooperation].Select(cell => cell.Value).Distinct().ToList();
            return new CodefendantRow(name, isPetitioner, cooperation is [var only] ? only == "yes" : null, cells);
        }

        // The year of a sentence adds nothing to its day; the same term told under both attributes is told once.
        IEnumerable<Fact> Exact(string[] ids, List<Fact> all)
        {
            var first = all.Where(fact => fact.Attribute == ids[0]).ToList();
            foreach (var fact in first)
                yield return fact;
            foreach (var fact in all.Where(fact => ids.Skip(1).Contains(fact.Attribute)))
            {
                var again = first.Exists(one => one.Value == fact.Value || (fact.Attribute == "sentence.year" && one.Value.StartsWith(fact.Value, StringComparison.Ordinal)));
                if (!again)
                    yield return fact;
            }
        }

        CellFact Cell(Fact fact)
        {
            var passage = fact.Sources[0].Proposal.Passages[0];
            var words = InPlainWords.Qualified(fact, catalog);
            return new CellFact(fact.Id, fact.Value, fact.Attribute == "guideline.role_adjustment" ? $"{words} levels for the role" : words,
                fact.Status == FactStatus.Disputed || contested.Contains(fact.Id) ? CellStatus.Disputed : fact.Status == FactStatus.Confirmed ? CellStatus.Vetted : CellStatus.Proposed,
                documents.GetValueOrDefault(passage.Document)?.Label, passage.Page, passage.Quote);
        }
    }

    /// <summary>
    /// A row's sentence as one length: (life, months). Null when the file has none, or has two that differ. Life is never a number of months.
    /// </summary>
    public static (bool Life, int Months)? SentenceOf(CodefendantRow row, Catalog? catalog = null)
    {
        var terms = row.Of(CodefendantColumn.Sentence).Select(cell => (catalog ?? Catalog.BuiltIn).Read("sentence.term", cell.Value)).Select(read => read.Value as Value.Imprisonment).ToList();
        if (terms.Count == 0 || terms.Contains(null) || terms.Select(term => term!.Canonical).Distinct().Count() != 1)
            return null;
        return terms[0] switch
        {
            { Kind: SentenceKind.Life or SentenceKind.Death } => (true, 0),
            { Kind: SentenceKind.Term } term => (false, term.Months),
            _ => null,
        };
    }

    private static int Length(CodefendantRow row, Catalog catalog) => SentenceOf(row, catalog) is { } sentence ? sentence.Life ? int.MaxValue : sentence.Months : -1;
}
