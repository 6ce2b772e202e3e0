using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Dockets;

public sealed class EnvelopeTests
{
    private static readonly JsonSerializerOptions s_camelCase = new(JsonSerializerDefaults.Web);

    private static readonly Gen<string> s_text = Gen.String[Gen.Char["abc \"\\/\b\t\n\u0001\u001f\u00f6\u20ac\ufb33"], 1, 12];

    [Fact]
    public void The_envelope_written_directly_is_the_canonical_form_of_its_JSON() =>
        Gen.Select(s_text, Gen.Int[1, int.MaxValue], s_text, s_text, Gen.Byte.Array[32]).Sample((petition, number, actor, kind, digest) =>
        {
            var envelope = new Envelope(petition, number, "2026-03-01T09:30:00.0000000Z", actor, kind, Convert.ToHexStringLower(digest));
            var plain = CanonicalJson.Of(JsonSerializer.SerializeToUtf8Bytes(envelope, s_camelCase));
            Assert.Equal(plain, envelope.Canonical());
            Assert.Equal(SHA256.HashData([0, .. plain]), envelope.Leaf());
        }, iter: 1000);

    [Fact]
    public void A_time_is_written_in_UTC_with_seven_digits_and_reads_back_unchanged() =>
        Gen.DateTimeOffset.Sample(at =>
        {
            var text = DocketTime.Write(at);
            Assert.True(DocketTime.TryRead(text, out var back));
            Assert.Equal(at.UtcTicks, back.UtcTicks);
            Assert.True(DocketTime.IsForm(Encoding.UTF8.GetBytes(text)));
        });

    [Theory]
    [InlineData("2026-03-01T09:30:00Z")]
    [InlineData("2026-03-01T09:30:00.0000000+00:00")]
    [InlineData("2026-03-01 09:30:00.0000000Z")]
    [InlineData("2026-02-30T09:30:00.0000000Z")]
    [InlineData("")]
    public void Another_way_to_write_a_time_is_no_docket_time(string text) => Assert.False(DocketTime.TryRead(text, out _));

    [Fact]
    public void A_view_can_be_asked_for_by_entry_day_or_time()
    {
        Assert.Equal(AsOf.Entry(12), AsOf.TryParse("12"));
        var day = AsOf.TryParse("2026-03-01")!;
        Assert.True(day.Holds(1, new(2026, 3, 1, 23, 59, 59, TimeSpan.Zero)));
        Assert.False(day.Holds(1, new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(AsOf.Moment(new(2026, 3, 1, 14, 30, 0, TimeSpan.Zero)), AsOf.TryParse("2026-03-01T09:30-05:00"));
        Assert.Null(AsOf.TryParse("yesterday"));
        Assert.Null(AsOf.TryParse("-1"));
    }
}

public sealed class EntryBodyTests
{
    private static Citation Passage => new("ab", 1, 4, "served \U0001F600 \"nearly\" 22 years", "she ", ".");

    private static Cites Some => new(["F1"], ["G1"], [Passage]);

    /// <summary>One entry of every kind, with every member set.</summary>
    public static IReadOnlyList<Entry> OneOfEach { get; } =
    [
        new PetitionOpened("Petition of Ana Ruiz"),
        new DocumentFiled("ab", "judgment.pdf", 123_456_789_012, "application/pdf", "judgment", "1996-10", "Clerk", "Courthouse", Confidentiality.Sealed, "cd"),
        new DocumentRead("ab", "ef", null, "pdf 1", 3, [new(2, "hidden", new Box(1, 2, 3, 4), "under an opaque box")],
            [new("sentence.term", "life", null, [Passage], "It says so.", Confidence.Stated, Standard.JudgeFinding, "the judge", true, true, true, "1996", "sentencing")],
            [new("Ana Ruiz", SpeechMode.Direct, "say", [Passage], "mercy", "a book", "the court", Stance.Support, "Named before the quote.", Confidence.Resolved)],
            [new(Passage, "Tr. 233:4-12", "Tr.", "233:4-12")], "ca7a"),
        new FactVetted("F1", Verdict.Correct, "262 mo", "The judgment says so.", "ca7a"),
        new ConflictResolved("C1", "The judgment holds.", "F1", "It is the official record.", "ca7a"),
        new BriefIssued("ab", "pdf", "Counsel", 12, "note", ["F1", "F2"]),
        new BodyRemoved(3, "Order of 1 March 2026", ["ab", "ef"]),
        new ObjectionRaised("Ada Roe", "counsel", "role", "She was the kingpin.", ["She led the conspiracy."]),
        new EvidenceGiven("O1", 1, Side.Against, Some, "The witness says that she directed nobody."),
        new ObjectionAnswered("O1", 1, false, "She directed nobody.", "Who set the prices?", Some),
        new QuestionAnswered("O1", "role.found-by", true, "The judge, by a preponderance.", Some),
        new ObjectionWithdrawn("O1", "Answered."),
        new PositionTaken("Ada Roe", "counsel", Position.LeanSupport, "The record answers it.", Some, "2026-03-01"),
        new MeetingHeld("2026-03-01", "Room 4", ["Ada Roe", "Ben Low"], ["ab"], "The brief was shown.", "Counsel softened."),
        new MinutesSigned("M1", "It was room 5."),
        new ProcessChosen("us-federal", "ab", [new("president", ["Edwin Thorne"])], [new("presumed-concurrence", 45)]),
        new StageMoved("us-federal", "received", "review", "Complete.", ["F3 is not vetted."]),
        new ReferralMade("United States Attorney", "Views on the petition", "2026-04-01"),
        new ReferralAnswered("R1", "No objection.", ["ab"]),
        new VictimContacted("the victims of count 2", "notified", "By letter.", ["ab"]),
        new RecommendationMade("Cy Orr", "Pardon Attorney", "grant", "commutation", "The sentence is out of line."),
        new WentOnRegardless("brief", ["F3 is not vetted."], "The meeting is tomorrow."),
        new TaskSet("Ask for the presentence report.", "F3", "2026-04-01"),
        new TaskClosed("T1", "It came."),
        new DecisionMade(ClemencyForm.Commutation, "time served", ["1"], ["fine"], ["No drugs."], "2026-05-01", "She has served enough.", "ab", "note"),
        new InstrumentDrafted("K1", "ab", "pdf", ["The judgment has three counts."], ["the fine"], ["F1"], "President", "cd"),
        new InstrumentSigned("W1", "ab", "2026-05-02"),
        new AfterNoted("release", "2026-05-03", "Released to her daughter.", "K1", "kept", Some),
        new SentenceFound("ab12", "2026-03-01", "{}", ["F1"], "notDown", ["The guideline range did not fall."], "{}"),
    ];

    [Fact]
    public void Every_kind_of_entry_round_trips()
    {
        var kinds = typeof(Entry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Entry)) && !type.IsAbstract).ToHashSet();
        Assert.Equal(kinds, OneOfEach.Select(entry => entry.GetType()).ToHashSet());
        foreach (var entry in OneOfEach)
        {
            var body = EntryBody.Write(entry);
            var back = EntryBody.Read(EntryBody.KindOf(entry), body);
            Assert.Equal(body, EntryBody.Write(back));
            Assert.Equivalent(entry, back, strict: true);
            Assert.Equal(body, CanonicalJson.Of(body));
        }
    }

    [Fact]
    public void The_kind_of_an_entry_is_the_one_that_its_family_declares()
    {
        foreach (var entry in OneOfEach)
            Assert.Equal(entry.GetType().Name, EntryBody.KindOf(entry));
    }

    [Fact]
    public void Every_act_has_words_for_the_docket() =>
        Assert.All(OneOfEach.OfType<Act>(), act => Assert.InRange(ActWords.Of(act).Length, 10, 300));

    [Fact]
    public void An_act_without_its_body_is_still_an_act()
    {
        foreach (var entry in OneOfEach)
            Assert.Equal(entry is Act, EntryBody.IsAct(EntryBody.KindOf(entry)));
        var folded = Petition.Fold("p-1", [new(1, default, "Jo", nameof(PetitionOpened), new PetitionOpened("A")), new(2, default, "Jo", nameof(ObjectionRaised), null)]);
        Assert.Equal(2, Assert.Single(folded.Acts).Number);
    }

    [Fact]
    public void A_body_is_camelCase_in_canonical_order_and_says_null() =>
        Assert.Equal("""{"fact":"F1","reason":"Read it.","value":null,"verdict":"confirm"}""",
            System.Text.Encoding.UTF8.GetString(EntryBody.Write(new FactVetted("F1", Verdict.Confirm, null, "Read it."))));

    [Theory]
    [InlineData("FactVetted", """{"fact":"F1","reason":"Read it.","value":null,"verdict":"confirm"}""")]
    [InlineData("ConflictResolved", """{"conflict":"C1","fact":null,"reason":"So.","resolution":"1993"}""")]
    [InlineData("DocumentRead", """{"citations":[],"facts":[],"hidden":[],"pages":1,"reader":"text 1","reading":"ef","sha256":"ab","statements":[],"unreadable":null}""")]
    public void A_body_from_before_catalogs_were_named_is_read_and_written_as_it_was(string kind, string body) =>
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(EntryBody.Write(EntryBody.Read(kind, System.Text.Encoding.UTF8.GetBytes(body)))));

    [Fact]
    public void Where_a_catalog_is_named_it_comes_first_so_that_verifying_need_not_parse_a_body()
    {
        foreach (var entry in OneOfEach.Where(entry => entry is DocumentRead or FactVetted or ConflictResolved))
            Assert.StartsWith("{\"catalog\":\"ca7a\",", System.Text.Encoding.UTF8.GetString(EntryBody.Write(entry)));
    }

    [Theory]
    [InlineData("FactVetted", """{"fact":"F1","reason":"Read it.","value":null,"verdict":"confirm","weight":3}""", "weight")]
    [InlineData("FactVetted", """{"fact":"F1","reason":"Read it.","verdict":"confirm"}""", "value")]
    [InlineData("FactVetted", """{"fact":null,"reason":"Read it.","value":null,"verdict":"confirm"}""", "fact")]
    [InlineData("FactVetted", """{"fact":"F1","reason":"Read it.","value":null,"verdict":"doubt"}""", "verdict")]
    [InlineData("HearingHeld", """{}""", "HearingHeld")]
    public void A_body_of_a_newer_version_is_refused_whole_and_named(string kind, string body, string named)
    {
        var refused = Assert.Throws<FormatException>(() => EntryBody.Read(kind, System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.Contains(named, refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Update Clementia", refused.Message);
    }

    [Fact]
    public void A_text_with_half_a_surrogate_pair_is_refused_rather_than_changed() =>
        Assert.Throws<FormatException>(() => EntryBody.Write(new PetitionOpened("Ana \ud83d Ruiz")));

    [Fact]
    public void A_size_that_JSON_cannot_hold_exactly_is_refused() =>
        Assert.Throws<FormatException>(() => EntryBody.Write(new DocumentFiled("ab", "a", 1L << 53, "text/plain", null, null, null, "", Confidentiality.Public)));
}

public sealed class CheckpointTests
{
    // The example of c2sp.org/signed-note, with the key of its authors, is what every other implementation reads.
    private const string Example = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        + "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    [Fact]
    public void The_published_example_is_read_and_written_back_byte_for_byte()
    {
        var note = SignedNote.TryParse(Example)!;
        Assert.Equal(Example, note.ToString());
        Assert.Equal(64, note.Signatures[0].Signature.Length);
        Assert.Equal(0x033de0aeu, note.Signatures[0].KeyId);
        var checkpoint = Checkpoint.TryParse(note.Text)!;
        Assert.Equal((20852163, "example.com/behind-the-sofa"), (checkpoint.Size, checkpoint.Origin));
        Assert.Equal(note.Text, checkpoint.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n1\n")]
    [InlineData("a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= \n")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("a\n1\nAAAA\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    public void What_is_no_checkpoint_is_not_read_as_one(string text) => Assert.Null(Checkpoint.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n\u2014 name AAAAAAAA")]
    [InlineData("text\n\n\u2014 na+me AAAAAAAA\n")]
    [InlineData("te\txt\n\n\u2014 name AAAAAAAA\n")]
    public void What_is_no_signed_note_is_not_read_as_one(string text) => Assert.Null(SignedNote.TryParse(text));

    [Fact]
    public void A_verifier_key_is_read_only_with_the_id_that_follows_from_it()
    {
        // The key of Go's checksum database, as Go's own source has it.
        const string go = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        var key = VerifierKey.TryParse(go)!;
        Assert.Equal(go, key.ToString());
        Assert.Null(VerifierKey.TryParse(go.Replace("033de0ae", "033de0af")));
        Assert.Null(VerifierKey.TryParse(go.Replace("golang", "gopher")));
        Assert.Null(VerifierKey.TryParse("name+id"));
    }
}
