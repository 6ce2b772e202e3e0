namespace Clementia.Casework;

/// <summary>A place on a page: a rectangle in hundredths of a point (1/7200 inch), from the page's top left corner.</summary>
public readonly record struct Box(int Left, int Top, int Right, int Bottom);

/// <summary>A word of a page: where it stands in the page's text, and where on the paper.</summary>
/// <param name="Start">Offset of its first character in <see cref="Page.Text"/> (UTF-16 units).</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Box">Where it is printed. A word hyphenated at a line end has the box of its first part.</param>
public readonly record struct Word(int Start, int Length, Box Box);

/// <summary>A printed line of a page.</summary>
/// <param name="Start">Offset of its first character in <see cref="Page.Text"/>.</param>
/// <param name="Length">Number of characters, without what joins it to the next line.</param>
/// <param name="Box">Where it is printed.</param>
/// <param name="Label">The line number printed beside it (transcripts: Tr. 233:4), or null.</param>
public readonly record struct TextLine(int Start, int Length, Box Box, string? Label);

/// <summary>One page as a person would read it: lines joined into paragraphs, hyphens at line ends undone, running heads and page numbers set aside.</summary>
/// <param name="Number">From 1, in the order of the file.</param>
/// <param name="Text">The words. Paragraphs are separated by one empty line (two line feeds). For plain text files: the file, unchanged.</param>
/// <param name="Width">In hundredths of a point; 0 for documents that have no paper (text, e-mail).</param>
/// <param name="Height">In hundredths of a point; 0 for documents that have no paper.</param>
/// <param name="Words">Empty for documents that have no paper.</param>
/// <param name="Lines">Empty for documents that have no paper.</param>
/// <param name="Label">The page number printed on it ("233", "iv"), or null.</param>
/// <param name="Margins">Running heads, feet and stamps that were set aside ("Case 2:94-cr-20233 Document 114 Filed ...").</param>
public sealed record Page(
    int Number,
    string Text,
    int Width,
    int Height,
    IReadOnlyList<Word> Words,
    IReadOnlyList<TextLine> Lines,
    string? Label,
    IReadOnlyList<string> Margins)
{
    /// <summary>A page of a document that has no paper: its text is all there is.</summary>
    public static Page OfText(int number, string text) => new(number, text, 0, 0, [], [], null, []);

    /// <summary>The boxes that a passage covers, one a printed line; empty when the page has no paper.</summary>
    public IReadOnlyList<Box> BoxesOf(int start, int length)
    {
        var boxes = new List<Box>();
        foreach (var word in Words)
        {
            if (word.Start >= start + length || word.Start + word.Length <= start)
                continue;
            var box = word.Box;
            // A new line starts where the word lies below the middle of the line so far, or to its left.
            if (boxes.Count > 0 && box.Top < (boxes[^1].Top + boxes[^1].Bottom) / 2 && box.Right > boxes[^1].Left
                && box.Bottom > (boxes[^1].Top + boxes[^1].Bottom) / 2)
            {
                var last = boxes[^1];
                boxes[^1] = new Box(Math.Min(last.Left, box.Left), Math.Min(last.Top, box.Top), Math.Max(last.Right, box.Right), Math.Max(last.Bottom, box.Bottom));
            }
            else
                boxes.Add(box);
        }
        return boxes;
    }
}

/// <summary>The text of a filed document, page by page, under the fingerprint of the document's bytes.</summary>
/// <param name="Sha256">Of the document's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Pages">In order; page n stands at index n - 1.</param>
/// <param name="Reader">What read it, with its version ("pdf 1", "ocr tesseract 5.3.0"): part of the record, because offsets depend on it.</param>
public sealed record DocumentText(string Sha256, IReadOnlyList<Page> Pages, string Reader);

/// <summary>Text that the page hides but the file still holds: a redaction that does not redact.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Text">The hidden words.</param>
/// <param name="Box">Where they stand.</param>
/// <param name="How">What hides them ("under an opaque box", "under hatching", "white on white").</param>
public sealed record HiddenText(int Page, string Text, Box Box, string How);
