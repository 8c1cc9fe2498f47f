namespace Billing.Email.Mime;

/// <summary>What a list of mails shows of one.</summary>
public sealed record MailHeaders(string From, string To, string Subject, string Date);

/// <summary>Reads the files that <see cref="MimeMessage"/> writes, and no others.</summary>
public static class MimeReader
{
    public static MailHeaders Headers(string message)
    {
        var head = message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
        return new(Of("From"), Of("To"), Of("Subject"), Of("Date"));

        string Of(string name) => head.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal)) is { } line
            ? HeaderText.Read(line[(name.Length + 2)..])
            : "";
    }

    /// <param name="mediaType">Of the part: <c>text/plain</c> or <c>text/html</c>.</param>
    public static string Part(string message, string mediaType)
    {
        var start = message.IndexOf($"\r\nContent-Type: {mediaType};", StringComparison.Ordinal);
        var body = message.IndexOf("\r\n\r\n", start, StringComparison.Ordinal) + 4;
        var end = message.IndexOf("\r\n--=_", body, StringComparison.Ordinal);
        return QuotedPrintable.Read(message[body..end]).ReplaceLineEndings("\n");
    }
}
