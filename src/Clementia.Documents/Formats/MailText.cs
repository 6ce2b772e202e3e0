using System.Globalization;
using System.Text;
using Clementia.Casework;
using MimeKit;
using MimeKit.Text;

namespace Clementia.Documents.Formats;

/// <summary>An e-mail as its reader sees it: From, To, Date and Subject, an empty line, the body. What is attached is handed out to be filed on its own.</summary>
internal static class MailText
{
    public const string Version = "eml 1";

    public static Reading Read(byte[] bytes, ReadingLimits limits)
    {
        MimeMessage message;
        try
        {
            // The parser itself stops going deeper one level behind the limit, so a hostile nest costs nothing.
            var options = new ParserOptions { MaxMimeDepth = limits.MailDepth + 2 };
            message = new MimeParser(options, new MemoryStream(bytes, writable: false), MimeFormat.Entity).ParseMessage();
        }
        catch (FormatException error)
        {
            return Reading.Refused(Version, $"The e-mail is damaged: {error.Message.TrimEnd('.')}.", "Save it again from the mail program as .eml.");
        }
        using (message)
        {
            if (IsDeeper(message.Body, limits.MailDepth))
            {
                return Reading.Refused(Version, $"The e-mail nests its parts more than {limits.MailDepth} deep, as no mail program does.",
                    "Save the messages inside it one by one and file those.");
            }
            return Read(message, limits);
        }
    }

    private static Reading Read(MimeMessage message, ReadingLimits limits)
    {
        var notes = new List<string>();
        var head = new StringBuilder();
        foreach (var (name, value) in new[]
        {
            ("From", Addresses(message.From)), ("To", Addresses(message.To)), ("Cc", Addresses(message.Cc)),
            ("Date", message.Headers[HeaderId.Date]), ("Subject", message.Subject),
        })
        {
            if (OneLine(value) is { Length: > 0 } line)
                head.Append(name).Append(": ").Append(line).Append('\n');
        }

        var (body, hidden) = Body(message, limits, notes);
        var attachments = Attachments(message, limits, notes);
        if (head.Length == 0 && body.Length == 0 && attachments.Count == 0)
            return Reading.Refused(Version, "The file calls itself an e-mail but has neither sender, text nor attachment.", "Save it again from the mail program as .eml.");
        if (body.Length == 0 && attachments.Count == 0)
            notes.Add("The message has no text.");

        return new(Version)
        {
            Pages = [Page.OfText(1, body.Length == 0 ? head.ToString().TrimEnd('\n') : $"{head}\n{body}")],
            Hidden = hidden,
            Attachments = attachments,
            Title = OneLine(message.Subject),
            Subject = OneLine(message.Subject),
            Author = OneLine(Addresses(message.From)),
            Date = message.Date == default ? null : message.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Notes = notes,
        };
    }

    private static (string Body, IReadOnlyList<HiddenText> Hidden) Body(MimeMessage message, ReadingLimits limits, List<string> notes)
    {
        var plain = message.BodyParts.OfType<TextPart>().FirstOrDefault(part => part.IsPlain && !part.IsAttachment);
        var html = message.BodyParts.OfType<TextPart>().FirstOrDefault(part => part.IsHtml && !part.IsAttachment);
        if (plain is not null && plain.Text is { } text && !string.IsNullOrWhiteSpace(text))
        {
            if (plain.IsFlowed)
                text = new FlowedToText { DeleteSpace = string.Equals(plain.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase) }.Convert(text);
            // Text that only the other form of the message hides is still hidden in the file.
            var hidden = html?.Text is { Length: > 0 } other ? HtmlText.ReadText(other, limits).Hidden : [];
            return (text.ReplaceLineEndings("\n").Trim('\n'), hidden);
        }
        if (html?.Text is { } written && !string.IsNullOrWhiteSpace(written))
        {
            var read = HtmlText.ReadText(written, limits);
            if (read.Unreadable is { } refusal)
                notes.Add(refusal.Problem);
            return (string.Join("\n\n", read.Pages.Select(page => page.Text)), read.Hidden);
        }
        if (message.Body is MimePart { ContentType: { MediaType: "application", MediaSubtype: "pkcs7-mime" or "x-pkcs7-mime" } } or MimeKit.Multipart { ContentType.MediaSubtype: "encrypted" })
            notes.Add("The message is encrypted: ask the addressee for an open copy.");
        return ("", []);
    }

    private static List<Attachment> Attachments(MimeMessage message, ReadingLimits limits, List<string> notes)
    {
        var attachments = new List<Attachment>();
        foreach (var entity in message.BodyParts)
        {
            if (entity is TextPart { IsAttachment: false, FileName: null })
                continue;
            if (attachments.Count == limits.Attachments)
            {
                notes.Add($"The message has more than {limits.Attachments} attachments; the rest was left out.");
                break;
            }
            using var content = new MemoryStream();
            if (entity is MessagePart { Message: { } inner } forwarded)
            {
                inner.WriteTo(content);
                attachments.Add(new(FileName(forwarded.ContentDisposition?.FileName ?? inner.Subject, "message", ".eml"), content.ToArray()));
            }
            else if (entity is MimePart { Content: { } data } part && !IsSignature(part))
            {
                data.DecodeTo(content);
                attachments.Add(new(FileName(part.FileName, $"attachment {attachments.Count + 1}", Ending(part)), content.ToArray()));
            }
        }
        return attachments;
    }

    private static bool IsSignature(MimePart part) =>
        part.ContentType.IsMimeType("application", "pkcs7-signature") || part.ContentType.IsMimeType("application", "x-pkcs7-signature")
        || part.ContentType.IsMimeType("application", "pgp-signature");

    private static string Ending(MimePart part) => MimeTypes.TryGetExtension(part.ContentType.MimeType, out var ending) ? ending : "";

    // A sender's file name is a stranger's word: no folders, no control characters.
    private static string FileName(string? given, string otherwise, string ending)
    {
        var name = string.Concat((OneLine(given) ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c) && c is not (':' or '*' or '?' or '"' or '<' or '>' or '|'))).Trim(' ', '.');
        if (name.Length == 0)
            name = otherwise;
        if (name.Length > 150)
            name = name[..100] + Path.GetExtension(name);
        return Path.HasExtension(name) && ending != ".eml" || name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name : name + ending;
    }

    private static string? Addresses(InternetAddressList addresses) => addresses.Count == 0 ? null : string.Join(", ", addresses.Select(Address));

    private static string Address(InternetAddress address) => address switch
    {
        MailboxAddress { Name: { Length: > 0 } name } mailbox => $"{name} <{mailbox.Address}>",
        MailboxAddress mailbox => mailbox.Address,
        _ => address.Name ?? "",
    };

    private static string? OneLine(string? text) =>
        text is null || string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is not { Length: > 0 } line ? null : line;

    private static bool IsDeeper(MimeEntity? root, int limit)
    {
        var open = new Stack<(MimeEntity Entity, int Depth)>();
        if (root is not null)
            open.Push((root, 1));
        while (open.TryPop(out var at))
        {
            if (at.Depth > limit)
                return true;
            if (at.Entity is MimeKit.Multipart multipart)
            {
                foreach (var part in multipart)
                    open.Push((part, at.Depth + 1));
            }
            else if (at.Entity is MessagePart { Message.Body: { } inner })
                open.Push((inner, at.Depth + 1));
        }
        return false;
    }
}
