using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clementia.Casework;

/// <summary>A place in a brief where our own words could equally be others.</summary>
/// <param name="Id">"P7/2": the line, and which place in it. Stable for one state of the file, one clearance and one version of the program.</param>
/// <param name="Choices">The equal wordings, the same in every copy; the first stands in a brief that bears no mark.</param>
/// <param name="Allowed">Those that had room on the page of this copy, behind the ones chosen before: of these one was drawn.</param>
/// <param name="Chosen">Which of the choices stands here, from 0.</param>
public sealed record WordSite(string Id, IReadOnlyList<string> Choices, IReadOnlyList<int> Allowed, int Chosen);

/// <summary>
/// The mark in the words of one copy: which of equal wordings stands at each place. It follows from a secret of the office and the
/// copy's id alone, so that nobody who knows the docket, or other copies, can work out what stands in this one.
/// </summary>
public sealed class CopyKey
{
    private readonly byte[] _key;

    private CopyKey(string copy, byte[] key) => (Copy, _key) = (copy, key);

    /// <summary>The copy's id, as the docket records it.</summary>
    public string Copy { get; }

    /// <summary>The key of a copy.</summary>
    /// <param name="secret">The office's secret for copies.</param>
    /// <param name="petition">The petition's id.</param>
    /// <param name="copy">The copy's id: any text that no other copy of the petition has.</param>
    public static CopyKey Of(ReadOnlySpan<byte> secret, string petition, string copy) =>
        new(copy, HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"clementia copy 1\n{petition}\n{copy}")));

    /// <summary>Which of n wordings stands at a place: each as likely as any other, and no place tells of another.</summary>
    public int Choose(string site, int choices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        var drawn = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(site));
        // 64 bits for at most a few dozen choices: none is favored by more than one part in 2^58.
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(drawn) % (ulong)choices);
    }
}

/// <summary>
/// The wordings of our own templates that mean the same. Only words of ours stand here: never a value from the record, a quote, a
/// number, a citation or a term of law. All wordings of one place begin alike and end alike where they meet what stands beside them
/// (with or without a space), so that any of them fits. The first is what a brief without a mark says.
/// </summary>
internal static class EqualWordings
{
    /// <summary>Before the last of two, or of more than two.</summary>
    public const string AndOfTwo = "and/2", AndOfMore = "and/3";

    // Lists longer than this keep the order of what lies beyond.
    private const int MostMoved = 4;

    private static readonly Dictionary<string, string[]> s_equal = Table(
        // The request.
        [" asks for ", " requests ", " seeks ", " applies for ", " petitions for "],
        ["The petition asks for ", "The petition requests ", "The petition seeks ", "What the petition asks for is "],
        ["A petition for clemency for ", "A clemency petition for "],
        [" into a sentence of ", " into serving a sentence of ", " into a term of "],
        ["On file as granted: ", "Granted, as the file has it: ", "Granted, according to the file: ", "On the file as granted: "],
        ["Stage on file: ", "Stage, as the file has it: ", "Stage according to the file: ", "The file gives the stage as: "],
        ["The petition is dated ", "The petition bears the date ", "The date of the petition is ", "The petition carries the date "],
        // The person.
        ["Also named ", "Named also ", "Other names: "],
        ["Age ", "Aged ", "Age: "],
        ["Age at the offense: ", "Age at the time of the offense: ", "Age as of the offense: "],
        ["; at sentencing: ", "; when sentenced: ", "; at the sentencing: ", "; on being sentenced: "],
        ["; dependants: ", "; dependents: "],
        ["Health: ", "State of health: ", "As to health: ", "On health: "],
        // The offense.
        ["Offense of conviction: ", "Convicted of: ", "The offense of conviction: ", "Stands convicted of: ", "Conviction for: ", "The conviction is for: "],
        ["Convicted", "Stands convicted"],
        [" under ", " pursuant to "],
        ["Counts of conviction: ", "Counts in the conviction: ", "Counts that ended in conviction: ", "Conviction counts: "],
        ["; charged: ", "; counts charged: ", "; as charged: ", "; in the charge: "],
        ["Drug quantity: ", "Quantity of drugs: ", "Drug amount: ", "Amount of drugs: "],
        ["Role in the offense: ", "Role within the offense: ", "As to role in the offense: "],
        ["Co-defendants: ", "Co-defendants in the case: ", "Other defendants: ", "Other defendants in the case: ", "The co-defendants: "],
        ["Victims: ", "Victims named: ", "Named as victims: ", "Victims on file: "],
        ["Sentences of co-defendants: ", "Co-defendants’ sentences: ", "Sentences that co-defendants received: "],
        // The sentence.
        ["Sentenced to ", "Was sentenced to ", "Received a sentence of ", "Given a sentence of ", "The sentence was "],
        ["Time served: ", "Served so far: ", "Already served: ", "Time already served: ", "Has served: ", "Served to date: ", "Time served to date: ", "Time served so far: "],
        ["; in custody since ", "; held since ", "; in confinement since ", "; confined since "],
        ["In custody since ", "Held since ", "In confinement since ", "Confined since "],
        ["Parole is possible", "There is a possibility of parole"],
        ["No possibility of parole", "There is no possibility of parole", "Parole is not possible", "Without possibility of parole", "No parole is possible", "No parole possible", "Parole not possible", "Without the possibility of parole"],
        ["Projected release: ", "Release is projected for: ", "Release, as projected: "],
        ["; ground: ", "; on the ground of: ", "; basis: "],
        ["Guideline range: ", "Range under the guidelines: ", "The guideline range: ", "Range by the guidelines: "],
        ["Held at ", "In custody at ", "Confined at ", "Housed at "],
        // For and against.
        ["A first offense", "This was a first offense", "It was a first offense", "The offense was a first one", "First offense"],
        ["Not a first offense", "This was not a first offense", "It was not a first offense", "The offense was not a first one"],
        ["The offense was violent", "It was a violent offense", "This was a violent offense", "A violent offense"],
        ["The offense was not violent", "The offense was nonviolent", "It was not a violent offense", "This was not a violent offense", "Not a violent offense", "A nonviolent offense"],
        ["A dangerous weapon was possessed", "There was possession of a dangerous weapon"],
        ["No weapon was possessed", "There was no possession of a weapon"],
        ["Someone was hurt or killed", "Somebody was hurt or killed", "A person was hurt or killed"],
        ["No one was hurt", "Nobody was hurt"],
        ["Gave substantial assistance to the government", "Gave the government substantial assistance", "Provided substantial assistance to the government", "Provided the government with substantial assistance"],
        ["Gave no substantial assistance to the government", "Gave the government no substantial assistance", "Provided no substantial assistance to the government", "Provided the government with no substantial assistance"],
        ["Sentenced as a career offender", "Was sentenced as a career offender"],
        ["Not sentenced as a career offender", "Was not sentenced as a career offender"],
        ["Terminally ill", "Is terminally ill", "Has a terminal illness", "Suffers from a terminal illness"],
        ["Not terminally ill", "Is not terminally ill", "Has no terminal illness"],
        ["No disciplinary infraction on the prison record", "The prison record shows no disciplinary infraction", "No disciplinary infraction stands on the prison record", "On the prison record no disciplinary infraction"],
        ["Disciplinary infractions: ", "Infractions of discipline: ", "Disciplinary infractions on record: "],
        ["; the last: ", "; the latest: ", "; most recently: ", "; the most recent: "],
        ["Assessed risk of recidivism: ", "Risk of recidivism as assessed: ", "Recidivism risk as assessed: ", "Assessed recidivism risk: "],
        ["The victims’ side: ", "On the victims’ side: ", "Position of the victims’ side: ", "Where the victims’ side stands: "],
        ["In custody: ", "While in custody: ", "During custody: "],
        ["Programs: ", "Programs in custody: "],
        ["Home after release: ", "Home on release: ", "Home upon release: ", "Home once released: "],
        ["; work: ", "; employment: "],
        ["Support after release: ", "Support on release: ", "Support upon release: ", "Support once released: "],
        ["Clemency is urged by ", "Those who urge clemency: ", "Urging clemency: ", "In favor of clemency: ", "For clemency: ", "Those for clemency: ", "Speaking for clemency: ", "Supporting clemency: "],
        ["Clemency is opposed by ", "Those who oppose clemency: ", "Opposing clemency: ", "Opposed to clemency: ", "Against clemency: ", "Those against clemency: ", "Speaking against clemency: ", "Not in favor of clemency: "],
        ["Earlier convictions: ", "Prior convictions: ", "Previous convictions: ", "Convictions before this one: "],
        ["Earlier petitions denied: ", "Prior petitions denied: ", "Previous petitions denied: ", "Petitions denied before: "],
        // How a value stands, and what stands against it.
        [" (charged)", " (as charged)", " (according to the charge)", " (charged, not found)", " (in the charge)", " (per the charge)", " (from the charge)", " (by the charge)"],
        [" (agent)", " (an agent’s account)", " (according to an agent)", " (as an agent tells it)", " (per an agent)", " (an agent says)", " (from an agent)", " (by an agent’s account)"],
        [" (petitioner)", " (the petitioner’s account)", " (according to the petitioner)", " (as the petitioner tells it)", " (per the petitioner)", " (the petitioner says)", " (from the petitioner)", " (by the petitioner’s account)"],
        [" (press)", " (press report)", " (according to the press)", " (as reported by the press)", " (per the press)", " (in the press)", " (from the press)", " (the press says)"],
        [" (as corrected)", " (corrected)", " (in corrected form)", " (after correction)", " (once corrected)", " (with correction)"],
        [" [disputed by ", " [contested by ", " [in dispute by "],
        [", resolved by ", ", settled by "],
        [", unresolved: ", ", not resolved: ", ", open: ", ", still open: "],
        ["a paper withheld from this copy says otherwise", "a paper that this copy withholds says otherwise"],
        [", not vetted", ", unvetted", ", not yet vetted", ", as yet unvetted"],
        // What is open.
        ["Some facts were entered by hand with the finding; the binder names them.", "Some facts were entered by hand with the finding; they are named in the binder.", "With the finding, some facts were entered by hand; the binder names them.", "With the finding, some facts were entered by hand; they are named in the binder.", "Some facts were entered by hand with the finding; the binder lists them.", "Some facts were entered by hand with the finding; they are listed in the binder.", "With the finding, some facts were entered by hand; the binder lists them.", "With the finding, some facts were entered by hand; they are listed in the binder."],
        ["The file disagrees, unresolved, on ", "Unresolved, the file disagrees on ", "The file holds unresolved disagreement on ", "There is unresolved disagreement in the file on "],
        ["Relief already in law may be available and comes before clemency: ", "Relief that is already in law may be available and comes before clemency: ", "Before clemency comes relief already in law, which may be available: "],
        ["On the law ", "As to the law, "],
        [" open; the binder names each with the document that would settle it.", " open; the binder names each and the document that would settle it.", " open; each is named in the binder with the document that would settle it."],
        ["The file does not say ", "The file does not tell ", "Nothing on file says ", "Nowhere does the file say ", "Nothing in the file says ", "The file is silent on ", "The file leaves unsaid ", "The file does not state "],
        ["Read in the file but not yet vetted: ", "Read in the file but as yet unvetted: ", "In the file, read but not yet vetted: ", "In the file, read but as yet unvetted: "],
        ["Withheld from this copy: ", "Not shown in this copy: ", "Kept out of this copy: ", "This copy withholds: "],
        [" people contradict each other; what they said is not vetted and not quoted here.", " people contradict each other; what they said is neither vetted nor quoted here.", " people contradict each other; what they said is unvetted and not quoted here.", " people contradict each other; what they said has not been vetted and is not quoted here.", " people contradict one another; what they said is not vetted and not quoted here.", " people contradict one another; what they said is neither vetted nor quoted here.", " people contradict one another; what they said is unvetted and not quoted here.", " people contradict one another; what they said has not been vetted and is not quoted here."],
        [" left out.", " omitted.", " not shown here.", " not included.", " kept out.", " not given here.", " not used here.", " not taken up."],
        [" among them.", " among those."],
        [" are not for this copy.", " are not meant for this copy.", " may not go into this copy."],
        [" about other people.", " about others.", " about other persons."],
        [" could not be read.", " cannot be read.", " proved unreadable."],
        [" removed by order.", " removed under an order.", " taken out by order."],
        [" in the binder.", " in the binder behind this page.", " in the binder that follows.", " in the binder behind it."]);

    private static readonly Dictionary<string, string[]> s_keyed = new(StringComparer.Ordinal)
    {
        [AndOfTwo] = [" and ", " as well as ", " and also ", " along with "],
        [AndOfMore] = [" and ", ", and ", " as well as ", ", as well as "],
    };

    /// <summary>All tables, for the test that holds them to their rules.</summary>
    public static IEnumerable<IReadOnlyList<string>> All => s_equal.Values.Concat(s_keyed.Values);

    /// <summary>The wordings equal to these words of a template, itself first; just itself when there is no other.</summary>
    public static IReadOnlyList<string> Of(string words, string? key = null) =>
        key is not null ? s_keyed[key] : s_equal.TryGetValue(words, out var equal) ? equal : [words];

    /// <summary>The orders of a list whose items stand on their own: "a, b or c", "b, a or c" ...</summary>
    public static IReadOnlyList<string> Orders(IReadOnlyList<string> items, string last = "and")
    {
        var moved = Math.Min(items.Count, MostMoved);
        var orders = new List<string>();
        Place([], [.. Enumerable.Range(0, moved)]);
        return orders;

        void Place(List<int> placed, List<int> left)
        {
            if (left.Count == 0)
                orders.Add(Wording.Listing([.. placed.Select(i => items[i]), .. items.Skip(moved)], last));
            foreach (var next in left)
                Place([.. placed, next], [.. left.Where(other => other != next)]);
        }
    }

    private static Dictionary<string, string[]> Table(params string[][] rows) => rows.ToDictionary(row => row[0], StringComparer.Ordinal);
}
