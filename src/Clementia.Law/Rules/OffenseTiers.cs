using System.Text.Json;

namespace Clementia.Law;

/// <summary>
/// One subsection of an offense guideline of chapter two: tiers that set a base level, add levels, set a floor or a ceiling, each with what it takes.
/// The first that applies counts (the manual's "apply the greatest": the greatest stands first). The numbers are data; what a fact means is its key's meaning.
/// </summary>
internal sealed class OffenseTiers
{
    private OffenseTiers(Tier[] tiers) => All = tiers;

    public IReadOnlyList<Tier> All { get; }

    public static OffenseTiers Read(StrictJson value)
    {
        var tiers = value.Items().Select(Tier.Read).ToArray();
        if (tiers.Length == 0)
            throw value.Wrong("There is no tier.", "Add one, or write null where it is not law.");
        return new(tiers);
    }

    /// <summary>What one tier does.</summary>
    /// <param name="Cite">The subsection as that edition numbers it: "(b)(4)(B)".</param>
    /// <param name="Level">The base level it sets.</param>
    /// <param name="Add">The levels it adds (negative where it takes away).</param>
    /// <param name="Floor">The level below which the result does not fall.</param>
    /// <param name="To">The level to which it lowers a higher one.</param>
    /// <param name="Cap">The level above which the result so far does not rise.</param>
    /// <param name="Plus">The table whose levels for the amount are added to the base level; null when none.</param>
    /// <param name="Underlying">Whether the base level is that of the underlying offense.</param>
    /// <param name="Together">With the levels of these other subsections it adds no more than so many.</param>
    /// <param name="Conditions">All must hold.</param>
    public sealed record Tier(string Cite, int? Level, int? Add, int? Floor, int? To, int? Cap, string? Plus, bool Underlying, (string With, int Most)? Together, IReadOnlyList<Condition> Conditions)
    {
        public static Tier Read(StrictJson tier)
        {
            tier.Only("cite", "level", "add", "floor", "to", "cap", "plus", "underlying", "together", "if", "and", "unless");
            var conditions = new List<Condition>();
            foreach (var name in (ReadOnlySpan<string>)["if", "and", "unless"])
            {
                if (tier.Maybe(name) is { } part)
                    conditions.Add(new([.. part.Items().Select(Atom.Read)], name == "unless"));
            }
            var underlying = tier.Maybe("underlying")?.YesNo();
            if (underlying is false)
                throw tier.Wrong("\"underlying\": false says nothing.", "Write true or leave it out.");
            var plus = tier.Maybe("plus")?.OneOf(("theft", "theft"), ("fraud", "fraud"), ("laundering", "laundering"));
            var together = tier.Maybe("together");
            together?.Only("with", "most");
            var read = new Tier(tier["cite"].Text(), Number("level", 1, 43), Number("add", -10, 30), Number("floor", 1, 43), Number("to", 1, 43), Number("cap", 1, 43), plus, underlying is true, together is { } t ? (t["with"].Text(), t["most"].IntFrom(1, 30)) : null, conditions);
            if (read is { Level: null, Add: null, Floor: null, To: null, Cap: null, Plus: null, Underlying: false })
                throw tier.Wrong("The tier does nothing.", "Give it a level, add, floor, to, cap or underlying.");
            return read;

            int? Number(string name, int least, int most) => tier.Maybe(name)?.IntFrom(least, most);
        }

        /// <summary>Every number of the tier, in the order of the file: what it does, then what it takes.</summary>
        public IEnumerable<long> Numbers
        {
            get
            {
                foreach (var number in (int?[])[Level, Add, Floor, To, Cap, Together?.Most])
                {
                    if (number is { } known)
                        yield return known;
                }
                foreach (var condition in Conditions)
                {
                    foreach (var atom in condition.Any)
                    {
                        if (atom.Number is { } number)
                            yield return number;
                    }
                }
            }
        }

        /// <summary>Whether it applies; null when the file does not say.</summary>
        public bool? Holds(Facts group, OffenseLedger ledger)
        {
            bool? all = true;
            foreach (var condition in Conditions)
            {
                switch (condition.Holds(group, ledger))
                {
                    case false:
                        return false;
                    case null:
                        all = null;
                        break;
                }
            }
            return all;
        }

        /// <summary>Asks for what is not known and could decide it.</summary>
        public void Ask(Reckoning r, Facts group, OffenseLedger ledger)
        {
            foreach (var condition in Conditions)
            {
                if (condition.Holds(group, ledger) is null)
                {
                    foreach (var atom in condition.Any)
                        atom.Ask(r, group);
                }
            }
        }
    }

    /// <summary>One or more alternatives, of which one must hold; or none, when negated.</summary>
    public sealed record Condition(IReadOnlyList<Atom> Any, bool Negated)
    {
        public bool? Holds(Facts group, OffenseLedger ledger)
        {
            bool? any = false;
            foreach (var atom in Any)
            {
                switch (atom.Holds(group, ledger))
                {
                    case true:
                        return !Negated;
                    case null:
                        any = null;
                        break;
                }
            }
            return any is null ? null : any != Negated;
        }
    }

    /// <summary>One thing that a tier turns on.</summary>
    public abstract record Atom
    {
        /// <summary>A yes or no fact by its name; {"name": 10}: at least so many; {"name": 1000000} of an amount: more than so many dollars; {"applied": "(a)(2)"}: that subsection applied before.</summary>
        public static Atom Read(StrictJson atom)
        {
            if (atom.Kind == JsonValueKind.String)
                return new Yes(OffenseFacts.YesNo.GetValueOrDefault(atom.Text()) ?? throw atom.Wrong($"'{atom.Text()}' is no yes-or-no fact of an offense guideline.", "See OffenseFacts."));
            var (name, value) = atom.Properties().SingleOrDefault();
            if (name == "applied")
                return new Applied(value.Text());
            if (name is not null && OffenseFacts.Counts.TryGetValue(name, out var count))
                return new AtLeast(count, value.IntFrom(0, 1_000_000));
            if (name is not null && OffenseFacts.Amounts.TryGetValue(name, out var amount))
                return new MoreThan(amount, Dollars.Read(value));
            if (name is not null && OffenseFacts.Reentries.TryGetValue(name, out var choice))
                return new Is(choice, value.OneOf<ReentryConviction>());
            throw atom.Wrong("It names no fact of an offense guideline.", "See OffenseFacts.");
        }

        /// <summary>The number it holds the fact against, when it does.</summary>
        public virtual long? Number => null;

        public abstract bool? Holds(Facts group, OffenseLedger ledger);

        public abstract void Ask(Reckoning r, Facts group);

        private sealed record Yes(FactKey<bool> Key) : Atom
        {
            // What a file that lists everything does not list did not happen: the file says so itself.
            public override bool? Holds(Facts group, OffenseLedger ledger) =>
                group.TryGet(Key, out var yes) ? yes : group.TryGet(OffenseFacts.AllListed, out var all) && all ? false : null;

            public override void Ask(Reckoning r, Facts group)
            {
                // Of the many rare ones only one question is asked first: whether the file lists all that happened.
                if (group.TryGet(Key, out _))
                    return;
                if (OffenseFacts.AskedByName.Contains(Key.Name) || group.TryGet(OffenseFacts.AllListed, out _))
                    r.Know(group, Key, out _);
                else
                    r.Know(group, OffenseFacts.AllListed, out _);
            }
        }

        private sealed record AtLeast(FactKey<int> Key, int Least) : Atom
        {
            public override long? Number => Least;

            public override bool? Holds(Facts group, OffenseLedger ledger) => group.TryGet(Key, out var count) ? count >= Least : null;

            public override void Ask(Reckoning r, Facts group) => r.Know(group, Key, out _);
        }

        private sealed record MoreThan(FactKey<long> Key, long Dollars) : Atom
        {
            public override long? Number => Dollars;

            public override bool? Holds(Facts group, OffenseLedger ledger) => group.TryGet(Key, out var amount) ? amount > Dollars : null;

            public override void Ask(Reckoning r, Facts group) => r.Know(group, Key, out _);
        }

        private sealed record Is(FactKey<ReentryConviction> Key, ReentryConviction Value) : Atom
        {
            public override bool? Holds(Facts group, OffenseLedger ledger) => group.TryGet(Key, out var found) ? found == Value : null;

            public override void Ask(Reckoning r, Facts group) => r.Know(group, Key, out _);
        }

        private sealed record Applied(string Cite) : Atom
        {
            public override bool? Holds(Facts group, OffenseLedger ledger) => ledger.Applied(Cite);

            public override void Ask(Reckoning r, Facts group)
            {
                // What that subsection turns on was asked for there.
            }
        }
    }
}

/// <summary>What the subsections of one guideline have done so far.</summary>
internal sealed class OffenseLedger
{
    private readonly List<(string Cite, int Add)> _applied = [];
    private readonly List<string> _undecided = [];

    /// <summary>The level so far, or null when it is not known.</summary>
    public int? Level { get; set; }

    public void Apply(string cite, int add) => _applied.Add((cite, add));

    public void Undecided(string cite) => _undecided.Add(cite);

    /// <summary>Whether a subsection (or one below it) applied; null when that is not known.</summary>
    public bool? Applied(string cite)
    {
        foreach (var (own, _) in _applied)
        {
            if (own.StartsWith(cite, StringComparison.Ordinal))
                return true;
        }
        foreach (var own in _undecided)
        {
            if (own.StartsWith(cite, StringComparison.Ordinal))
                return null;
        }
        return false;
    }

    /// <summary>The levels that a subsection added, or null when that is not known.</summary>
    public int? Added(string cite)
    {
        var sum = 0;
        foreach (var (own, add) in _applied)
            sum += own.StartsWith(cite, StringComparison.Ordinal) ? add : 0;
        foreach (var own in _undecided)
        {
            if (own.StartsWith(cite, StringComparison.Ordinal))
                return null;
        }
        return sum;
    }
}

/// <summary>A table of amounts in dollars: more than so much adds so many levels.</summary>
internal sealed class LossTable
{
    private LossTable((long Over, int Add)[] rows) => Rows = rows;

    /// <summary>The rows, smallest amount first.</summary>
    public IReadOnlyList<(long Over, int Add)> Rows { get; }

    public int Add(long amount)
    {
        var add = 0;
        foreach (var row in Rows)
        {
            if (amount <= row.Over)
                break;
            add = row.Add;
        }
        return add;
    }

    public static LossTable Read(StrictJson value)
    {
        var rows = new List<(long Over, int Add)>();
        foreach (var row in value.Items())
        {
            var cells = row.Items().ToList();
            if (cells.Count != 2)
                throw row.Wrong($"The row has {cells.Count} cells.", "Give two: the dollars that must be exceeded, and the levels added.");
            var (over, add) = (Dollars.Read(cells[0]), cells[1].IntFrom(1, 43));
            if (rows.Count > 0 && (rows[^1].Over >= over || rows[^1].Add >= add))
                throw row.Wrong("It is not above the row before it.", "List rows from the smallest amount up.");
            rows.Add((over, add));
        }
        return rows.Count > 0 ? new([.. rows]) : throw value.Wrong("The table is empty.", "Give its rows.");
    }
}

/// <summary>Amounts of money: whole dollars, exact.</summary>
internal static class Dollars
{
    public static long Read(StrictJson value) => value.Long() is var dollars && dollars is >= 0 and <= 1_000_000_000_000_000 ? dollars : throw value.Wrong("It is no amount of dollars.", "Write whole dollars from 0, without cents: 120000.");

    public static string InWords(long dollars) => "$" + dollars.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
