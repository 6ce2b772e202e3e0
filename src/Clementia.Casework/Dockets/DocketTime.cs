using System.Globalization;

namespace Clementia.Casework;

/// <summary>The one way a docket writes a time: RFC 3339, UTC, seven digits of a second, so that a time never loses a digit and sorts as text.</summary>
public static class DocketTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>"2026-03-01T09:30:00.0000000Z"</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly what <see cref="Write"/> writes; false for anything else.</summary>
    public static bool TryRead(string text, out DateTimeOffset at) => TryRead(System.Text.Encoding.UTF8.GetBytes(text), out at);

    /// <summary>Reads exactly what <see cref="Write"/> writes, in UTF-8; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (!IsForm(text))
            return false;
        // By hand, because ten thousand entries are read at once and the framework's parser is made for every form there is.
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
        var (hour, minute, second) = (Number(text[11..13]), Number(text[14..16]), Number(text[17..19]));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        at = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(Number(text[20..27]));
        return true;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = (number * 10) + (digit - '0');
        return number;
    }

    /// <summary>Whether the bytes are such a time, told without reading it into one: every docket time has this shape.</summary>
    public static bool IsForm(ReadOnlySpan<byte> text)
    {
        const string shape = "0000-00-00T00:00:00.0000000Z";
        if (text.Length != shape.Length)
            return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] == '0' ? text[i] is < (byte)'0' or > (byte)'9' : text[i] != shape[i])
                return false;
        }
        return true;
    }
}

/// <summary>A moment of a docket that a view can be asked for: an entry's number, or a time.</summary>
/// <param name="Number">The last entry of the view, or null.</param>
/// <param name="Time">The view holds what the docket held then, or null.</param>
public sealed record AsOf(int? Number, DateTimeOffset? Time)
{
    /// <summary>With everything up to and including this entry.</summary>
    public static AsOf Entry(int number) => new(number, null);

    /// <summary>With everything that the docket held at this time.</summary>
    public static AsOf Moment(DateTimeOffset time) => new(null, time);

    /// <summary>
    /// Whether the entry stands in the view, given that every earlier one does. A view ends before the first entry made later: where a
    /// clock was set back, nothing that stands behind a later entry slips in.
    /// </summary>
    public bool Holds(int number, DateTimeOffset at) => (Number is not { } last || number <= last) && (Time is not { } time || at <= time);

    /// <summary>Reads "12", "2026-03-01" (to the end of that day, UTC) or "2026-03-01T09:30:00Z" (any offset); null when it is none of these.</summary>
    public static AsOf? TryParse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Entry(number);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Moment(new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero));
        string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Moment(time)
            : null;
    }
}
