using Clementia.Casework;

namespace Clementia.Cli.Plots;

/// <summary>
/// The days of the event on the left, the days of its telling on the right, and a line from each telling to the day that it tells of. Rows follow the calendar and
/// are not to scale: twenty years of prison would leave the week of the decision a single point.
/// </summary>
internal static class TellingPlot
{
    private const int Row = 24;
    private const int EventX = 360;
    private const int TellingX = 500;

    public static string Svg(TwoTimelines days, IReadOnlyList<Account> accounts, string title)
    {
        var rows = new List<(string Day, string? Event, Account? Account)>();
        rows.AddRange(days.Event.Select(one => (one.Day, (string?)$"{one.Words} ({one.Id})", (Account?)null)));
        // A day that only an account knows has a row of its own, with nothing of the docket in it.
        rows.AddRange(days.Telling.Select(one => one.Of).Distinct().Where(day => days.Event.All(one => !Within(day, one.Day) && !Within(one.Day, day))).Select(day => (day, (string?)null, (Account?)null)));
        rows.AddRange(accounts.Where(account => account.Published is not null).Select(account => (account.Published!, (string?)null, (Account?)account)));
        rows = [.. rows.OrderBy(row => row.Day.PadRight(10, '~'), StringComparer.Ordinal).ThenBy(row => row.Account is null ? 0 : 1)];
        var drawing = new Drawing(title, $"{days.Event.Count} days of the event and {accounts.Count} accounts; {days.Telling.Count} tellings lead from an account to the day that it tells of. The table below has them all.");
        drawing.Heading();
        drawing.Words("Left: the days of the event, as the docket has them. Right: the accounts, on the day they appeared. A line leads from an account to the day of which it tells: full where the docket supports it, dashed where it contradicts it, dotted where the docket does not settle it. Rows follow the calendar; they are not to scale.");
        var top = drawing.Y + 10;
        if (rows.Count == 0)
            drawing.Words("Nothing on file has a day yet.", head: true);
        drawing.Raw($"<g role=\"img\" aria-label=\"{Drawing.Text($"{days.Event.Count} days of the event beside {accounts.Count} accounts")}\">");
        int At(int row) => top + (row * Row) + 12;
        if (rows.Count > 0)
            drawing.Raw($"<path class=\"hair\" d=\"M{EventX} {top}V{At(rows.Count - 1) + 10}M{TellingX} {top}V{At(rows.Count - 1) + 10}\"/>");
        foreach (var group in days.Telling.GroupBy(one => (one.Account, one.Of, one.Standing)))
        {
            var from = rows.FindIndex(row => row.Account?.Label == group.Key.Account);
            // To the row of exactly that day, else to one that lies in it or around it, else to the row of the day told.
            var to = rows.FindIndex(row => row.Account is null && row.Day == group.Key.Of && row.Event is not null);
            if (to < 0)
                to = rows.FindIndex(row => row.Account is null && row.Day == group.Key.Of);
            if (to < 0)
                to = rows.FindIndex(row => row.Account is null && (Within(row.Day, group.Key.Of) || Within(group.Key.Of, row.Day)));
            if (from >= 0 && to >= 0)
                drawing.Raw($"<path class=\"{(group.Key.Standing switch { AccountStanding.Supported => "line", AccountStanding.Contradicted => "mark dashed", _ => "line dotted" })}\" d=\"M{TellingX} {At(from)}C{TellingX - 50} {At(from)} {EventX + 50} {At(to)} {EventX} {At(to)}\"><title>{Drawing.Text($"{group.Key.Account} tells of {group.Key.Of}: {AccountWords.Of(group.Key.Standing)}")}</title></path>");
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var (day, happened, account) = rows[i];
            if (account is not null)
                drawing.Raw($"<circle class=\"empty\" cx=\"{TellingX}\" cy=\"{At(i)}\" r=\"5\"/><text x=\"{TellingX + 10}\" y=\"{At(i) + 4}\" style=\"font-size: 12px\">{Drawing.Text($"{day}  {account.Label} {Drawing.Cut(account.Author ?? account.Name, 20)}")}</text>");
            else
                drawing.Raw($"<circle class=\"{(happened is null ? "empty" : "full")}\" cx=\"{EventX}\" cy=\"{At(i)}\" r=\"{(happened is null ? 3 : 5)}\"/><text x=\"{EventX - 12}\" y=\"{At(i) + 4}\" text-anchor=\"end\" style=\"font-size: 12px\" class=\"{(happened is null ? "quiet" : "")}\">{Drawing.Text($"{Drawing.Cut(happened ?? "told by an account only", 42)}  {day}")}</text>");
        }
        drawing.Raw($"</g>");
        drawing.Y = top + (rows.Count * Row) + 26;
        drawing.Table("What each account tells of which day", [40, 105, 190, 275, 610], [["Account", "Appeared", "Tells of", "What", "Standing"],
            .. days.Telling.Select(one => (IReadOnlyList<string>)[one.Account, one.Published ?? "no date", one.Of, $"{one.Words} ({one.Item})", AccountWords.Of(one.Standing)])]);
        drawing.Y += 10;
        drawing.Table("The days of the event", [40, 160, 275], [["Day", "On the docket", "What"], .. days.Event.Select(one => (IReadOnlyList<string>)[one.Day, one.Id, one.Words])]);
        return drawing.Svg();
    }

    // "2018-06-06" lies within "2018-06" and "2018".
    private static bool Within(string day, string longer) => day.StartsWith(longer, StringComparison.Ordinal);
}
