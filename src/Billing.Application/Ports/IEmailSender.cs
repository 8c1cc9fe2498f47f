using System.Collections.Immutable;
using Billing.Application.Notifications;
using Billing.Domain;

namespace Billing.Application.Ports;

/// <summary>An e-mail in words: what a mail program shows.</summary>
/// <param name="Html">A whole document that needs nothing from elsewhere.</param>
public sealed record RenderedEmail(string Subject, string Text, string Html);

/// <summary>One e-mail on its way out.</summary>
/// <param name="EmailId"><c>eml_…</c>.</param>
/// <param name="Name">The id under which whoever asked for it knows it: of the platform's own e-mails the one that it chose, else the same.</param>
/// <param name="Account">Null for the platform's own e-mails.</param>
/// <param name="To">1 to 50 addresses.</param>
/// <param name="MayBeSent">An attempt was made whose outcome is not known: look before sending.</param>
public sealed record OutgoingEmail(
    string EmailId, string Name, AccountId? Account, ImmutableArray<string> To, EmailContent Content, RenderedEmail Rendered, bool MayBeSent)
{
    /// <summary>The same for every attempt at this e-mail, and another for every other one.</summary>
    public Guid OperationId { get; } = EmailOperation.IdOf(EmailId);
}

public enum SendOutcome
{
    /// <summary>It is out; nothing is left to do.</summary>
    Sent,

    /// <summary>The service has taken it and will say later what came of it: ask with <see cref="IEmailSender.CheckAsync"/>.</summary>
    Accepted,

    /// <summary>It will never go out as it is.</summary>
    Rejected,

    /// <summary>It did not go out, or nobody knows: the same again later.</summary>
    TryAgain,
}

/// <param name="Reason">Why not; for operators.</param>
/// <param name="After">When to check, or to try again, at the earliest; null where the sender has no wish.</param>
public sealed record SendAnswer(SendOutcome Outcome, string? Reason = null, TimeSpan? After = null)
{
    public static SendAnswer Sent { get; } = new(SendOutcome.Sent);
}

/// <summary>
/// Hands e-mails to their recipients. However often the same e-mail is sent, it goes out once. Everything that can go wrong outside is an answer: nothing
/// throws but cancellation and bugs.
/// </summary>
public interface IEmailSender
{
    ValueTask<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken);

    /// <summary>What came of an e-mail that was <see cref="SendOutcome.Accepted"/>.</summary>
    ValueTask<SendAnswer> CheckAsync(Guid operationId, CancellationToken cancellationToken);
}

/// <summary>Puts an e-mail into words.</summary>
public interface IEmailRenderer
{
    /// <summary>The same for the same content and addressee.</summary>
    RenderedEmail Render(EmailContent content, EmailAddressee addressee);
}

/// <summary>Whom an e-mail speaks to, and how they write money.</summary>
/// <param name="AccountName">Null where the e-mail belongs to no account.</param>
public sealed record EmailAddressee(string? AccountName, Currency Currency);
