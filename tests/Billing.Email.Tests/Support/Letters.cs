using System.Collections.Immutable;
using Billing.Application.Notifications;
using Billing.Application.Ports;
using Billing.Email.Mime;

namespace Billing.Email.Tests.Support;

/// <summary>E-mails to send.</summary>
internal static class Letters
{
    public static EmailSenderIdentity From { get; } = new("billing@acme.example", "Zoë's Bots", "help@acme.example");

    /// <summary>One e-mail; another id is another one.</summary>
    public static OutgoingEmail One(string id = "eml_01ARZ3NDEKTSV4RRFFQ69G5FAV", bool mayBeSent = false) =>
        Saying("Rechnung für März — 12,50 €", "Hallo 😀", id, mayBeSent);

    public static OutgoingEmail Saying(string subject, string text, string id = "eml_01ARZ3NDEKTSV4RRFFQ69G5FAV", bool mayBeSent = false) => new(
        id, id, null, ["ada@example.com"], new SignUpOtp("123456", 10), new RenderedEmail(subject, text, $"<p>{text}</p>"), mayBeSent);

    public static OutgoingEmail To(params ImmutableArray<string> addresses) => One() with { To = addresses };
}
