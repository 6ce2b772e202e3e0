using System.Security.Cryptography;
using Clementia.Casework;
using Clementia.Documents.Briefs;
using Clementia.Documents.Formats;
using Clementia.Documents.Instruments;
using Clementia.Documents.Pdf;
using Clementia.Tests.Casework;
using static Clementia.Tests.Casework.DecidedCase;

namespace Clementia.Tests.Briefs;

/// <summary>An instrument as it is written to a file.</summary>
public sealed class InstrumentFileTests
{
    private static readonly Lazy<Typesetter> s_typesetter = new(() => new Typesetter());

    private static InstrumentFile Write(Instrument instrument, InstrumentFormat format)
    {
        if (format == InstrumentFormat.Pdf && s_typesetter.Value.Missing is { } missing)
            Assert.Skip(missing.ToString());
        var written = InstrumentFile.Write(instrument, format, s_typesetter.Value);
        Assert.False(written.IsRefused, written.Refusal?.ToString());
        return written.Value;
    }

    private static string TextOf(InstrumentFile file)
    {
        var text = file.Format == InstrumentFormat.Pdf
            ? PdfReader.Read(file.Bytes, Convert.ToHexStringLower(SHA256.HashData(file.Bytes))).Document!
            : new DocumentReader().Read(file.Bytes, "warrant.docx", default).Text!;
        return Plain(string.Join('\n', text.Pages.Select(page => page.Text)));
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();

    [Theory]
    [InlineData(InstrumentFormat.Pdf)]
    [InlineData(InstrumentFormat.Docx)]
    public void Every_word_of_the_instrument_stands_in_the_file_in_its_order(InstrumentFormat format)
    {
        var instrument = Docket().Decided(TimeServed with { Conditions = ["No contact with the co-defendants.", "Finish the program."] }).Instrument();

        var text = TextOf(Write(instrument, format));

        var at = 0;
        foreach (var words in instrument.Paragraphs.Select(one => Plain(one.Text)).Prepend(Plain(instrument.Grantee)).Prepend(Plain(instrument.Title)).Append(Plain(instrument.Grantor)))
        {
            var found = text.IndexOf(words, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{words}' is not behind character {at} of: {text}");
            at = found + words.Length;
        }
        Assert.Contains(Plain("Draft for signature"), text);
        Assert.Contains(Plain("Acceptance"), text);
        Assert.DoesNotContain("pardon", text);
    }

    [Theory]
    [InlineData(InstrumentFormat.Pdf)]
    [InlineData(InstrumentFormat.Docx)]
    public void The_same_instrument_gives_the_same_bytes(InstrumentFormat format)
    {
        var docket = Docket().Decided(TimeServed);

        Assert.Equal(Write(docket.Instrument(), format).Sha256, Write(docket.Instrument(), format).Sha256);
    }

    [Theory]
    [InlineData(InstrumentFormat.Pdf)]
    [InlineData(InstrumentFormat.Docx)]
    public void A_draft_with_brackets_says_that_it_cannot_be_signed_and_a_signed_copy_says_who_signed(InstrumentFormat format)
    {
        var docket = Docket(("court.docket", null)).Decided(TimeServed);
        var draft = TextOf(Write(docket.Instrument(), format));
        Assert.Contains(Plain("It cannot be signed as it stands"), draft);
        Assert.Contains(Plain("[to be completed: the number of the case]"), draft);

        var copy = TextOf(Write(Docket().Decided(TimeServed).Instrument() with { Signature = new InstrumentSignature("W1", President, new DateOnly(2018, 6, 6), 77, new string('a', 64)) }, format));
        Assert.Contains(Plain("Conformed copy of W1"), copy);
        Assert.Contains(Plain("/s/ Edwin Thorne"), copy);
        Assert.DoesNotContain(Plain("Draft"), copy);
    }

    [Fact]
    public void Words_that_look_like_the_typesetters_language_are_only_words()
    {
        var text = TextOf(Write(Docket(("petitioner.name", "Judith #panic(1) $x$ Marlow")).Decided(TimeServed with { Conditions = ["#eval(\"1+1\") *no* _drugs_ [to be"] }).Instrument(), InstrumentFormat.Pdf));

        Assert.Contains(Plain("#eval(\"1+1\") *no* _drugs_ [to be"), text.Replace('“', '"').Replace('”', '"'));
        Assert.Contains("#panic(1)$x$", text);
    }
}
