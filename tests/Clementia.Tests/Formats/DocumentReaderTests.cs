using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Clementia.Casework;
using Clementia.Documents.Formats;
using CsCheck;

namespace Clementia.Tests.Formats;

public sealed class DocumentReaderTests
{
    internal static readonly Tools s_noTools = new("");
    internal static readonly DocumentReader s_reader = new(new(), new Ocr(s_noTools), s_noTools);

    private static ReadDocument Read(string text, string name) => s_reader.Read(Encoding.UTF8.GetBytes(text), name);

    private static DocumentReader With(ReadingLimits limits) => new(limits, new Ocr(s_noTools), s_noTools);

    // ---- text ----

    [Fact]
    public void A_text_file_is_one_page_of_its_own_characters_unchanged()
    {
        const string Words = "First line,\r\n  kept as is.\t\r\n\r\nSecond paragraph — “quoted”.\n";

        var read = Read(Words, "folder/note.txt");

        Assert.Equal(("note.txt", "text/plain", "text 1"), (read.Name, read.MediaType, read.Reader));
        Assert.Equal(Words, Assert.Single(read.Text!.Pages).Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Words))), read.Sha256);
        Assert.Equal(read.Sha256, read.Text.Sha256);
    }

    [Fact]
    public void Markdown_stays_as_written_so_that_offsets_count_in_the_file()
    {
        var read = Read("# The plea\n\n*He* asked for **mercy**.\n", "plea.md");

        Assert.Equal("text/markdown", read.MediaType);
        Assert.Equal("# The plea\n\n*He* asked for **mercy**.\n", read.Text!.Pages[0].Text);
    }

    [Fact]
    public void Every_encoding_gives_the_same_words_without_its_mark()
    {
        const string Words = "Ms. Núñez said: “21 years — enough.” § 5";
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(Words),
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Words)],
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Words)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Words)],
            Encoding.Unicode.GetBytes(Words),
            Encoding.BigEndianUnicode.GetBytes(Words),
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Words),
        ];

        Assert.All(forms, form => Assert.Equal(Words, s_reader.Read(form, "a.txt").Text?.Pages[0].Text));
    }

    [Fact]
    public void A_few_broken_bytes_do_not_turn_the_whole_file_to_rubbish()
    {
        var bytes = Encoding.UTF8.GetBytes("“Mercy”, said “Núñez”, “now”. X");
        bytes[^1] = 0xC3;

        var read = s_reader.Read(bytes, "a.txt");

        Assert.Equal("“Mercy”, said “Núñez”, “now”. \ufffd", read.Text!.Pages[0].Text);
        Assert.Contains("1 character", Assert.Single(read.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_feed_ends_a_page_and_a_last_one_makes_no_empty_page()
    {
        var read = Read("page one\n\fpage two\n\f", "a.txt");

        Assert.Equal(["page one\n", "page two\n"], read.Text!.Pages.Select(page => page.Text));
    }

    [Fact]
    public void Any_text_comes_back_character_by_character() =>
        Gen.String.Where(text => text.Length > 0 && text[0] != '\ufeff').Sample(text =>
        {
            var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(string.Concat("plain words before: ", string.Concat(text.Where(c => c >= ' ' && c != '\u007f')))));
            var read = s_reader.Read(Encoding.UTF8.GetBytes(clean), "a.txt");
            Assert.Equal(clean, read.Text!.Pages[0].Text);
        });

    // ---- what cannot be read says why ----

    [Fact]
    public void An_empty_file_says_that_it_is_empty() =>
        Assert.Equal("The file is empty (0 bytes).", s_reader.Read([], "empty.pdf").Unreadable!.Problem);

    [Fact]
    public void A_file_too_large_names_both_sizes() =>
        Assert.Equal("The file has 3 MiB; the limit is 2 MiB.", With(new() { FileBytes = 2 << 20 }).Read(new byte[3 << 20], "a.txt").Unreadable!.Problem);

    [Fact]
    public void Too_many_pages_are_refused() =>
        Assert.Equal("The document has 3 pages; the limit is 2.", With(new() { Pages = 2 }).Read("a\fb\fc"u8.ToArray(), "a.txt").Unreadable!.Problem);

    public static TheoryData<string, string, byte[], string> Refused => new()
    {
        { "letter.doc", "application/msword", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("WordDocument")], "antiword" },
        { "locked.docx", "application/x-ole-storage", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "password" },
        { "mail.msg", "application/vnd.ms-outlook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("__properties_version1.0")], ".eml" },
        { "brief.wpd", "application/vnd.wordperfect", [0xFF, (byte)'W', (byte)'P', (byte)'C', 1, 2, 3, 0], "libwpd-tools" },
        { "all.zip", "application/zip", Zip(("a.txt", "a"u8.ToArray())), "Unpack it" },
        { "figures.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip(("[Content_Types].xml", "<a/>"u8.ToArray()), ("xl/workbook.xml", "<a/>"u8.ToArray())), "PDF" },
        { "cut.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [.. "PK\x03\x04"u8, .. new byte[64]], "fresh copy" },
        { "photo.heic", "image/heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[20]], "JPEG" },
        { "call.wav", "audio/*", [.. "RIFF"u8, 1, 0, 0, 0, .. "WAVEfmt "u8], "transcript" },
        { "tool.exe", "application/octet-stream", [.. "MZ"u8, 0, 1, 0, 2, 3, 4], "File the document itself." },
        { "noise.bin", "application/octet-stream", [1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 0], "save it as PDF" },
        { "scan.png", "image/png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[30]], "tesseract-ocr-eng" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_is_still_a_result_with_the_reason_and_a_remedy(string name, string mediaType, byte[] bytes, string remedy)
    {
        var read = s_reader.Read(bytes, name);

        Assert.Null(read.Text);
        Assert.Equal(mediaType, read.MediaType);
        Assert.Contains(remedy, read.Unreadable!.Remedy, StringComparison.Ordinal);
        Assert.EndsWith(".", read.Unreadable.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_decides_what_a_file_is_and_the_name_only_where_content_leaves_a_choice()
    {
        Assert.Equal("text/html", Read("<!DOCTYPE html><p>Words</p>", "scan.txt").MediaType);
        Assert.Equal("text/plain", Read("He wrote <p> in his notes.", "notes.txt").MediaType);
        Assert.Equal("text/plain", Read("From: the warden\nTo: the board\nDate: 5 June 2018\n\nA memorandum.", "memo.txt").MediaType);
        Assert.Equal("message/rfc822", Read("From: a@b.example\nMessage-ID: <1@b.example>\n\nHello.", "memo.txt").MediaType);
        Assert.Equal("message/rfc822", Read("Subject: hello\n\nHello.", "memo.eml").MediaType);
    }

    [Fact]
    public void Nothing_that_is_thrown_at_the_door_comes_back_as_an_exception()
    {
        byte[][] seeds =
        [
            WordDocumentTests.Document("<w:p><w:r><w:t>Words</w:t></w:r></w:p>"), Encoding.UTF8.GetBytes("<!DOCTYPE html><table><tr><td>a<td style='display:none'>b</table>"),
            Encoding.UTF8.GetBytes("From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nHello\n--x\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n--x--\n"),
            Encoding.UTF8.GetBytes(@"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\u8220?Mercy\u8221? \'93now\'94\par\v hidden\v0}"),
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[60]], [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, .. new byte[40]], [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[40]],
        ];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).List[0, 12], Gen.Int[0, 100]).Sample((seed, changes, cut) =>
        {
            var bytes = seeds[seed].ToArray();
            foreach (var (at, value) in changes)
                bytes[at % bytes.Length] = value;
            var read = s_reader.Read(bytes[..^(bytes.Length * cut / 250)], "a");
            Assert.True(read.Text is null != read.Unreadable is null);
        }, iter: 2_000);
    }

    internal static byte[] Zip(params (string Name, byte[] Bytes)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    // ---- web pages ----

    private static string Html(string body) => Read($"<!DOCTYPE html><html><body>{body}</body></html>", "a.html").Text!.Pages[0].Text;

    [Theory]
    [InlineData("<p>One\n  two</p><p>Three</p>", "One two\n\nThree")]
    [InlineData("<h1>Head</h1>text<div>block</div>tail", "Head\n\ntext\n\nblock\n\ntail")]
    [InlineData("a<br>b", "a\nb")]
    [InlineData("<p>Smith &amp; Sons&nbsp;&sect;&nbsp;5</p>", "Smith & Sons § 5")]
    [InlineData("<script>x()</script><style>p{}</style><noscript>no</noscript><button>Share</button><p>Words</p>", "Words")]
    [InlineData("<table><tr><th>Count</th><th>Term</th></tr><tr><td>1</td><td>life<br>plus</td></tr></table>", "Count\tTerm\n1\tlife plus")]
    [InlineData("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", "One.\n\nTwo.")]
    [InlineData("<ol start=3><li>three</li><li>four</li></ol><ul><li>dot</li></ul>", "3. three\n\n4. four\n\n• dot")]
    [InlineData("<pre>a  b\nc</pre>", "a  b\nc")]
    [InlineData("<p>in 2018<sup>12</sup>.</p>", "in 2018¹².")]
    [InlineData("<p>He said <q>no</q>.</p>", "He said “no”.")]
    [InlineData("<p>com&shy;mu&#8203;tation</p>", "commutation")]
    [InlineData("<p>a <b>b</b> c<i>d</i></p>", "a b cd")]
    public void A_web_page_reads_as_a_person_sees_it(string body, string text) => Assert.Equal(text, Html(body));

    [Theory]
    [InlineData("<p>Seen</p><p style='display: none'>Not seen</p>", "hidden by style (display:none)")]
    [InlineData("<p>Seen</p><p hidden>Not seen</p>", "marked hidden")]
    [InlineData("<p>Seen</p><span style='color:#FFF'>Not seen</span>", "white on white")]
    [InlineData("<p>Seen</p><font color=white>Not seen</font>", "white on white")]
    [InlineData("<p>Seen</p><div style='background:#000'><span style='color: rgb(0, 0, 0)'>Not seen</span></div>", "in the color of its background")]
    [InlineData("<p>Seen</p><span style='font-size:0'>Not seen</span>", "hidden by style (font-size:0)")]
    public void What_a_page_hides_is_not_in_its_text_but_reported(string body, string how)
    {
        var read = Read($"<!DOCTYPE html><body>{body}", "a.html");

        Assert.Equal("Seen", read.Text!.Pages[0].Text);
        Assert.Equal((1, "Not seen", how), read.Hidden.Select(hidden => (hidden.Page, hidden.Text, hidden.How)).Single());
    }

    [Fact]
    public void White_words_on_a_dark_ground_are_seen()
    {
        var read = Read("<!DOCTYPE html><body><div style='background-color:navy'><b style='color:white'>Seen</b></div>", "a.html");

        Assert.Equal("Seen", read.Text!.Pages[0].Text);
        Assert.Empty(read.Hidden);
    }

    [Fact]
    public void White_words_whose_ground_a_style_sheet_may_paint_are_not_called_hidden() =>
        Assert.Empty(Read("<!DOCTYPE html><style>.top{background:navy}</style><body><div class=top><b style='color:white'>Seen</b></div>", "a.html").Hidden);

    [Fact]
    public void A_page_tells_its_title_author_and_day()
    {
        var read = Read("""
            <!DOCTYPE html><html><head><title>Paper | A plea</title><meta property="og:title" content="A plea"><meta name="author" content="Ann Poe">
            <script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-03-04T10:00:00Z","author":[{"name":"Other"}]}</script></head>
            <body><nav>Home News</nav><p>Words</p><footer>© Paper</footer></body></html>
            """, "a.html");

        Assert.Equal(("A plea", "Ann Poe", "2021-03-04"), (read.Title, read.Author, read.Date));
        Assert.Equal("Words", read.Text!.Pages[0].Text);
        Assert.Equal(["Home News", "© Paper"], read.Text.Pages[0].Margins);
    }

    [Fact]
    public void A_day_that_could_be_two_days_is_no_day() =>
        Assert.Null(Read("<!DOCTYPE html><meta name=date content='03/04/2021'><p>Words", "a.html").Date);

    [Fact]
    public void A_page_nested_beyond_reason_is_refused_at_once()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var read = Read("<!DOCTYPE html>" + string.Concat(Enumerable.Repeat("<div>", 200_000)) + "Words", "a.html");

        Assert.Contains("more than 512 deep", read.Unreadable!.Problem, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.NotNull(Read("<!DOCTYPE html>" + string.Concat(Enumerable.Repeat("<div>", 500)) + "Words", "a.html").Text);
    }

    // ---- e-mail ----

    private const string Mail = """
        From: "Ann Poe" <ann@example.org>
        To: board@example.gov, "Lee, Kim" <kim@example.org>
        Date: Tue, 05 Jun 2018 23:30:00 -0500
        Subject: =?utf-8?Q?The_plea_of_N=C3=BA=C3=B1ez?=
        Message-ID: <1@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="x"

        --x
        Content-Type: multipart/alternative; boundary="y"

        --y
        Content-Type: text/plain; charset=utf-8; format=flowed

        Here is the letter that 
        you asked for.

        Ann
        --y
        Content-Type: text/html; charset=utf-8

        <p>Here is <b>another</b> form.</p><p style="display:none">tracked</p>
        --y--
        --x
        Content-Type: text/plain; name="../secret/letter.txt"
        Content-Disposition: attachment; filename="../secret/letter.txt"
        Content-Transfer-Encoding: base64

        TWVyY3ku
        --x
        Content-Type: message/rfc822

        From: kim@example.org
        Subject: Earlier

        Old words.
        --x--
        """;

    [Fact]
    public void An_email_begins_with_its_head_and_hands_out_what_is_attached()
    {
        var read = Read(Mail, "mail.eml");

        Assert.Equal("""
            From: Ann Poe <ann@example.org>
            To: board@example.gov, Lee, Kim <kim@example.org>
            Date: Tue, 05 Jun 2018 23:30:00 -0500
            Subject: The plea of Núñez

            Here is the letter that you asked for.

            Ann
            """, Assert.Single(read.Text!.Pages).Text);
        Assert.Equal(("The plea of Núñez", "Ann Poe <ann@example.org>", "2018-06-05"), (read.Title, read.Author, read.Date));
        Assert.Equal("tracked", Assert.Single(read.Hidden).Text);
        Assert.Equal(["letter.txt", "Earlier.eml"], read.Attachments.Select(attachment => attachment.Name));
        Assert.Equal("Mercy.", Encoding.UTF8.GetString(read.Attachments[0].Bytes));
        Assert.Contains("Old words.", s_reader.Read(read.Attachments[1].Bytes, read.Attachments[1].Name).Text!.Pages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_email_with_only_a_web_page_for_a_body_reads_as_a_page() =>
        Assert.EndsWith("\n\nOne\n\nTwo", Read("From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>One</p><p>Two</p>", "a.eml").Text!.Pages[0].Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(25, true)]
    [InlineData(5_000, false)]
    public void An_email_nested_beyond_reason_is_refused(int depth, bool reads)
    {
        var mail = new StringBuilder("From: a@b.example\nMessage-ID: <1@b.example>\nMIME-Version: 1.0\n");
        for (var i = 0; i < depth; i++)
            mail.Append($"Content-Type: multipart/mixed; boundary=\"b{i}\"\n\n--b{i}\n");
        mail.Append("Content-Type: text/plain\n\nWords\n");

        var read = Read(mail.ToString(), "a.eml");

        Assert.Equal(reads, read.Text is not null);
        if (!reads)
            Assert.Contains("more than 30 deep", read.Unreadable!.Problem, StringComparison.Ordinal);
    }

    // ---- rich text and old formats ----

    [Fact]
    public void Rich_text_gives_its_words_and_reports_what_it_hides()
    {
        var read = Read(@"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title The plea}{\author Ann Poe}}{\*\generator X;}"
            + "\r\n" + @"First \'93quoted\'94 and \u8220?so\u8221? {\b bold}\par Second{\v  secret} part\page {\deleted gone}Next\tab cell\line line}", "a.rtf");

        Assert.Equal(["First “quoted” and “so” bold\n\nSecond part", "Next\tcell\nline"], read.Text!.Pages.Select(page => page.Text));
        Assert.Equal(("The plea", "Ann Poe", "application/rtf"), (read.Title, read.Author, read.MediaType));
        Assert.Equal([(1, "secret", "hidden text"), (2, "gone", "deleted but kept in the file (tracked change)")], read.Hidden.Select(h => (h.Page, h.Text, h.How)));
    }

    [Fact]
    public void Rich_text_nested_beyond_reason_is_refused() =>
        Assert.Contains("1000 deep", Read(@"{\rtf1" + new string('{', 100_000), "a.rtf").Unreadable!.Problem, StringComparison.Ordinal);

    [Fact]
    public void An_old_document_is_read_through_a_converter_that_is_installed_and_names_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The converter in this test is a shell script.");
        using var scratch = new ScratchFolder();
        Script(scratch, "antiword", "printf 'First paragraph.\\n\\nSecond one.\\n'");
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("WordDocument")];

        var read = new DocumentReader(new(), new Ocr(s_noTools), new Tools(scratch.Path)).Read(old, "a.doc");

        Assert.Equal(("antiword", "First paragraph.\n\nSecond one."), (read.Reader, read.Text!.Pages[0].Text));
    }

    [Fact]
    public void A_converter_that_fails_is_quoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The converter in this test is a shell script.");
        using var scratch = new ScratchFolder();
        Script(scratch, "wpd2text", "echo 'bad magic' >&2; exit 3");

        var read = new DocumentReader(new(), new Ocr(s_noTools), new Tools(scratch.Path)).Read([0xFF, (byte)'W', (byte)'P', (byte)'C', 0], "a.wpd");

        Assert.Contains("wpd2text said \"bad magic\"", read.Unreadable!.Problem, StringComparison.Ordinal);
    }

    internal static void Script(ScratchFolder folder, string name, string body)
    {
        var path = folder.File(name, Encoding.UTF8.GetBytes($"#!/bin/sh\n{body}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
