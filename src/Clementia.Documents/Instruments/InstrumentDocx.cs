using Clementia.Casework;
using Clementia.Documents.Briefs;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordRun = DocumentFormat.OpenXml.Wordprocessing.Run;

namespace Clementia.Documents.Instruments;

/// <summary>The instrument as a Word document, with real headings, a numbered list of conditions and lines to sign on.</summary>
internal static class InstrumentDocx
{
    private const string Serif = "Times New Roman";
    private const string Ink = "16181D";
    private const string Quiet = "4A4F59";
    private const string Accent = "1C2F4A";
    private const string Warn = "8C1C1C";
    private const string Hair = "9AA1AD";

    public static byte[] Write(Instrument instrument)
    {
        var said = new InstrumentSaid(instrument);
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            BriefDocx.CoreProperties(package.AddNewPart<CoreFilePropertiesPart>("core"), said.Title, $"Petition {instrument.Petition}, decision {instrument.Decision}", instrument.Effective);
            var main = package.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "main");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = Styles();
            main.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = Numbers();
            main.AddNewPart<DocumentSettingsPart>("settings").Settings = new Settings(
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Val = "15", Uri = "http://schemas.microsoft.com/office/word" }),
                new ThemeFontLanguages { Val = "en-US" });
            main.AddNewPart<FooterPart>("foot").Footer = new Footer(
                Styled("Footer", [new WordRun(Text(said.Foot)), new WordRun(new TabChar()), new WordRun(Text("page ")), new SimpleField(new WordRun(Text("1"))) { Instruction = " PAGE " }]),
                Styled("FooterNext", [new WordRun(Text(said.Checkpoint))]));
            main.Document = new Document(Body(instrument, said));
        }
        return BriefDocx.Still(stream, instrument.Effective);
    }

    private static Body Body(Instrument instrument, InstrumentSaid said)
    {
        var body = new Body();
        var state = new List<OpenXmlElement> { Plain(said.State, new RunProperties(new Italic(), new Color { Val = instrument.Signature is null ? Warn : Quiet })) };
        if (instrument.IsSample)
            state.AddRange([new WordRun(new TabChar()), Plain(Said.Sample, new RunProperties(new Bold(), new SmallCaps(), new Color { Val = Warn }))]);
        body.Append(Styled("State", state));
        if (instrument.Office.Length > 0)
            body.Append(Styled("Office", [Plain(instrument.Office)]));
        body.Append(Styled("Title", [Plain(instrument.Title)]));
        body.Append(Styled("Subtitle", [Plain(instrument.Grantee)]));
        foreach (var paragraph in said.Before)
            body.Append(Spoken("Said", paragraph));
        foreach (var paragraph in said.Conditions)
            body.Append(Spoken("Condition", paragraph));
        foreach (var paragraph in said.After)
            body.Append(Spoken("Said", paragraph));
        body.Append(Styled("Said", [Plain(said.Testimony)], keep: true));
        if (said.Signed is { } signed)
            body.Append(Styled("Said", [Plain(signed)], keep: true));
        else
            body.Append(Styled("Line", [Plain("Place "), new WordRun(new TabChar()), Plain("   Day "), new WordRun(new TabChar())], keep: true));
        if (said.Mark.Length > 0)
            body.Append(Styled("Mark", [Plain(said.Mark)], keep: true));
        body.Append(Styled("Signature", [Plain(instrument.Grantor), new WordRun(new Break()), Plain(instrument.Office, new RunProperties(new Color { Val = Quiet }))]));
        if (said.Acceptance is { } acceptance)
        {
            body.Append(Styled("Heading2", [Plain("Acceptance")]));
            body.Append(Styled("Said", [Plain(acceptance)], keep: true));
            body.Append(Styled("Signature", [Plain(instrument.Grantee), new WordRun(new Break()), Plain("Day: ", new RunProperties(new Color { Val = Quiet }))]));
        }
        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = "foot" },
            new PageSize { Width = 12240U, Height = 15840U },
            new PageMargin { Left = 1640U, Right = 1640U, Top = 1280, Bottom = 1480, Header = 480U, Footer = 560U, Gutter = 0U }));
        return body;
    }

    private static Paragraph Spoken(string style, InstrumentParagraph paragraph) => Styled(style, InstrumentSaid.Runs(paragraph).Select(run => Plain(run.Text, run.Kind switch
    {
        "bracket" => new RunProperties(new Bold(), new Color { Val = Warn }),
        "lead" => new RunProperties(new SmallCaps(), new Color { Val = Accent }),
        _ => null,
    })));

    private static Paragraph Styled(string style, IEnumerable<OpenXmlElement> runs, bool keep = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keep)
            properties.Append(new KeepNext());
        return new Paragraph([properties, .. runs]);
    }

    private static WordRun Plain(string text, RunProperties? properties = null) => properties is null ? new WordRun(Text(text)) : new WordRun(properties, Text(text));

    private static Text Text(string text) => new(Said.Lines(text)) { Space = SpaceProcessingModeValues.Preserve };

    private static Numbering Numbers() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = NumberFormatValues.Decimal },
                new LevelText { Val = "%1." },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "720", Hanging = "360" }))
            { LevelIndex = 0 })
        { AbstractNumberId = 1 },
        new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 });

    private static Styles Styles()
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = Serif, HighAnsi = Serif, ComplexScript = Serif }, new Color { Val = Ink }, new FontSize { Val = "25" }, new FontSizeComplexScript { Val = "25" }, new Languages { Val = "en-US" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0", Line = "300", LineRule = LineSpacingRuleValues.Auto }))));
        const int right = 8960;
        Add("Normal", "Normal", null, null, isDefault: true);
        Add("State", "State", new(Border(bottom: true, 12U, Accent), Tabs(right), Space(0, 360)), new(new FontSize { Val = "20" }));
        Add("Office", "Office", new(new KeepNext(), Space(0, 60), new Justification { Val = JustificationValues.Center }), new(new SmallCaps(), new Color { Val = Accent }, new Spacing { Val = 16 }, new FontSize { Val = "23" }));
        Add("Title", "Title", new(new KeepNext(), Space(0, 120), new Justification { Val = JustificationValues.Center }, new OutlineLevel { Val = 0 }), new(new Color { Val = Accent }, new FontSize { Val = "50" }));
        Add("Subtitle", "Subtitle", new(Border(bottom: true, 4U, Hair), Space(0, 320), new Justification { Val = JustificationValues.Center }), new(new FontSize { Val = "30" }));
        Add("Heading2", "heading 2", new(new KeepNext(), Space(480, 120), new OutlineLevel { Val = 1 }), new(new SmallCaps(), new Color { Val = Accent }));
        Add("Said", "Said", new(Space(0, 200), new Justification { Val = JustificationValues.Both }), null);
        Add("Condition", "Condition", new(new NumberingProperties(new NumberingId { Val = 1 }), Space(0, 140), new Justification { Val = JustificationValues.Both }), null);
        Add("Line", "Line", new(new Tabs(new TabStop { Val = TabStopValues.Left, Position = 4200, Leader = TabStopLeaderCharValues.Underscore }, new TabStop { Val = TabStopValues.Right, Position = right, Leader = TabStopLeaderCharValues.Underscore }), Space(360, 200)), null);
        Add("Mark", "Mark", new(new KeepNext(), Space(360, 0), new Indentation { Left = "4400" }), new(new Italic(), new FontSize { Val = "30" }));
        Add("Signature", "Signature Line", new(new KeepLines(), Border(bottom: false, 6U, Ink), Space(760, 0), new Indentation { Left = "4400" }), null);
        Add("Footer", "footer", new(Border(bottom: false, 4U, Hair), Tabs(right), Space(0, 0)), new(new Color { Val = Quiet }, new FontSize { Val = "17" }));
        Add("FooterNext", "Footer Next", new(Space(0, 0)), new(new Color { Val = Quiet }, new FontSize { Val = "17" }));
        return styles;

        void Add(string id, string name, StyleParagraphProperties? paragraph, StyleRunProperties? run, bool isDefault = false)
        {
            var style = new Style { Type = StyleValues.Paragraph, StyleId = id };
            if (isDefault)
                style.Default = true;
            style.Append(new StyleName { Val = name });
            if (!isDefault)
                style.Append(new BasedOn { Val = "Normal" });
            style.Append(new PrimaryStyle());
            if (paragraph is not null)
                style.Append(paragraph);
            if (run is not null)
                style.Append(run);
            styles.Append(style);
        }

        static SpacingBetweenLines Space(int before, int after) => new() { Before = before.ToString(System.Globalization.CultureInfo.InvariantCulture), After = after.ToString(System.Globalization.CultureInfo.InvariantCulture) };

        static Tabs Tabs(int end) => new(new TabStop { Val = TabStopValues.Right, Position = end });

        static ParagraphBorders Border(bool bottom, uint size, string color) => bottom
            ? new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = size, Space = 6U, Color = color })
            : new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = size, Space = 4U, Color = color });
    }
}
