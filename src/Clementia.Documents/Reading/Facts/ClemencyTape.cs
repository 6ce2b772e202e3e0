using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clementia.Documents.Reading.Prose;

namespace Clementia.Documents.Reading.Facts;

/// <summary>
/// A line written in an alphabet of roles, so that one pattern covers all names: "P7" a named person, "p7" a pronoun or role that means
/// that person, "X" the petitioner, "x" a pronoun for the petitioner, "G" whoever may grant clemency, "B" a board, "I" another
/// institution, "N" unnamed people, "D" a date, "#" a number. Everything else is a word in lower case or a mark; blanks part them.
/// </summary>
internal sealed class ClemencyTape
{
    private readonly Line _line;
    private readonly int[] _pieces;

    private ClemencyTape(Line line, string text, int[] pieces)
    {
        _line = line;
        Text = text;
        _pieces = pieces;
    }

    public string Text { get; }

    public Line Line => _line;

    /// <summary>Longer lines are no sentences (tables, lists without stops) and would only cost time.</summary>
    private const int MostPieces = 400;

    public static ClemencyTape? Of(Line line, ClemencyFile file)
    {
        if (line.Count is 0 or > MostPieces)
            return null;
        var text = new StringBuilder(line.Count * 7);
        var pieces = new List<int>(line.Count * 7);
        for (var i = 0; i < line.Count; i++)
        {
            var piece = line[i];
            // "Sen. Doe, R-Ohio," : the party and state say nothing of who does what.
            if (piece.IsMark(',') && line.IsAny(i + 1, "r", "d", "i") && line.IsAny(i + 2, "-"))
            {
                var close = Enumerable.Range(i + 3, 7).FirstOrDefault(k => line[k].IsMark(','), -1);
                if (close > 0)
                {
                    i = close;
                    continue;
                }
            }
            // "the singer" before the singer's name is a title.
            if (piece is { IsPerson: true, Mention.Form: MentionForm.Role or MentionForm.Description or MentionForm.Title } && line[i + 1] is { IsPerson: true, Mention.Form: MentionForm.FullName or MentionForm.LastName })
            {
                text.Append(' ').Append(Lead(piece, file).Trim());
                while (pieces.Count < text.Length)
                    pieces.Add(i);
                continue;
            }
            var word = piece.Kind switch
            {
                PieceKind.Date => "D",
                PieceKind.Number => "#",
                PieceKind.Party => Lead(piece, file) + Party(piece, file, i),
                _ => piece.Lower,
            };
            text.Append(' ').Append(word);
            while (pieces.Count < text.Length)
                pieces.Add(i);
        }
        text.Append(' ');
        pieces.Add(line.Count - 1);
        return new(line, text.ToString(), [.. pieces]);
    }

    /// <summary>The words of a title or of a role stand before the token of the person: "judge P7", "her lawyer p9", "supporters N".</summary>
    private static string Lead(Piece piece, ClemencyFile file)
    {
        var mention = piece.Mention!;
        if (mention.Form == MentionForm.Pronoun)
            return "";
        var end = mention.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName or MentionForm.Handle ? mention.NameStart : mention.End;
        // A name of which the text does not tell that it is a person's stands as a name all the same.
        if (IsName(mention, file))
            return "";
        return end <= mention.Start ? "" : file.Text.Text[mention.Start..end].ToLowerInvariant().Replace('\u2019', '\'').Replace('\n', ' ').Replace(',', ' ').Replace(".", "", StringComparison.Ordinal).Trim() + " ";
    }

    private static bool IsName(Mention mention, ClemencyFile file) => mention is { Form: MentionForm.Name, Entity: { Kind: EntityKind.Unknown } who } && RegisterNames.IsName(who.Name) && RegisterNames.IsName(file.Text.Text.AsSpan(mention.Start, mention.End - mention.Start));

    private static string Party(Piece piece, ClemencyFile file, int i)
    {
        var mention = piece.Mention!;
        var tail = mention.Possessive ? "'s" : "";
        if (mention.Form == MentionForm.Pronoun)
        {
            if (mention.Entity is not { IsPlural: false } meant)
                return piece.Lower;
            return (file.IsPetitioner(meant) ? "x" : IsDecider(meant, file) ? "g" : "p" + i.ToString(CultureInfo.InvariantCulture)) + tail;
        }
        if (mention.Entity is not { } who)
            return ClemencyActs.IsOffice(piece.Lower) ? "G" + tail : "N" + tail;
        if (file.IsPetitioner(who))
            return (mention.Form is MentionForm.Role or MentionForm.Description or MentionForm.Title ? "x" : "X") + tail;
        if (IsDecider(who, file))
            return "G" + tail;
        if (ClemencyActs.IsBoard(who))
            return "B" + tail;
        if (who.Kind == EntityKind.Institution)
            return (piece.Lower.Contains("white house", StringComparison.Ordinal) || piece.Lower.Contains("governor", StringComparison.Ordinal) || piece.Lower.Contains("oval office", StringComparison.Ordinal) ? "G" : "I") + tail;
        if (who.IsPlural || who.Kind == EntityKind.Group)
            return "N" + tail;
        var named = IsName(mention, file) || who.Kind == EntityKind.Person && mention.Form is MentionForm.FullName or MentionForm.LastName or MentionForm.FirstName or MentionForm.Handle;
        return (named ? "P" : "p") + i.ToString(CultureInfo.InvariantCulture) + tail;
    }

    private static bool IsDecider(Entity who, ClemencyFile file) => ClemencyActs.MayGrant(who) || file.Acts.Any(a => a.Grantor == who && a.Stage == Stage.Granted);

    /// <summary>Where in the document a match begins and ends.</summary>
    public (int Start, int End) Span(Capture match)
    {
        var from = match.Index;
        while (from < match.Index + match.Length - 1 && Text[from] == ' ')
            from++;
        var to = match.Index + match.Length - 1;
        while (to > from && Text[to] == ' ')
            to--;
        var (first, last) = (_pieces[from], _pieces[to]);
        return (_line[first].Start, Math.Max(_line[last].End, _line[first].End));
    }

    /// <summary>The person that a token "P7" or "p7" at an offset of the tape means, or null.</summary>
    public Entity? Who(int at) => at >= 0 && at < _pieces.Length ? _line[_pieces[at]].Who : null;

    /// <summary>The piece at an offset of the tape.</summary>
    public int PieceAt(int at) => _pieces[Math.Clamp(at, 0, _pieces.Length - 1)];
}
