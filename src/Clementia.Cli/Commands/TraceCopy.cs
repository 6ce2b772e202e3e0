using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clementia.Casework;
using Clementia.Documents.Copies;

namespace Clementia.Cli.Commands;

/// <summary>`clementia trace`: from which issued copy a passage that came to light could come, or that it cannot be told.</summary>
internal static class TraceCopy
{
    // A copy a thousand times less likely than the best is not worth a line.
    private const double WorthTelling = 10;

    public static Command Command()
    {
        var id = Shell.PetitionId();
        var file = new Argument<string>("FILE") { Description = "The leaked passage: text, PDF, DOCX, HTML, e-mail or a picture; - reads text from standard input." };
        var workspace = Shell.Workspace();
        var json = Shell.Json();
        var command = new ExampleCommand("trace", "Hold a leaked passage against every issued copy of the brief: which it could come from, or that it cannot be told.",
            "trace p-7k3m9q leaked.txt", "trace p-7k3m9q photo-of-the-page.png --json") { id, file, workspace, json };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetValue(id)!, parsed.GetValue(file)!, parsed.GetValue(workspace)!, parsed.GetValue(json))));
        return command;
    }

    private static int Run(string id, string file, string workspace, bool json)
    {
        using var desk = Desk.Open(workspace);
        var petition = desk.Petition(id, null);
        var (text, bytes) = Passage(file);
        var found = desk.Trace(id, text, bytes);
        var copies = petition.Briefs.ToDictionary(brief => brief.Id);
        if (json)
            Shell.Print(Json(found, copies));
        else
            Print(found, copies);
        return Program.Done;
    }

    private static (string Text, byte[]? Bytes) Passage(string file)
    {
        if (file == "-")
        {
            var typed = Console.In.ReadToEnd();
            return string.IsNullOrWhiteSpace(typed) ? throw new UsageException("Standard input is empty. Give the passage there, or name its file.") : (typed, null);
        }
        var opened = Reading.Open(file);
        if (opened.Text is not { } read)
            throw new UsageException($"'{file}' cannot be read: {opened.Unreadable} Type the passage into a text file and trace that.");
        var text = string.Join('\n', read.Pages.Select(page => page.Text));
        return string.IsNullOrWhiteSpace(text) ? throw new UsageException($"'{file}' holds no text. Type the passage into a text file and trace that.") : (text, File.ReadAllBytes(file));
    }

    private static string Copy(IssuedBrief brief) => $"{brief.Id}, for {brief.Brief.Recipient ?? "no named recipient"} (issued {brief.At:yyyy-MM-dd} by {brief.By}, entry {brief.Entry})";

    /// <summary>2^n as people say it: "a million", "4,000".</summary>
    internal static string Times(double log) => log switch
    {
        < 0 => "less than 1 time",
        < 40 => $"{Math.Pow(2, log).ToString(log < 3.4 ? "N1" : "N0", CultureInfo.InvariantCulture)} times",
        _ => $"10^{Math.Floor(log / Math.Log2(10)).ToString("N0", CultureInfo.InvariantCulture)} times",
    };

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    private static void Print(TracedPassage found, Dictionary<string, IssuedBrief> copies)
    {
        if (found.Same is { } same)
            Console.WriteLine($"The file is, byte for byte, copy {Copy(same)}.");
        foreach (var printed in found.Printed)
            Console.WriteLine($"The passage itself says \"Copy for {printed.Brief.Recipient}\": that is copy {Copy(printed)}. What is printed can be typed by anyone; the marks below cannot.");
        var trace = found.Trace;
        if (trace.Copies.Count == 0)
        {
            Console.WriteLine(copies.Count == 0 ? "No copy of a brief was issued on this petition, so there is nothing to trace."
                : "No issued copy bears a mark in its words, so the passage cannot be traced by them.");
        }
        else
        {
            var named = trace.Copies.Where(copy => copy.IsNamed).ToList();
            Console.WriteLine(trace.Verdict switch
            {
                TraceVerdict.OneCopy when trace.HasOther => $"In part this comes from copy {Copy(copies[named[0].Id])}; another part of it does not.",
                TraceVerdict.OneCopy => $"This comes from copy {Copy(copies[named[0].Id])}.",
                TraceVerdict.Mixture => "This mixes copies:",
                _ => "Cannot tell from which copy this comes.",
            });
            if (trace.Verdict == TraceVerdict.Mixture)
                foreach (var one in named)
                    Console.WriteLine($"  {Copy(copies[one.Id])}");
            Console.WriteLine(trace.Bits < trace.Needed
                ? $"The passage shows {Number(trace.Bits)} of the {Number(found.Bits)} bits that the brief's {found.Places} places with equal wordings hold; to name one of {trace.Copies.Count} takes {Number(trace.Needed)}. A longer passage would tell more."
                : $"The passage shows {Number(trace.Bits)} of the {Number(found.Bits)} bits that the brief's {found.Places} places with equal wordings hold; to name one of {trace.Copies.Count} takes {Number(trace.Needed)}.");
            if (trace.Verdict == TraceVerdict.CannotTell && trace.Bits >= trace.Needed)
                Console.WriteLine("It fits no issued copy well enough: it may have been reworded, or come from a draft or from elsewhere.");
            Console.WriteLine("\nHow well each copy fits, against a copy whose words were drawn anew:");
            var least = trace.Copies[0].LogOdds - WorthTelling;
            foreach (var one in trace.Copies.Where((copy, i) => copy.IsNamed || i == 0 || (copy.LogOdds > least && i < 10)))
                Console.WriteLine($"  {one.Id,-4} {Times(one.LogOdds),16}   has {one.Fits} of the {one.Of} wordings that the passage clearly shows{(one.IsNamed ? "" : "   (not enough)")}   {copies[one.Id].Brief.Recipient}");
            var others = trace.Copies.Count(copy => !copy.IsNamed && copy.LogOdds <= least);
            if (others > 0)
                Console.WriteLine($"  {Shell.Count(others, "other copy")} far less likely.");
            if (trace.Verdict != TraceVerdict.CannotTell)
                Console.WriteLine("\nA copy is named only when the chance of naming any wrong one is below 1 in 10,000. This names a copy, not a person: a copy can be lent, stolen or read over a shoulder.");
        }
        foreach (var (copy, why) in found.Untraceable)
            Console.WriteLine($"Not weighed: {Copy(copy)}. {why}");
    }

    private static JsonObject Json(TracedPassage found, Dictionary<string, IssuedBrief> copies) => new()
    {
        ["verdict"] = found.Trace.Verdict switch { TraceVerdict.OneCopy => "one copy", TraceVerdict.Mixture => "mixture", _ => "cannot tell" },
        ["named"] = new JsonArray([.. found.Trace.Copies.Where(copy => copy.IsNamed).Select(copy => (JsonNode?)copy.Id)]),
        ["has_other"] = found.Trace.HasOther,
        ["same_file"] = found.Same?.Id,
        ["printed"] = new JsonArray([.. found.Printed.Select(copy => (JsonNode?)copy.Id)]),
        ["bits_shown"] = Math.Round(found.Trace.Bits, 2),
        ["bits_of_brief"] = Math.Round(found.Bits, 2),
        ["places"] = found.Places,
        ["bits_needed"] = Math.Round(found.Trace.Needed, 2),
        ["wrong_accusations_below"] = CopyTrace.WrongAccusations,
        ["copies"] = new JsonArray([.. found.Trace.Copies.Select(copy => (JsonNode?)new JsonObject
        {
            ["id"] = copy.Id,
            ["recipient"] = copies[copy.Id].Brief.Recipient,
            ["issued"] = copies[copy.Id].At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["entry"] = copies[copy.Id].Entry,
            ["log2_odds"] = Math.Round(copy.LogOdds, 2),
            ["fits"] = copy.Fits,
            ["of"] = copy.Of,
            ["named"] = copy.IsNamed,
        })]),
        ["not_weighed"] = new JsonArray([.. found.Untraceable.Select(one => (JsonNode?)new JsonObject { ["id"] = one.Copy.Id, ["recipient"] = one.Copy.Brief.Recipient, ["why"] = one.Why })]),
    };
}
