using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Clementia.Documents.Pdf;

namespace Clementia.Bench;

/// <summary>
/// Pages per second of our PDF reader beside poppler's pdftotext and PdfPig, interleaved in one run on one file.
/// Without a file it writes one of invented text: pages, heads, numbers, footnotes, hyphens, kerned and packed as
/// word processors do. Arguments: [FILE.pdf] [--pages N] [--rounds N].
/// </summary>
[Benchmark("pdf")]
internal static class PdfBench
{
    public static int Run(string[] args)
    {
        int pages = 1000, rounds = 7;
        string? given = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--pages")
                pages = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (args[i] == "--rounds")
                rounds = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else
                given = args[i];
        }
        var bytes = given is null ? Invented(pages) : File.ReadAllBytes(given);
        var file = Path.Combine(Path.GetTempPath(), $"clementia-bench-{Environment.ProcessId}.pdf");
        File.WriteAllBytes(file, bytes);
        try
        {
            var first = Timed(() => PdfReader.Read(bytes, "bench"), out var reading);
            if (reading.Document is null)
            {
                Console.Error.WriteLine(reading.Refusal);
                return 1;
            }
            pages = reading.Document.Pages.Count;
            Console.WriteLine($"{(given is null ? "invented text" : Path.GetFileName(given))}: {pages} pages, {reading.Document.Pages.Sum(p => p.Words.Count)} words, {bytes.Length / 1024} KiB; {Environment.ProcessorCount} processors, {rounds} rounds, medians");
            var ours = new List<double>();
            var plain = new List<double>();
            var boxes = new List<double>();
            var pig = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Timed(() => PdfReader.Read(bytes, "bench"), out _));
                plain.Add(Process(file));
                boxes.Add(Process(file, "-bbox"));
                if (round < 2)
                    pig.Add(Timed(() => Pig(bytes, Math.Min(pages, 200)), out _) * pages / Math.Min(pages, 200));
            }
            Console.WriteLine($"ours, first read in the process   {pages / first,8:F0} pages/s");
            Report("ours, words with places, margins, redactions", ours, plain, pages);
            Report("pdftotext (text only)", plain, plain, pages);
            Report("pdftotext -bbox (words with places)", boxes, plain, pages);
            Report("PdfPig, letters only, first 200 pages", pig, plain, pages);
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Report(string what, List<double> seconds, List<double> peer, int pages)
    {
        if (Median(seconds) <= 0)
            Console.WriteLine($"{what,-46} not installed");
        else
            Console.WriteLine($"{what,-46} {pages / Median(seconds),8:F0} pages/s   {(Median(peer) > 0 ? $"{Median(peer) / Median(seconds):F2} x pdftotext" : "")}");
    }

    private static double Median(List<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);

    private static double Timed<T>(Func<T> work, out T result)
    {
        var watch = Stopwatch.StartNew();
        result = work();
        return watch.Elapsed.TotalSeconds;
    }

    private static int Pig(byte[] bytes, int pages)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(bytes);
        var letters = 0;
        for (var page = 1; page <= pages; page++)
            letters += document.GetPage(page).Letters.Count;
        return letters;
    }

    private static double Process(string file, string? option = null)
    {
        var start = new ProcessStartInfo("pdftotext") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (option is not null)
            start.ArgumentList.Add(option);
        start.ArgumentList.Add(file);
        start.ArgumentList.Add("/dev/null");
        var watch = Stopwatch.StartNew();
        try
        {
            using var process = System.Diagnostics.Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? watch.Elapsed.TotalSeconds : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    private const string Vocabulary = "the court of and to in that a was for on with by as his her not from at which she this had or be is were are an their it defendant sentence petition board counsel "
        + "evidence record months imprisonment offense guideline testimony witness agent county district hearing motion judgment clemency commutation governor reasons family letter prison conduct program release";

    private static byte[] Invented(int pages)
    {
        var words = Vocabulary.Split(' ');
        var random = new Random(1);
        using var file = new MemoryStream();
        var offsets = new List<long>();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Object(string text)
        {
            offsets.Add(file.Position);
            Write($"{offsets.Count} 0 obj\n{text}\nendobj\n");
        }
        Write("%PDF-1.7\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{5 + (2 * i)} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>");
        for (var page = 0; page < pages; page++)
        {
            var content = new StringBuilder();
            content.Append(CultureInfo.InvariantCulture, $"BT /F1 9 Tf 160 775 Td (Case 2:94-cr-20233-XYZ Document 114 Filed 03/04/97 Page {page + 1} of {pages}) Tj ET\n");
            content.Append(CultureInfo.InvariantCulture, $"BT /F1 12 Tf 303 40 Td ({page + 1}) Tj ET\n0.5 w 72 735 m 540 735 l S\n");
            for (var line = 0; line < 44; line++)
            {
                var indent = random.Next(7) == 0 ? 36 : 0;
                content.Append(CultureInfo.InvariantCulture, $"BT /{(random.Next(12) == 0 ? "F2" : "F1")} 12 Tf {72 + indent} {720 - (15 * line)} Td [");
                var letters = indent / 6;
                while (letters < 84)
                {
                    var word = words[random.Next(words.Length)];
                    // Kerning inside words, as word processors write it.
                    var cut = random.Next(1, word.Length + 1);
                    content.Append('(').Append(word[..cut]).Append(')').Append(random.Next(-30, 30)).Append('(').Append(word[cut..]).Append(" )");
                    letters += word.Length + 1;
                }
                content.Append("] TJ ET\n");
            }
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {offsets.Count + 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>");
            using var packed = new MemoryStream();
            using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                deflate.Write(Encoding.Latin1.GetBytes(content.ToString()));
            offsets.Add(file.Position);
            Write($"{offsets.Count} 0 obj\n<< /Filter /FlateDecode /Length {packed.Length} >>\nstream\n");
            packed.WriteTo(file);
            Write("\nendstream\nendobj\n");
        }
        var start = file.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        Write($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();
    }
}
