namespace Clementia.Casework;

/// <summary>
/// The sheet that a brief must fit: US Letter, its margins and sizes of type, and how much room a text takes on it. Composing
/// is pure, so the room is reckoned from the widths of the typeface (Libertinus Serif) and the lines broken as the typesetter
/// breaks them; the PDF is set with these same numbers, and a test holds the two together.
/// All lengths in thousandths of a point.
/// </summary>
internal sealed record Sheet
{
    private Sheet(int bodySize) => BodySize = bodySize;

    /// <summary>The sizes in which a brief can be set, from the most generous. A page with little to say is not set small.</summary>
    public static IReadOnlyList<Sheet> All { get; } = [new(12 * Point), new(11_250), new(10_500)];

    public const int Point = 1000;
    public const int PageWidth = 612 * Point;
    public const int PageHeight = 792 * Point;
    public const int SideMargin = 66 * Point;
    public const int TopMargin = 50 * Point;
    public const int BottomMargin = 66 * Point;
    public const int LabelWidth = 92 * Point;
    public const int Gutter = 16 * Point;
    public const int TextWidth = PageWidth - (2 * SideMargin);
    public const int BodyWidth = TextWidth - LabelWidth - Gutter;

    // No type on the page is smaller than 9.5 points (footnote numbers in the text excepted).
    public int BodySize { get; }

    public int BodyPitch => BodySize * 132 / 100;

    public int LeadSize => BodySize + (2 * Point);

    public int LeadPitch => LeadSize * 130 / 100;

    public const int NameSize = 23 * Point;
    public const int NamePitch = 27 * Point;
    public const int SmallSize = 9_500;
    public const int SmallPitch = 12_200;

    public int SectionGap => BodySize * 8 / 10;

    public int ItemGap => BodySize * 2 / 10;

    public const int ItemIndent = 12 * Point;
    public const int NoteColumns = 3;
    public const int NoteGutter = 12 * Point;
    public const int NoteIndent = 16 * Point;
    // Above the name: a line of small type, a rule, and air; below the lead: air and a rule; above the notes the same.
    public const int HeadRoom = 32 * Point;
    public const int LeadRoom = 25 * Point;
    public const int NotesRoom = 16 * Point;

    /// <summary>What the text may fill.</summary>
    public const int Room = PageHeight - TopMargin - BottomMargin;

    // Advance widths of the printable ASCII characters in thousandths of an em, measured from the typeface.
    private static readonly int[] s_ascii =
    [
        250, 288, 336, 465, 465, 637, 705, 190, 298, 298, 369, 550, 220, 338, 220, 323, 465, 465, 465, 465, 465, 465, 465, 465, 465, 465,
        236, 236, 550, 550, 550, 435, 895, 695, 588, 646, 701, 557, 485, 685, 730, 297, 322, 637, 528, 839, 699, 702, 541, 702, 587, 485,
        597, 661, 652, 951, 660, 575, 604, 356, 287, 356, 518, 486, 392, 457, 493, 428, 506, 447, 310, 500, 538, 271, 272, 512, 264, 790,
        542, 504, 519, 503, 372, 390, 316, 531, 497, 747, 490, 515, 424, 277, 205, 277, 449,
    ];

    /// <summary>How far a character moves the pen, in thousandths of an em; for letters outside the table at least as far.</summary>
    public static int Advance(char character) => character switch
    {
        >= ' ' and <= '~' => s_ascii[character - ' '],
        '’' or '‘' => 268,
        '“' or '”' => 375,
        '–' => 548,
        '—' or '…' => 750,
        '\u00a0' => 250,
        // Half of a surrogate pair; the pair is drawn at most one and a half em wide.
        _ when char.IsSurrogate(character) => 750,
        // Latin small letters with accents are narrow; anything else is counted as wide as a Han character or more.
        < '\u0250' when char.IsLower(character) => 620,
        < '\u0250' => 900,
        _ => 1150,
    };

    /// <summary>How many lines a text takes at a size within a width, broken only at spaces; a word longer than a line is broken anywhere.</summary>
    public static int Lines(IEnumerable<Run> runs, int size, int width)
    {
        // Kerning and rounding may differ from plain advances by a little.
        var room = (long)width * 985 / 1000;
        long line = 0, word = 0, space = 0;
        var lines = 1;
        var previousWasNote = false;
        foreach (var run in runs)
        {
            var isNote = run.Kind == RunKind.Note;
            if (isNote && previousWasNote)
                Take(',', size * 7L / 10);
            foreach (var character in run.Text)
                Take(character, isNote ? size * 7L / 10 : size);
            previousWasNote = isNote;
        }
        EndWord();
        return lines;

        void Take(char character, long em)
        {
            var advance = Advance(character) * em / 1000;
            if (character == ' ')
            {
                EndWord();
                space = advance;
                return;
            }
            if (word + advance > room)
            {
                // Too long for any line: it starts a line of its own and goes on.
                if (line > 0)
                    lines++;
                lines++;
                line = 0;
                space = 0;
                word = 0;
            }
            word += advance;
        }

        void EndWord()
        {
            if (word == 0)
                return;
            if (line > 0 && line + space + word > room)
            {
                lines++;
                line = word;
            }
            else
                line += (line > 0 ? space : 0) + word;
            word = 0;
            space = 0;
        }
    }

    /// <summary>The height of a page with these parts, with the footnotes in so many columns.</summary>
    public long Height(string name, BriefLine? lead, IReadOnlyList<BriefSection> sections, IReadOnlyList<BriefNote> notes, int columns = NoteColumns)
    {
        long height = HeadRoom + ((long)Lines([new Run(RunKind.Words, name)], NameSize, TextWidth) * NamePitch) + LeadRoom;
        if (lead is not null)
            height += (long)Lines(lead.Runs, LeadSize, TextWidth) * LeadPitch;
        foreach (var section in sections)
            height += Height(section) - (BodyPitch - BodySize) + SectionGap;
        return height + Height(notes, columns);
    }

    private long Height(BriefSection section)
    {
        var label = (long)Lines([new Run(RunKind.Words, section.Heading)], BodySize, LabelWidth) * BodyPitch;
        if (!section.IsList)
            return Math.Max(label, ((long)Lines(Joined(section.Lines), BodySize, BodyWidth) * BodyPitch) + (section.Law is null ? 0 : Height(section.Law)));
        var text = section.Lines.Sum(line => ((long)Lines(line.Runs, BodySize, BodyWidth - ItemIndent) * BodyPitch) + ItemGap) - ItemGap;
        return Math.Max(label, text);
    }

    // The table of a finding: a head and its rows, each with air above and below; then two bars and the scale.
    public const int LawGap = 6 * Point;
    public const int LawRowAir = 4 * Point;
    public const int LawWhatWidth = BodyWidth * 30 / 100;
    public const int LawCellWidth = (BodyWidth - LawWhatWidth) / 2;
    public const int LawBarPitch = 15 * Point;
    public const int LawScaleRoom = 14 * Point;
    private const int LawInset = 6 * Point;

    private static long Height(BriefLaw law)
    {
        long height = LawGap + SmallPitch + LawRowAir;
        foreach (var row in law.Rows)
        {
            var lines = Math.Max(Cell(row.What, LawWhatWidth), Math.Max(Cell(row.Then, LawCellWidth), Cell(row.Now, LawCellWidth)));
            height += ((long)lines * SmallPitch) + LawRowAir;
        }
        return height + (law.Bars.Count == 0 ? 0 : LawGap + ((long)law.Bars.Count * LawBarPitch) + LawScaleRoom);

        static int Cell(string text, int width) => Lines([new Run(RunKind.Words, text)], SmallSize, width - LawInset);
    }

    /// <summary>The lines of a paragraph, one after the other.</summary>
    public static IEnumerable<Run> Joined(IReadOnlyList<BriefLine> lines) =>
        lines.SelectMany((line, i) => i == 0 ? line.Runs : line.Runs.Prepend(new Run(RunKind.Words, " ")));

    private static long Height(IReadOnlyList<BriefNote> notes, int columns)
    {
        if (notes.Count == 0)
            return 0;
        var width = ((TextWidth - ((columns - 1) * NoteGutter)) / columns) - NoteIndent;
        return NotesRoom + notes.Chunk(columns).Sum(row =>
            (long)row.Max(note => Lines([new Run(RunKind.Words, note.Text)], SmallSize, width)) * SmallPitch);
    }
}
