using System.Text;

namespace Clementia.Casework;

/// <summary>Days that a calendar program can take in: iCalendar (RFC 5545), each day an event of its own with a reminder.</summary>
public static class Calendar
{
    /// <summary>How many days before a deadline the reminder comes.</summary>
    private const int ReminderDays = 3;

    // RFC 5545, 3.1: a line holds at most 75 octets without its end.
    private const int MostOctets = 75;

    /// <summary>The calendar of deadlines.</summary>
    /// <param name="due">Each with the petition's id and title.</param>
    /// <param name="stamp">When it is written.</param>
    public static string Write(IEnumerable<(string Petition, string Title, DueDay Due)> due, DateTimeOffset stamp)
    {
        var text = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Clementia//Deadlines//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        foreach (var (petition, title, one) in due)
        {
            Line("BEGIN:VEVENT");
            // The same deadline keeps its name, so that importing again replaces it.
            Line($"UID:{Escape(petition)}-{Escape(one.Id)}@clementia.invalid");
            Line($"DTSTAMP:{stamp.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
            Line($"DTSTART;VALUE=DATE:{one.Day:yyyyMMdd}");
            if (one.Day < DateOnly.MaxValue)
                Line($"DTEND;VALUE=DATE:{one.Day.AddDays(1):yyyyMMdd}");
            Line($"SUMMARY:{Escape($"{one.What} - {title}")}");
            Line($"DESCRIPTION:{Escape($"{petition}: {one.What}.{(one.Source is null ? "" : $"\n{one.Source}")}")}");
            Line("TRANSP:TRANSPARENT");
            Line("BEGIN:VALARM");
            Line("ACTION:DISPLAY");
            Line($"DESCRIPTION:{Escape(one.What)}");
            Line($"TRIGGER:-P{ReminderDays}D");
            Line("END:VALARM");
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return text.ToString();

        void Line(string line) => text.Append(Fold(line)).Append("\r\n");
    }

    /// <summary>RFC 5545, 3.3.11: backslash, semicolon, comma and line ends are escaped; other control characters may not stand in a text.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }
        return escaped.ToString();
    }

    /// <summary>Breaks a line so that no piece is longer than 75 octets of UTF-8, never within a character.</summary>
    internal static string Fold(string line)
    {
        var folded = new StringBuilder(line.Length);
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                // The blank that begins the next line counts there.
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}
