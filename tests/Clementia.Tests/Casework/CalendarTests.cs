using System.Text;
using Clementia.Casework;
using CsCheck;

namespace Clementia.Tests.Casework;

public sealed class CalendarTests
{
    private static readonly DateTimeOffset s_stamp = new(2026, 3, 1, 10, 30, 5, TimeSpan.FromHours(1));

    private static string[] Lines(string text) => text.Split("\r\n");

    /// <summary>A reader of its own: folded lines joined (RFC 5545, 3.1), escapes undone (3.3.11).</summary>
    private static Dictionary<string, string> Event(string text)
    {
        var joined = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var begin = Array.IndexOf(joined, "BEGIN:VEVENT");
        return joined[(begin + 1)..Array.IndexOf(joined, "BEGIN:VALARM")].ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => Plain(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]));
    }

    private static string Plain(string escaped)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < escaped.Length; i++)
            plain.Append(escaped[i] != '\\' ? escaped[i] : escaped[++i] is 'n' or 'N' ? '\n' : escaped[i]);
        return plain.ToString();
    }

    [Fact]
    public void A_deadline_is_a_day_with_a_stamp_a_stable_name_and_a_reminder()
    {
        var due = new DueDay("referral-r1-7", "U.S. Attorney: views (R1)", new DateOnly(2026, 4, 30), null);

        Assert.Equal("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Clementia//Deadlines//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            BEGIN:VEVENT
            UID:p-1-referral-r1-7@clementia.invalid
            DTSTAMP:20260301T093005Z
            DTSTART;VALUE=DATE:20260430
            DTEND;VALUE=DATE:20260501
            SUMMARY:U.S. Attorney: views (R1) - Commutation for Judith Marlow
            DESCRIPTION:p-1: U.S. Attorney: views (R1).
            TRANSP:TRANSPARENT
            BEGIN:VALARM
            ACTION:DISPLAY
            DESCRIPTION:U.S. Attorney: views (R1)
            TRIGGER:-P3D
            END:VALARM
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"), Calendar.Write([("p-1", "Commutation for Judith Marlow", due)], s_stamp));
    }

    [Fact]
    public void A_calendar_of_nothing_is_still_a_calendar() =>
        Assert.Equal(["BEGIN:VCALENDAR", "END:VCALENDAR", ""], Lines(Calendar.Write([], s_stamp)).Where((line, i) => i == 0 || line.Length == 0 || line.StartsWith("END", StringComparison.Ordinal)));

    [Fact]
    public void What_was_written_reads_back_and_no_line_is_longer_than_75_octets() =>
        Gen.String[Gen.Char["aé漢\\;,:\"\n x"], 0, 200].Select(Gen.String[Gen.Char["abcß, "], 1, 90]).Sample((what, title) =>
        {
            var text = Calendar.Write([("p-1", title, new DueDay("d-1", what, new DateOnly(2026, 4, 30), "practice, no rule"))], s_stamp);

            Assert.All(Lines(text), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
            Assert.Equal($"{what} - {title}", Event(text)["SUMMARY"]);
            Assert.Equal($"p-1: {what}.\npractice, no rule", Event(text)["DESCRIPTION"]);
        });

    [Fact]
    public void A_character_is_never_broken_across_lines()
    {
        var folded = Calendar.Fold("X:" + string.Concat(Enumerable.Repeat("😀", 60)));

        Assert.All(folded.Split("\r\n"), line => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line))));
        Assert.Equal("X:" + string.Concat(Enumerable.Repeat("😀", 60)), folded.Replace("\r\n ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_control_character_cannot_end_a_line_early() =>
        Assert.Equal("one two\\nthree", Calendar.Escape("one\u0007two\r\nthree"));
}
