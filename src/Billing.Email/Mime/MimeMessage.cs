using Billing.Application;
using System.Globalization;
using System.Text;
using Billing.Application.Ports;

namespace Billing.Email.Mime;

/// <summary>Who an e-mail is from.</summary>
/// <param name="ReplyTo">Null: answers go to <paramref name="Address"/>.</param>
public sealed record EmailSenderIdentity(string Address, string? DisplayName = null, string? ReplyTo = null)
{
    /// <param name="brand">Its name, where the setting gives no other.</param>
    /// <exception cref="SettingException">One has the wrong form.</exception>
    public static EmailSenderIdentity Read(Settings settings, string brand) => new(
        settings.Address("Billing:Email:From") ?? "billing@localhost",
        settings.Text("Billing:Email:FromName") ?? brand,
        settings.Address("Billing:Email:ReplyTo"));
}

/// <summary>An e-mail as RFC 5322 and RFC 2045 to 2047 have it: plain text and HTML side by side, in ASCII alone.</summary>
internal static class MimeMessage
{
    public static string Write(OutgoingEmail email, EmailSenderIdentity from, DateTimeOffset at)
    {
        var boundary = $"=_{email.OperationId:N}";
        var message = new StringBuilder(16 * 1024);
        HeaderText.WriteAddresses(message, "From", [HeaderText.Mailbox(from.DisplayName, from.Address)]);
        HeaderText.WriteAddresses(message, "To", email.To);
        if (from.ReplyTo is { } replyTo)
        {
            HeaderText.WriteAddresses(message, "Reply-To", [replyTo]);
        }

        HeaderText.WriteText(message, "Subject", email.Rendered.Subject);
        message.Append(CultureInfo.InvariantCulture, $"Date: {at.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
        message.Append(CultureInfo.InvariantCulture, $"Message-ID: <{email.OperationId}@{from.Address.Split('@')[^1]}>\r\n");
        message.Append("Auto-Submitted: auto-generated\r\n");
        HeaderText.WriteText(message, "X-Template", email.Content.Template);
        message.Append("MIME-Version: 1.0\r\n");
        message.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n\r\n");
        WritePart(message, boundary, "text/plain", email.Rendered.Text);
        WritePart(message, boundary, "text/html", email.Rendered.Html);
        return message.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n").ToString();
    }

    private static void WritePart(StringBuilder message, string boundary, string mediaType, string text)
    {
        message.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: {mediaType}; charset=utf-8\r\n");
        message.Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable.Write(message, text);
    }
}
