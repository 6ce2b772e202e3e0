using System.Security.Cryptography;
using System.Text;
using Clementia.Casework;
using Clementia.Documents.Briefs;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Letter = UglyToad.PdfPig.Content.Letter;

namespace Clementia.Tests.Briefs;

/// <summary>A petition made by hand, with invented papers: what the docket's fold would give, without a docket.</summary>
internal sealed class CaseFile(string title = "SAMPLE (invented): Petition of Marguerite Oduya-Hale")
{
    public const string Signed = "clementia.example/docket\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— clementia.example/docket AAAAAbcd\n";
    public static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateTimeOffset s_at = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly List<FiledDocument> _documents = [];
    private readonly Dictionary<string, byte[]> _bytes = [];
    private readonly Dictionary<string, DocumentText> _texts = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Conflict> _conflicts = [];
    private int _entry = 1;

    public static BriefOptions For(string? recipient = "the President", Confidentiality clearance = Confidentiality.Confidential) =>
        new(Today, Signed, recipient, clearance);

    public BriefSources Sources => new(sha => _bytes.GetValueOrDefault(sha), sha => _texts.GetValueOrDefault(sha));

    public Petition Petition => new("P-1", title, 42, s_at, _documents, _facts, [], _conflicts, [], []);

    public IReadOnlyList<Fact> Facts => _facts;

    public Brief Brief(BriefOptions? options = null)
    {
        var outcome = Clementia.Casework.Brief.Compose(Petition, options ?? For());
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    /// <summary>A PDF in Times; a line that begins with "###" is printed and then covered by a black box.</summary>
    public DocumentText Pdf(string name, string? kind, string[][] pages, Confidentiality confidentiality = Confidentiality.Public, string? date = null, string? author = null, bool knowsHidden = true)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        var read = new List<Page>();
        var hidden = new List<HiddenText>();
        for (var p = 0; p < pages.Length; p++)
        {
            var page = builder.AddPage(612, 792);
            var text = new StringBuilder();
            var words = new List<Word>();
            var lines = new List<TextLine>();
            var y = 700.0;
            foreach (var printed in pages[p])
            {
                var isCovered = printed.StartsWith("###", StringComparison.Ordinal);
                var line = printed.TrimStart('#');
                if (text.Length > 0)
                    text.Append('\n');
                var from = text.Length;
                var letters = line.Length == 0 ? [] : page.AddText(line, 12, new PdfPoint(72, y), font);
                var at = 0;
                foreach (var word in line.Split(' '))
                {
                    if (word.Length > 0)
                        words.Add(new Word(from + at, word.Length, BoxOf(letters.Skip(at).Take(word.Length))));
                    at += word.Length + 1;
                }
                text.Append(line);
                if (line.Length > 0)
                    lines.Add(new TextLine(from, line.Length, BoxOf(letters), null));
                if (isCovered)
                {
                    page.SetTextAndFillColor(0, 0, 0);
                    page.DrawRectangle(new PdfPoint(70, y - 4), 420, 16, 1, fill: true);
                    hidden.Add(new HiddenText(p + 1, line, new Box(7000, (int)((792 - y - 12) * 100), 49000, (int)((792 - y + 4) * 100)), "under an opaque box"));
                }
                y -= 20;
            }
            read.Add(new Page(p + 1, text.ToString(), 61200, 79200, words, lines, null, []));
        }
        return File(builder.Build(), name, kind, "application/pdf", sha => new DocumentText(sha, read, "by hand"), confidentiality, date, author, knowsHidden ? hidden : []);

        static Box BoxOf(IEnumerable<Letter> letters)
        {
            var all = letters.ToList();
            return new Box(
                (int)(all.Min(letter => letter.BoundingBox.Left) * 100),
                (int)((792 - all.Max(letter => letter.StartBaseLine.Y) - 9) * 100),
                (int)(all.Max(letter => letter.EndBaseLine.X) * 100),
                (int)((792 - all.Min(letter => letter.StartBaseLine.Y) + 3) * 100));
        }
    }

    public DocumentText Text(string name, string? kind, string text, Confidentiality confidentiality = Confidentiality.Public, string? date = null, string? author = null) =>
        File(Encoding.UTF8.GetBytes(text), name, kind, "text/plain", sha => new DocumentText(sha, [Page.OfText(1, text)], "by hand"), confidentiality, date, author, []);

    /// <summary>A document as a reader gave it.</summary>
    public DocumentText Filed(byte[] bytes, string name, DocumentText text, string media = "application/pdf") =>
        File(bytes, name, "exhibit", media, _ => text, Confidentiality.Public, null, null, []);

    private DocumentText File(
        byte[] bytes, string name, string? kind, string media, Func<string, DocumentText> read, Confidentiality confidentiality, string? date, string? author, IReadOnlyList<HiddenText> hidden)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var text = read(sha);
        _bytes[sha] = bytes;
        _texts[sha] = text;
        _documents.Add(new FiledDocument($"D{_documents.Count + 1}", ++_entry,
            new DocumentFiled(sha, name, bytes.Length, media, kind, date, author, "made up for a test", confidentiality),
            new DocumentRead(sha, sha, null, "by hand", text.Pages.Count, hidden, [], [], []), null));
        return text;
    }

    public void Lose(DocumentText document) => _bytes.Remove(document.Sha256);

    public void Alter(DocumentText document, string text) => _texts[document.Sha256] = document with { Pages = [Page.OfText(1, text)] };

    /// <summary>A fact with its sources: each a document, the quoted words and the standard.</summary>
    public Fact Fact(string attribute, string value, FactStatus status, params (DocumentText Document, string Quote, Standard Standard)[] sources) =>
        Add(attribute, value, value, status, null, "Jo Reyes", "It stands so in the paper.", sources.Select(source => Proposal(attribute, value, source)));

    public Fact Confirmed(string attribute, string value, DocumentText document, string quote, Standard standard = Standard.JudgeFinding) =>
        Fact(attribute, value, FactStatus.Confirmed, (document, quote, standard));

    public Fact Add(string attribute, string value, string proposed, FactStatus status, string? subject, string? by, string? reason, IEnumerable<Proposal> proposals)
    {
        var vetted = status != FactStatus.Proposed;
        var fact = new Fact($"F{_facts.Count + 1}", attribute, value, proposed, subject, status,
            [.. proposals.Select(proposal => new Support(++_entry, proposal)).OrderBy(support => support.Proposal.Standard)],
            vetted ? by : null, vetted ? s_at : null, vetted ? reason : null, vetted ? ++_entry : null);
        _facts.Add(fact);
        return fact;
    }

    public static Proposal Proposal(string attribute, string value, (DocumentText Document, string Quote, Standard Standard) source) =>
        new(attribute, value, null, [Cite(source.Document, source.Quote)], "It stands so in the paper.", Confidence.Stated, source.Standard);

    public static Citation Cite(DocumentText document, string quote)
    {
        foreach (var page in document.Pages)
        {
            var at = page.Text.IndexOf(quote, StringComparison.Ordinal);
            if (at >= 0)
                return Citation.To(document, page.Number, at, at + quote.Length);
        }
        throw new ArgumentException($"No page says “{quote}”.", nameof(quote));
    }

    public Conflict Conflict(ConflictKind kind, string attribute, ConflictResolution? resolved, params Fact[] facts)
    {
        var conflict = new Conflict($"C{_conflicts.Count + 1}", kind, attribute, null, [.. facts.Select(fact => fact.Id)], [], "The sources differ.", resolved);
        _conflicts.Add(conflict);
        return conflict;
    }

    public void StatementDispute() =>
        _conflicts.Add(new Conflict($"C{_conflicts.Count + 1}", ConflictKind.Dispute, null, null, [], ["S1", "S2"], "They contradict each other.", null));

    /// <summary>A case as it comes across a desk: an invented woman, her papers, and what they disagree about.</summary>
    public static CaseFile Typical()
    {
        var file = new CaseFile();
        var judgment = file.Pdf("judgment.pdf", "judgment",
        [
            [
                "UNITED STATES DISTRICT COURT", "DISTRICT OF ARCADIA", "", "UNITED STATES OF AMERICA v. MARGUERITE ODUYA-HALE", "Case No. 3:98-cr-00417", "",
                "JUDGMENT IN A CRIMINAL CASE", "", "The defendant, Marguerite Oduya-Hale, was found guilty by a jury on Counts 1, 2 and 7.",
                "Count 1: conspiracy to distribute cocaine, 21 U.S.C. 846.", "Count 2: money laundering, 18 U.S.C. 1956.",
            ],
            [
                "IMPRISONMENT", "", "The defendant is hereby committed to the custody of the Bureau of Prisons",
                "to be imprisoned for a term of life on Count 1, and 240 months on Counts 2 and 7.", "There is no parole in the federal system.", "",
                "SUPERVISED RELEASE", "Upon release the defendant shall be on supervised release for five years.", "",
                "Date of imposition of judgment: March 12, 1999", "Ansel R. Whitcombe, United States District Judge",
            ],
        ], date: "1999-03-12");
        var psr = file.Pdf("psr.pdf", "psr",
        [
            [
                "PRESENTENCE INVESTIGATION REPORT", "", "14. The defendant is held accountable for 120 kilograms of cocaine.", "15. She acted as a manager of the couriers.",
                "22. The defendant was born on April 2, 1961.", "31. Mental and emotional health: nothing of note.",
            ],
        ], Confidentiality.Sealed, "1999-01-20");
        var prison = file.Pdf("bop-summary.pdf", "bop-record",
        [
            [
                "INMATE SUMMARY", "", "Name: ODUYA-HALE, MARGUERITE", "In custody since: 08-19-1998", "Time served: 28 years, 1 month", "Incident reports: none in 26 years",
                "###Informant: Delphine Quarrowby, unit C", "Programs: horticulture apprenticeship, 6,000 hours", "Risk level: minimum",
            ],
        ], Confidentiality.Confidential, "2026-09-30");
        var plea = file.Text("petition.txt", "petition",
            "PETITION FOR COMMUTATION OF SENTENCE\n\nI, Marguerite Oduya-Hale, 65 years old, ask the President to commute my sentence.\n"
            + "I have four children and nine grandchildren.\nThis was my first conviction. I never touched the drugs and I never held a gun.\n"
            + "When I come home I will live with my daughter, Imani Hale, in Port Selwyn, and work in her nursery.\n\nSigned, September 14, 2026\n",
            Confidentiality.Confidential, "2026-09-14", "Marguerite Oduya-Hale");
        var letter = file.Text("letter-warden.txt", "letter",
            "To the Office of the Pardon Attorney\n\nIn thirty years I have not written a letter like this. Ms. Oduya-Hale has earned a degree\n"
            + "and has been a mentor to hundreds of women. I support her release without reserve.\n\nHarriet Blom, Warden (retired)\n",
            Confidentiality.Public, "2026-08-02", "Harriet Blom");
        var press = file.Text("selwyn-courier.txt", "press",
            "PORT SELWYN - Oduya-Hale, 64, once called a kingpin by prosecutors, has served 27 years of a life term.\n"
            + "Former prosecutor Giles Tarrant said the sentence should stand.\nSupporters include Bishop Leon Achterberg and the Arcadia Clemency Project.\n",
            Confidentiality.Public, "2026-10-05", "The Selwyn Courier");

        file.Fact("petitioner.name", "Marguerite Oduya-Hale", FactStatus.Confirmed, (judgment, "Marguerite Oduya-Hale", Standard.JudgeFinding), (plea, "Marguerite Oduya-Hale", Standard.Petitioner));
        file.Confirmed("clemency.sought", "commutation", plea, "ask the President to commute my sentence", Standard.Petitioner);
        var age = file.Confirmed("petitioner.age", "65", plea, "65 years old", Standard.Petitioner);
        var pressAge = file.Fact("petitioner.age", "64", FactStatus.Proposed, (press, "64", Standard.Press));
        file.Conflict(ConflictKind.Conflict, "petitioner.age", null, age, pressAge);
        file.Confirmed("petitioner.children", "4", plea, "four children", Standard.Petitioner);
        file.Confirmed("petition.date", "2026-09-14", plea, "September 14, 2026", Standard.Petitioner);
        file.Confirmed("offense.kind", "drug", judgment, "conspiracy to distribute cocaine");
        file.Confirmed("offense.kind", "money-laundering", judgment, "money laundering");
        file.Confirmed("offense.statute", "21 USC 846", judgment, "21 U.S.C. 846");
        file.Confirmed("offense.statute", "18 USC 1956", judgment, "18 U.S.C. 1956");
        file.Confirmed("conviction.by", "jury", judgment, "found guilty by a jury", Standard.JuryVerdict);
        file.Confirmed("conviction.counts", "3", judgment, "Counts 1, 2 and 7", Standard.JuryVerdict);
        file.Confirmed("drug.quantity", "120 kg", psr, "120 kilograms of cocaine", Standard.PresentenceReport);
        file.Fact("offense.role", "manager", FactStatus.Disputed, (psr, "manager of the couriers", Standard.PresentenceReport));
        file.Confirmed("sentence.term", "life", judgment, "a term of life on Count 1");
        file.Confirmed("sentence.date", "1999-03-12", judgment, "March 12, 1999");
        file.Confirmed("sentencing.judge", "Ansel R. Whitcombe", judgment, "Ansel R. Whitcombe");
        file.Confirmed("sentence.parole", "no", judgment, "no parole");
        file.Confirmed("sentence.supervised_release", "60 mo", judgment, "supervised release for five years");
        file.Confirmed("served.since", "1998-08-19", prison, "08-19-1998", Standard.OfficialRecord);
        file.Fact("served.time", "337 mo", FactStatus.Confirmed, (prison, "Time served: 28 years, 1 month", Standard.OfficialRecord));
        file.Fact("served.time", "324 mo", FactStatus.Struck, (press, "27 years", Standard.Press));
        file.Confirmed("prison.infractions", "0", prison, "Incident reports: none in 26 years", Standard.OfficialRecord);
        file.Confirmed("prison.risk", "minimum", prison, "Risk level: minimum", Standard.OfficialRecord);
        file.Confirmed("prison.programs", "horticulture apprenticeship, 6,000 hours", prison, "horticulture apprenticeship, 6,000 hours", Standard.OfficialRecord);
        file.Confirmed("offense.first", "yes", plea, "my first conviction", Standard.Petitioner);
        file.Confirmed("offense.weapon", "no", plea, "I never held a gun", Standard.Petitioner);
        file.Confirmed("rehabilitation", "degree", letter, "earned a degree", Standard.Unstated);
        file.Confirmed("rehabilitation", "mentor", letter, "a mentor to hundreds of women", Standard.Unstated);
        file.Confirmed("advocate.name", "Harriet Blom", letter, "Harriet Blom", Standard.Unstated);
        file.Confirmed("advocate.name", "Leon Achterberg", press, "Bishop Leon Achterberg", Standard.Press);
        file.Confirmed("opponent.name", "Giles Tarrant", press, "Giles Tarrant", Standard.Press);
        file.Confirmed("release_plan.home", "with her daughter, Port Selwyn", plea, "I will live with my daughter, Imani Hale, in Port Selwyn", Standard.Petitioner);
        file.Confirmed("release_plan.support", "Imani Hale", plea, "my daughter, Imani Hale", Standard.Petitioner);
        file.Confirmed("petitioner.date_of_birth", "1961-04-02", psr, "April 2, 1961", Standard.PresentenceReport);
        file.Fact("place", "Port Selwyn", FactStatus.Proposed, (press, "PORT SELWYN", Standard.Press));
        file.Fact("facility", "unit C", FactStatus.Struck, (press, "PORT", Standard.Press));
        return file;
    }
}
