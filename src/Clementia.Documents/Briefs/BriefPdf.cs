using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clementia.Casework;

namespace Clementia.Documents.Briefs;

/// <summary>The brief and its binder as a tagged PDF (PDF/UA-1), set by Typst.</summary>
internal static class BriefPdf
{
    // What bears any text but the name and the footnotes.
    private const int LargestSize = 14_000;
    private const int NarrowestLine = Sheet.BodyWidth - Sheet.ItemIndent;
    private const int NoteWidth = ((Sheet.TextWidth - ((Sheet.NoteColumns - 1) * Sheet.NoteGutter)) / Sheet.NoteColumns) - Sheet.NoteIndent;

    public static bool TryWrite(
        Brief brief,
        IReadOnlyList<BinderPage> pages,
        Typesetter? typesetter,
        List<string> warnings,
        [NotNullWhen(true)] out byte[]? pdf,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        using var own = typesetter is null ? new Typesetter() : null;
        if (TrySet(brief, pages, typesetter ?? own!, warnings, out pdf, out refusal))
            return true;
        // A scan that was filed as a picture may be damaged: then its text stands in, and the brief is not lost over it.
        var drawn = pages.Select(page => IsFiledPicture(page) ? page with { Picture = null } : page).ToList();
        if (!pages.Any(IsFiledPicture) || !TrySet(brief, drawn, typesetter ?? own!, warnings, out pdf, out _))
            return false;
        warnings.Add("A cited picture could not be drawn, so the binder gives the text of all cited pictures. Look whether a scan is damaged: "
            + $"{string.Join(", ", pages.Where(IsFiledPicture).Select(page => page.Note.Document.Label).Distinct())}.");
        refusal = null;
        return true;
    }

    private static bool IsFiledPicture(BinderPage page) => page.Picture is not null && page.Note.Document.Filed!.MediaType.StartsWith("image/", StringComparison.Ordinal);

    private static bool TrySet(
        Brief brief,
        IReadOnlyList<BinderPage> pages,
        Typesetter typesetter,
        List<string> warnings,
        [NotNullWhen(true)] out byte[]? pdf,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        var files = pages.Where(page => page.Picture is not null).Select(page => (PictureName(page), page.Picture!.Bytes));
        return typesetter.TrySet(Typesetter.Resource("brief.typ"), Data(brief, pages).ToJsonString(), files, warnings, out pdf, out refusal);
    }

    private static string PictureName(BinderPage page) => $"page-{page.Note.Number}.{page.Picture!.Extension}";

    private static JsonObject Data(Brief brief, IReadOnlyList<BinderPage> pages) => new()
    {
        ["title"] = Said.Title(brief),
        ["author"] = "Clementia",
        ["keywords"] = Array($"petition {brief.Petition}"),
        ["date"] = new JsonObject { ["year"] = brief.Today.Year, ["month"] = brief.Today.Month, ["day"] = brief.Today.Day },
        ["dateText"] = Said.Day(brief.Today),
        ["name"] = Breakable(brief.Name, Sheet.NameSize, Sheet.TextWidth),
        ["sample"] = brief.IsSample,
        ["lead"] = brief.Lead is null ? null : Line(brief.Lead),
        ["sections"] = Sections(brief.Sections),
        ["further"] = Sections(brief.Further),
        ["law"] = brief.Law is null ? null : Law(brief.Law),
        ["notes"] = Array(brief.Notes.Where(note => note.OnPage).Select(note => new JsonObject { ["n"] = note.Number, ["text"] = Breakable(note.Text, Sheet.SmallSize, NoteWidth) })),
        ["foot"] = new JsonObject
        {
            ["checkpoint"] = Said.Checkpoint(brief),
            ["date"] = Said.Classification(brief),
            ["copy"] = Said.Copy(brief),
            ["asOf"] = Said.AsOf(brief),
        },
        ["hiddenNotice"] = Said.HiddenNotice,
        ["checkpoint"] = brief.Checkpoint.Signed,
        ["binder"] = Array(pages.Select(page => Page(page))),
        ["sheet"] = SheetData(brief.Sheet),
    };

    private static JsonObject SheetData(Sheet sheet) => new()
    {
        ["pageWidth"] = Sheet.PageWidth,
        ["pageHeight"] = Sheet.PageHeight,
        ["sideMargin"] = Sheet.SideMargin,
        ["topMargin"] = Sheet.TopMargin,
        ["bottomMargin"] = Sheet.BottomMargin,
        ["labelWidth"] = Sheet.LabelWidth,
        ["gutter"] = Sheet.Gutter,
        ["bodySize"] = sheet.BodySize,
        ["bodyPitch"] = sheet.BodyPitch,
        ["leadSize"] = sheet.LeadSize,
        ["leadPitch"] = sheet.LeadPitch,
        ["nameSize"] = Sheet.NameSize,
        ["namePitch"] = Sheet.NamePitch,
        ["smallSize"] = Sheet.SmallSize,
        ["smallPitch"] = Sheet.SmallPitch,
        ["sectionGap"] = sheet.SectionGap,
        ["itemGap"] = sheet.ItemGap,
        ["lawGap"] = Sheet.LawGap,
        ["lawRowAir"] = Sheet.LawRowAir,
        ["lawWhatWidth"] = Sheet.LawWhatWidth,
        ["lawCellWidth"] = Sheet.LawCellWidth,
        ["lawBarPitch"] = Sheet.LawBarPitch,
        ["lawScaleRoom"] = Sheet.LawScaleRoom,
        ["itemIndent"] = Sheet.ItemIndent,
        ["noteColumns"] = Sheet.NoteColumns,
        ["noteGutter"] = Sheet.NoteGutter,
        ["noteIndent"] = Sheet.NoteIndent,
    };

    private static JsonArray Sections(IReadOnlyList<BriefSection> sections) => Array(sections.Select(section => new JsonObject
    {
        ["heading"] = section.Heading,
        ["list"] = section.IsList,
        ["lines"] = Array(section.Lines.Select(Line)),
        ["law"] = section.Law is null ? null : Law(section.Law),
    }));

    private static JsonObject Law(BriefLaw law) => new()
    {
        ["then"] = law.Then,
        ["now"] = law.Now,
        ["entry"] = law.Entry,
        ["fingerprint"] = law.Law,
        ["rows"] = Array(law.Rows.Select(row => new JsonObject { ["what"] = row.What, ["then"] = row.Then, ["now"] = row.Now, ["changed"] = row.Changed })),
        ["bars"] = Array(law.Bars.Select(bar => new JsonObject { ["label"] = bar.Label, ["from"] = bar.From ?? law.Scale, ["to"] = bar.To ?? law.Scale, ["life"] = bar.To is null, ["words"] = bar.Words })),
        ["scale"] = law.Scale,
        ["tick"] = law.Tick,
        ["alt"] = Said.LawPlot(law),
        ["steps"] = Array(law.Steps.Select(step => new JsonObject { ["cite"] = Breakable(step.Cite), ["then"] = step.Then, ["now"] = step.Now, ["changed"] = step.Changed, ["doubt"] = step.Doubt })),
        ["relief"] = Array(law.Relief.Select(one => (JsonNode?)JsonValue.Create(one.InWords))),
        ["open"] = Array(law.Open.Select(one => (JsonNode?)JsonValue.Create(one))),
        ["cautions"] = Array(law.Cautions.Select(one => (JsonNode?)JsonValue.Create(one))),
    };

    private static JsonObject Line(BriefLine line) => new()
    {
        ["id"] = line.Id,
        ["runs"] = Array(line.Runs.Select(run => new JsonObject
        {
            ["kind"] = run.Kind.ToString().ToLowerInvariant(),
            ["text"] = Breakable(run.Text),
            ["note"] = run.Note,
        })),
    };

    private static JsonObject Page(BinderPage page) =>
        new()
        {
            ["n"] = page.Note.Number,
            ["source"] = Breakable(page.Note.Source),
            ["place"] = page.Place,
            ["file"] = Breakable(Said.Shorten(page.Note.Document.Filed!.Name, 60)),
            ["sha"] = page.ShortSha,
            ["meta"] = Breakable(Said.Provenance(page.Note.Document)),
            ["onPage"] = page.Note.OnPage,
            ["hidden"] = page.HasHidden,
            ["label"] = Said.TextLabel(page),
            ["legend"] = Array(page.Note.Marks.Select(mark => new JsonObject
            {
                ["letter"] = mark.Letter,
                ["says"] = Breakable(mark.Says),
                ["standing"] = mark.Standing,
                ["fact"] = mark.Fact,
                ["quote"] = Breakable(Said.Quote(mark)),
                ["lines"] = Array(mark.Lines.Select(id => (JsonNode)id)),
            })),
            ["image"] = page.Picture is null ? null : PictureName(page),
            ["width"] = (page.Picture?.Width ?? 0) / 100.0,
            ["height"] = (page.Picture?.Height ?? 0) / 100.0,
            ["alt"] = $"{page.Note.Source}, {page.Place}, drawn. Marked: {string.Join("; ", page.Note.Marks.Select(mark => $"{mark.Letter} “{Said.Quote(mark)}”"))}",
            ["boxes"] = Array((page.Picture?.Boxes ?? []).Select(one => new JsonObject
            {
                ["x"] = (one.Box.Left / 100.0) - 1.5,
                ["y"] = (one.Box.Top / 100.0) - 1.5,
                ["w"] = ((one.Box.Right - one.Box.Left) / 100.0) + 3,
                ["h"] = ((one.Box.Bottom - one.Box.Top) / 100.0) + 3,
            })),
            ["letters"] = Array(Letters(page.Picture?.Boxes ?? []).Select(label => new JsonObject { ["text"] = label.Text, ["y"] = label.Top / 100.0 })),
            ["text"] = Array((page.Picture is null ? page.Text : []).Select(part => new JsonObject
            {
                ["text"] = Breakable(Said.Lines(part.Text)),
                ["letters"] = part.Letters,
                ["ends"] = Array(part.Ends.Select(letter => (JsonNode)letter)),
                ["omission"] = part.IsOmission,
            })),
        };

    /// <summary>The letters that stand in the margin: those of marks that begin in one line of print together.</summary>
    private static IEnumerable<(string Text, int Top)> Letters(IReadOnlyList<(string Letter, Box Box)> boxes)
    {
        const int sameLine = 600;
        var labels = new List<(List<string> Letters, int Top)>();
        foreach (var (letter, box) in boxes.DistinctBy(one => one.Letter).OrderBy(one => one.Box.Top).ThenBy(one => one.Box.Left))
            if (labels.Count > 0 && box.Top - labels[^1].Top < sameLine)
                labels[^1].Letters.Add(letter);
            else
                labels.Add(([letter], box.Top));
        return labels.Select(label => (string.Join(' ', label.Letters), label.Top));
    }

    private static JsonArray Array(IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    private static JsonArray Array(string one) => new(JsonValue.Create(one));

    /// <summary>The text with invisible places to break in every word that is wider than its line, so that none runs off the paper.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of type in thousandths of a point.</param>
    /// <param name="width">The width of the line, the same.</param>
    private static string Breakable(string text, int size = LargestSize, int width = NarrowestLine)
    {
        long word = 0;
        StringBuilder? broken = null;
        for (var i = 0; i < text.Length; i++)
        {
            var advance = (long)Sheet.Advance(text[i]) * size / 1000;
            word = text[i] == ' ' || text[i] == '\n' ? 0 : word + advance;
            // Room is left for what follows the word without a space: a footnote's number, a bracket.
            if (word > width * 9L / 10 && !char.IsLowSurrogate(text[i]) && char.GetUnicodeCategory(text[i]) is not System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                broken ??= new StringBuilder(text.Length + 8).Append(text, 0, i);
                broken.Append('\u200b');
                word = advance;
            }
            broken?.Append(text[i]);
        }
        return broken?.ToString() ?? text;
    }
}
