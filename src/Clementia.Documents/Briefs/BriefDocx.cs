using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Clementia.Casework;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W15 = DocumentFormat.OpenXml.Office2013.Word;

namespace Clementia.Documents.Briefs;

/// <summary>The brief as a Word document: real headings, real footnotes (in three columns where Word can), links into the binder.</summary>
internal static class BriefDocx
{
    private const string Serif = "Times New Roman";
    private const string Ink = "16181D";
    private const string Quiet = "4A4F59";
    private const string Accent = "1C2F4A";
    private const string Warn = "8C1C1C";
    private const string Hair = "9AA1AD";

    private static int Twips(int thousandths) => thousandths / 50;

    public static byte[] Write(Brief brief, IReadOnlyList<BinderPage> pages)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            // Parts have names of our own: those that the library draws would differ from copy to copy.
            CoreProperties(package.AddNewPart<CoreFilePropertiesPart>("core"), Said.Title(brief), $"Petition {brief.Petition}", brief.Today);
            var main = package.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "main");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = Styles(SheetOf(brief));
            main.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = Dashes();
            main.AddNewPart<DocumentSettingsPart>("settings").Settings = new Settings(
                new FootnoteDocumentWideProperties(new FootnoteSpecialReference { Id = -1 }, new FootnoteSpecialReference { Id = 0 }),
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Val = "15", Uri = "http://schemas.microsoft.com/office/word" }),
                new ThemeFontLanguages { Val = "en-US" });
            main.AddNewPart<FootnotesPart>("footnotes").Footnotes = Notes(brief);
            main.AddNewPart<FooterPart>("foot").Footer = Foot(brief);
            main.AddNewPart<HeaderPart>("head").Header = new Header(BinderHead(brief));
            main.AddNewPart<FooterPart>("binderfoot").Footer = new Footer(Styled("Footer",
            [
                .. Plain(Said.Copy(brief)), new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()), .. Plain("page "),
                new SimpleField(new DocumentFormat.OpenXml.Wordprocessing.Run(new Text("2"))) { Instruction = " PAGE " },
            ]));
            main.Document = new Document(new Lines(brief).Body(pages));
        }
        return Still(stream, brief.Today);
    }

    /// <summary>The size of type. Where a program sets footnotes one below the other they take more room than on the PDF's page.</summary>
    private static Sheet SheetOf(Brief brief)
    {
        var notes = brief.Notes.Where(note => note.OnPage).ToList();
        return Sheet.All.FirstOrDefault(sheet => sheet.Height(brief.Name, brief.Lead, brief.Sections, notes, columns: 1) <= Sheet.Room) ?? Sheet.All[^1];
    }

    internal static void CoreProperties(CoreFilePropertiesPart part, string title, string subject, DateOnly day)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        using var xml = XmlWriter.Create(stream);
        const string core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        const string dublin = "http://purl.org/dc/elements/1.1/";
        const string terms = "http://purl.org/dc/terms/";
        const string instance = "http://www.w3.org/2001/XMLSchema-instance";
        xml.WriteStartElement("cp", "coreProperties", core);
        xml.WriteAttributeString("xmlns", "dcterms", null, terms);
        xml.WriteElementString("dc", "title", dublin, title);
        xml.WriteElementString("dc", "subject", dublin, subject);
        xml.WriteElementString("dc", "creator", dublin, "Clementia");
        xml.WriteElementString("dc", "language", dublin, "en-US");
        foreach (var when in new[] { "created", "modified" })
        {
            xml.WriteStartElement("dcterms", when, terms);
            xml.WriteAttributeString("xsi", "type", instance, "dcterms:W3CDTF");
            xml.WriteString(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T00:00:00Z"));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>The same package with every entry's time set to one day, so that the same content gives the same bytes.</summary>
    internal static byte[] Still(MemoryStream package, DateOnly day)
    {
        using var still = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(package.ToArray()), ZipArchiveMode.Read))
        using (var to = new ZipArchive(still, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName == "[Content_Types].xml" ? "" : entry.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                using var read = entry.Open();
                using var write = copy.Open();
                read.CopyTo(write);
            }
        return still.ToArray();
    }

    /// <summary>The document's paragraphs, with footnotes numbered as they come.</summary>
    private sealed class Lines(Brief brief)
    {
        // A footnote is made at its first mention; every later one refers to it, as Word's own cross-references do.
        private readonly HashSet<int> _mentioned = [];
        private int _bookmark;

        public Body Body(IReadOnlyList<BinderPage> pages)
        {
            var body = new Body();
            body.Append(Kicker());
            body.Append(Styled("Title", [.. Bookmarked("top", Plain(brief.Name))]));
            if (brief.Lead is not null)
                body.Append(Styled("Subtitle", [.. Bookmarked($"line_{brief.Lead.Id}", Runs(brief.Lead))]));
            Sections(body, brief.Sections);
            // The page ends its section here: footnotes in columns, the checkpoint in the foot.
            body.Append(new Paragraph(new ParagraphProperties(
                new ParagraphStyleId { Val = "Quiet" }, new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact },
                Page("foot", null, noteColumns: 3))));

            body.Append(Styled("Heading1", [.. Plain("Binder")]));
            body.Append(Styled("Quiet", [.. Plain("The cited passages, in the order of the footnotes. Every number leads from the brief to its page here; every letter leads back.")]));
            if (brief.Further.Count > 0)
            {
                body.Append(Styled("Heading2", [.. Plain("Further points")]));
                body.Append(Styled("Quiet", [.. Plain("These had no room on the page. They rest on the same ground.")]));
                Sections(body, brief.Further);
            }
            if (brief.Law is not null)
                Steps(body, brief.Law);
            foreach (var page in pages)
                BinderPage(body, page);
            body.Append(Styled("Heading2", [.. Plain("To verify this copy")]));
            body.Append(Styled("Quiet", [.. Plain("The docket’s signed checkpoint, as it stood when this copy was made. clementia verify recomputes the docket and compares.")]));
            body.Append(Styled("Source", [.. Broken(Said.Lines(brief.Checkpoint.Signed))]));
            body.Append(Page("binderfoot", "head", noteColumns: 1));
            return body;
        }

        private Paragraph Kicker()
        {
            var runs = new List<OpenXmlElement>();
            runs.AddRange(Plain(Said.Kicker, new RunProperties(new SmallCaps())));
            runs.Add(new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()));
            if (brief.IsSample)
                runs.AddRange(Plain(Said.Sample, new RunProperties(new Bold(), new SmallCaps(), new Color { Val = Warn })));
            runs.Add(new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()));
            runs.AddRange(Plain(Said.Day(brief.Today)));
            return Styled("Kicker", [.. runs]);
        }

        /// <summary>Headings stand in a column beside their text. A table without rules holds them in every program that opens the file.</summary>
        private void Sections(Body body, IReadOnlyList<BriefSection> sections)
        {
            var (left, right) = (Twips(Sheet.LabelWidth + Sheet.Gutter), Twips(Sheet.BodyWidth));
            var table = new Table(
                new TableProperties(
                    new TableWidth { Width = Number(left + right), Type = TableWidthUnitValues.Dxa },
                    new TableLayout { Type = TableLayoutValues.Fixed },
                    new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa }),
                    new TableCaption { Val = "The sections of the brief: the heading on the left, the text on the right" }),
                new TableGrid(new GridColumn { Width = Number(left) }, new GridColumn { Width = Number(right) }));
            foreach (var section in sections)
            {
                var text = new TableCell(new TableCellProperties(new TableCellWidth { Width = Number(right), Type = TableWidthUnitValues.Dxa }));
                if (section.IsList)
                    for (var i = 0; i < section.Lines.Count; i++)
                        text.Append(Styled(i == section.Lines.Count - 1 ? "LastPoint" : "Point", [.. Bookmarked($"line_{section.Lines[i].Id}", Runs(section.Lines[i]))]));
                else
                {
                    var runs = new List<OpenXmlElement>();
                    foreach (var line in section.Lines)
                    {
                        if (runs.Count > 0)
                            runs.AddRange(Plain(" "));
                        runs.AddRange(Bookmarked($"line_{line.Id}", Runs(line)));
                    }
                    text.Append(Styled("Said", [.. runs]));
                    if (section.Law is not null)
                    {
                        text.Append(LawTable([("", section.Law.Then, section.Law.Now, false), .. section.Law.Rows.Select(row => (row.What, row.Then, row.Now, row.Changed))], Twips(Sheet.BodyWidth)));
                        text.Append(Styled("Quiet", [.. Plain(section.Law.Bars.Count == 0 ? "" : Said.LawPlot(section.Law))]));
                    }
                }
                var heading = new TableCell(
                    new TableCellProperties(new TableCellWidth { Width = Number(left), Type = TableWidthUnitValues.Dxa }),
                    Styled("Heading3", [.. Plain(section.Heading)]));
                table.Append(new TableRow(new TableRowProperties(new CantSplit()), heading, text));
            }
            body.Append(table);
        }

        /// <summary>A table of three columns; a changed value is bold. Word has no plot: its words stand below.</summary>
        private static Table LawTable(IReadOnlyList<(string What, string Then, string Now, bool Changed)> rows, int width)
        {
            int[] widths = [width * 30 / 100, width * 35 / 100, width * 35 / 100];
            var table = new Table(
                new TableProperties(
                    new TableWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa },
                    new TableLayout { Type = TableLayoutValues.Fixed },
                    new TableCaption { Val = "The law then and now" }),
                new TableGrid([.. widths.Select(w => new GridColumn { Width = Number(w) })]));
            for (var i = 0; i < rows.Count; i++)
            {
                var (what, then, now, changed) = rows[i];
                var row = new TableRow(i == 0 ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()));
                foreach (var (text, w, bold) in new[] { (what, widths[0], false), (then, widths[1], false), (now, widths[2], changed) })
                    row.Append(new TableCell(new TableCellProperties(new TableCellWidth { Width = Number(w), Type = TableWidthUnitValues.Dxa }),
                        Styled("Legend", [.. Plain(text, bold ? new RunProperties(new Bold()) : i == 0 ? new RunProperties(new Color { Val = Accent }) : null)])));
                table.Append(row);
            }
            return table;
        }

        private static void Steps(Body body, BriefLaw law)
        {
            body.Append(Styled("Heading2", [.. Plain("The law, then and now")]));
            body.Append(Styled("Quiet", [.. Plain($"Every step of the finding that entry {law.Entry} of the docket holds. A step in bold differs. Law book {law.Law[..16]}.")]));
            body.Append(LawTable([("Authority", law.Then, law.Now, false), .. law.Steps.Select(step => (step.Doubt is null ? step.Cite : $"{step.Cite} ({step.Doubt})", step.Then, step.Now, step.Changed))], Twips(Sheet.TextWidth)));
            foreach (var (heading, lines) in new (string, IReadOnlyList<string>)[] { ("Relief already in law", [.. law.Relief.Select(one => one.InWords)]), ("Open", law.Open), ("To be known when relying on it", law.Cautions) })
            {
                if (lines.Count > 0)
                    body.Append(Styled("Heading2", [.. Plain(heading)]));
                foreach (var line in lines)
                    body.Append(Styled("Legend", [.. Plain(line)]));
            }
        }

        private void BinderPage(Body body, BinderPage page)
        {
            var note = page.Note;
            body.Append(Styled("Heading2", [.. Bookmarked($"tab_{note.Number}", Plain($"{note.Number}  {note.Source}"))]));
            var about = Plain($"{page.Place} · {Said.Shorten(note.Document.Filed!.Name, 60)} · SHA-256 {page.ShortSha} · {Said.Provenance(note.Document)}").ToList();
            about.AddRange(Plain(" · "));
            about.Add(Link($"note_{note.Number}", $"back to footnote {note.Number}"));
            body.Append(WithNext(Styled("Quiet", [.. about])));
            foreach (var mark in note.Marks)
            {
                var runs = Plain($"{mark.Letter}  ", new RunProperties(new Bold(), new Color { Val = Accent })).ToList();
                runs.AddRange(Plain(mark.Says));
                runs.AddRange(Plain($" ({mark.Standing}; fact {mark.Fact}; brief ", new RunProperties(new Color { Val = Quiet })));
                for (var i = 0; i < mark.Lines.Count; i++)
                {
                    if (i > 0)
                        runs.AddRange(Plain(", "));
                    runs.Add(Link($"line_{mark.Lines[i]}", mark.Lines[i]));
                }
                runs.AddRange(Plain("). ", new RunProperties(new Color { Val = Quiet })));
                runs.AddRange(Plain($"“{Said.Quote(mark)}”"));
                body.Append(Styled("Legend", [.. runs]));
            }
            body.Append(WithNext(Styled("Quiet", [.. Plain("Text of the page", new RunProperties(new SmallCaps()))])));
            var text = new List<OpenXmlElement>();
            foreach (var part in page.Text)
            {
                text.AddRange(Broken(Said.Lines(part.Text), part.IsOmission
                    ? new RunProperties(new Italic(), new Color { Val = Quiet })
                    : part.Letters.Length > 0 ? new RunProperties(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "FFE680" }) : null));
                foreach (var letter in part.Ends)
                    text.AddRange(Plain(letter, new RunProperties(new Bold(), new Color { Val = Accent }, new VerticalTextAlignment { Val = VerticalPositionValues.Superscript })));
            }
            body.Append(Styled("Source", [.. text]));
            if (page.HasHidden)
                body.Append(Styled("Quiet", [.. Plain(Said.HiddenNotice, new RunProperties(new Color { Val = Warn }))]));
        }

        private IEnumerable<OpenXmlElement> Bookmarked(string name, IEnumerable<OpenXmlElement> runs)
        {
            var id = (++_bookmark).ToString(CultureInfo.InvariantCulture);
            yield return new BookmarkStart { Id = id, Name = name };
            foreach (var run in runs)
                yield return run;
            yield return new BookmarkEnd { Id = id };
        }

        private IEnumerable<OpenXmlElement> Runs(BriefLine line)
        {
            var wasNote = false;
            foreach (var run in line.Runs)
            {
                var isNote = run.Kind == RunKind.Note;
                if (isNote && wasNote)
                    foreach (var comma in Plain(",", new RunProperties(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript })))
                        yield return comma;
                foreach (var element in isNote ? NoteNumber(run.Note)
                    : Plain(run.Text, run.Kind is RunKind.Standing or RunKind.Contest ? new RunProperties(new Italic(), new Color { Val = run.Kind == RunKind.Contest ? Warn : Quiet }) : null))
                    yield return element;
                wasNote = isNote;
            }
        }

        private IEnumerable<OpenXmlElement> NoteNumber(int number)
        {
            if (_mentioned.Add(number))
                return Bookmarked($"note_{number}",
                    [new DocumentFormat.OpenXml.Wordprocessing.Run(new RunProperties(new RunStyle { Val = "FootnoteReference" }), new FootnoteReference { Id = number })]);
            return
            [
                Field(new FieldChar { FieldCharType = FieldCharValues.Begin }),
                Field(new FieldCode($" NOTEREF note_{number} \\f \\h ") { Space = SpaceProcessingModeValues.Preserve }),
                Field(new FieldChar { FieldCharType = FieldCharValues.Separate }),
                Field(new Text(number.ToString(CultureInfo.InvariantCulture))),
                Field(new FieldChar { FieldCharType = FieldCharValues.End }),
            ];

            static DocumentFormat.OpenXml.Wordprocessing.Run Field(OpenXmlElement element) => new(new RunProperties(new RunStyle { Val = "FootnoteReference" }), element);
        }
    }

    private static Paragraph Styled(string style, OpenXmlElement[] runs)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        paragraph.Append(runs);
        return paragraph;
    }

    /// <summary>Kept on the sheet of what follows it: a head alone at the foot of a sheet heads nothing.</summary>
    private static Paragraph WithNext(Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        return paragraph;
    }

    private static IEnumerable<OpenXmlElement> Plain(string text, RunProperties? properties = null)
    {
        var run = new DocumentFormat.OpenXml.Wordprocessing.Run();
        if (properties is not null)
            run.Append((RunProperties)properties.CloneNode(true));
        run.Append(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        yield return run;
    }

    /// <summary>Text with its line breaks.</summary>
    private static IEnumerable<OpenXmlElement> Broken(string text, RunProperties? properties = null)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                yield return new DocumentFormat.OpenXml.Wordprocessing.Run(new Break());
            foreach (var run in Plain(lines[i], properties))
                yield return run;
        }
    }

    private static Hyperlink Link(string bookmark, string text)
    {
        var link = new Hyperlink { Anchor = bookmark, History = true };
        link.Append(Plain(text, new RunProperties(new Color { Val = Accent })));
        return link;
    }

    private static Footnotes Notes(Brief brief)
    {
        var notes = new Footnotes(
            new Footnote(new Paragraph(new DocumentFormat.OpenXml.Wordprocessing.Run(new SeparatorMark()))) { Type = FootnoteEndnoteValues.Separator, Id = -1 },
            new Footnote(new Paragraph(new DocumentFormat.OpenXml.Wordprocessing.Run(new ContinuationSeparatorMark()))) { Type = FootnoteEndnoteValues.ContinuationSeparator, Id = 0 });
        foreach (var note in brief.Notes)
            notes.Append(new Footnote(Styled("FootnoteText",
            [
                new DocumentFormat.OpenXml.Wordprocessing.Run(new RunProperties(new RunStyle { Val = "FootnoteReference" }), new FootnoteReferenceMark()),
                .. Plain(" "),
                Link($"tab_{note.Number}", note.Text),
            ]))
            { Id = note.Number });
        return notes;
    }

    private static Footer Foot(Brief brief) => new(
        Styled("Footer", [.. Plain(Said.Checkpoint(brief)), new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()), .. Plain(Said.Classification(brief))]),
        Styled("FooterNext", [.. Plain(Said.Copy(brief)), new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()), .. Plain(Said.AsOf(brief))]));

    private static Paragraph BinderHead(Brief brief)
    {
        var runs = Plain("Binder", new RunProperties(new SmallCaps())).ToList();
        runs.Add(new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()));
        if (brief.IsSample)
            runs.AddRange(Plain(Said.Sample, new RunProperties(new Bold(), new SmallCaps(), new Color { Val = Warn })));
        runs.Add(new DocumentFormat.OpenXml.Wordprocessing.Run(new TabChar()));
        runs.AddRange(Plain(brief.Name));
        return Styled("Kicker", [.. runs]);
    }

    private static SectionProperties Page(string foot, string? head, int noteColumns)
    {
        var page = new SectionProperties();
        if (head is not null)
            page.Append(new HeaderReference { Type = HeaderFooterValues.Default, Id = head });
        page.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = foot });
        page.Append(new SectionType { Val = SectionMarkValues.NextPage });
        page.Append(new PageSize { Width = (uint)Twips(Sheet.PageWidth), Height = (uint)Twips(Sheet.PageHeight) });
        page.Append(new PageMargin
        {
            Left = (uint)Twips(Sheet.SideMargin),
            Right = (uint)Twips(Sheet.SideMargin),
            Top = Twips(Sheet.TopMargin),
            Bottom = Twips(Sheet.BottomMargin),
            Header = 480U,
            Footer = 480U,
            Gutter = 0U,
        });
        if (noteColumns > 1)
            page.Append(new W15.FootnoteColumns { Val = noteColumns });
        return page;
    }

    /// <summary>A list whose points begin with a dash.</summary>
    private static Numbering Dashes() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = NumberFormatValues.Bullet },
                new LevelText { Val = "–" },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = Number(Twips(Sheet.ItemIndent)), Hanging = Number(Twips(Sheet.ItemIndent)) }))
            { LevelIndex = 0 })
        { AbstractNumberId = 1 },
        new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 });

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string HalfPoints(int thousandths) => Number(thousandths / 500);

    private static SpacingBetweenLines Spacing(int before, int after, int pitch) =>
        new() { Before = Number(Twips(before)), After = Number(Twips(after)), Line = Number(Twips(pitch)), LineRule = LineSpacingRuleValues.Exact };

    private static Styles Styles(Sheet sheet)
    {
        var right = Twips(Sheet.TextWidth);
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = Serif, HighAnsi = Serif, ComplexScript = Serif },
                    new Color { Val = Ink },
                    new FontSize { Val = HalfPoints(sheet.BodySize) },
                    new FontSizeComplexScript { Val = HalfPoints(sheet.BodySize) },
                    new Languages { Val = "en-US" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Spacing(0, 0, sheet.BodyPitch)))));
        Add("Normal", "Normal", null, null, null, isDefault: true);
        Add("Title", "Title", new(Spacing(10_000, 3_000, Sheet.NamePitch), new OutlineLevel { Val = 0 }),
            new(new Color { Val = Accent }, new FontSize { Val = HalfPoints(Sheet.NameSize) }));
        Add("Subtitle", "Subtitle", new(Rule(below: true), Spacing(0, 6_000, sheet.LeadPitch)), new(new FontSize { Val = HalfPoints(sheet.LeadSize) }));
        Add("Heading1", "heading 1", new(new KeepNext(), Spacing(0, 8_000, 22_000), new OutlineLevel { Val = 0 }), new(new Color { Val = Accent }, new FontSize { Val = "34" }));
        Add("Heading2", "heading 2", new(new KeepNext(), Spacing(20_000, 3_000, 18_000), new OutlineLevel { Val = 1 }), new(new Color { Val = Accent }, new FontSize { Val = "28" }));
        Add("Heading3", "heading 3", new(new KeepNext(), Spacing(0, 0, sheet.BodyPitch), new OutlineLevel { Val = 1 }),
            new(new SmallCaps(), new Color { Val = Accent }, new Spacing { Val = 10 }));
        Add("Said", "Said", new(Spacing(0, sheet.SectionGap, sheet.BodyPitch)), null);
        Add("Point", "Point", new(new NumberingProperties(new NumberingId { Val = 1 }), Spacing(0, sheet.ItemGap, sheet.BodyPitch)), null);
        Add("LastPoint", "Last Point", new(Spacing(0, sheet.SectionGap, sheet.BodyPitch)), null, basedOn: "Point");
        Add("Kicker", "Kicker", new(Rule(below: true), Tabs(right / 2, right), Spacing(0, 0, Sheet.SmallPitch)),
            new(new Color { Val = Quiet }, new FontSize { Val = HalfPoints(Sheet.SmallSize) }));
        Add("Footer", "footer", new(Rule(below: false), Tabs(null, right), Spacing(0, 0, Sheet.SmallPitch)),
            new(new Color { Val = Quiet }, new FontSize { Val = HalfPoints(Sheet.SmallSize) }));
        Add("FooterNext", "Footer Next", new(Tabs(null, right), Spacing(0, 0, Sheet.SmallPitch)),
            new(new Color { Val = Quiet }, new FontSize { Val = HalfPoints(Sheet.SmallSize) }));
        Add("FootnoteText", "footnote text", new(Spacing(0, 0, Sheet.SmallPitch)), new(new FontSize { Val = HalfPoints(Sheet.SmallSize) }));
        Add("Quiet", "Quiet", new(Spacing(0, 4_000, Sheet.SmallPitch)), new(new Color { Val = Quiet }, new FontSize { Val = HalfPoints(Sheet.SmallSize) }));
        Add("Legend", "Legend", new(Spacing(0, 3_000, sheet.BodyPitch), new Indentation { Left = "360", Hanging = "360" }), null);
        Add("Source", "Source", new(
            new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 12U, Space = 8U, Color = "D5D9E0" }),
            Spacing(4_000, 6_000, sheet.BodyPitch), new Indentation { Left = "280" }), null);
        styles.Append(new Style(
            new StyleName { Val = "footnote reference" },
            new StyleRunProperties(new VerticalTextAlignment { Val = VerticalPositionValues.Superscript }))
        { Type = StyleValues.Character, StyleId = "FootnoteReference" });
        return styles;

        void Add(string id, string name, StyleParagraphProperties? paragraph, StyleRunProperties? run, string? basedOn = null, bool isDefault = false)
        {
            var style = new Style { Type = StyleValues.Paragraph, StyleId = id };
            if (isDefault)
                style.Default = true;
            style.Append(new StyleName { Val = name });
            if (!isDefault)
                style.Append(new BasedOn { Val = basedOn ?? "Normal" });
            style.Append(new PrimaryStyle());
            if (paragraph is not null)
                style.Append(paragraph);
            if (run is not null)
                style.Append(run);
            styles.Append(style);
        }

        static ParagraphBorders Rule(bool below) => below
            ? new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 4U, Space = 4U, Color = Hair })
            : new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 4U, Space = 4U, Color = Hair });

        static Tabs Tabs(int? middle, int end)
        {
            var tabs = new Tabs();
            if (middle is { } at)
                tabs.Append(new TabStop { Val = TabStopValues.Center, Position = at });
            tabs.Append(new TabStop { Val = TabStopValues.Right, Position = end });
            return tabs;
        }
    }
}
