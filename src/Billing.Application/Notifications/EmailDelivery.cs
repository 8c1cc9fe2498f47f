using System.Collections.Immutable;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Notifications;

/// <summary>An e-mail that is due. See <see cref="OutgoingEmail"/>.</summary>
internal sealed record DueEmail(
    string EmailId, string Name, AccountId? Account, ImmutableArray<string> To, EmailContent Content, EmailAddressee Addressee, Delivery Delivery)
{
    public OutgoingEmail Outgoing(ImmutableArray<string> to, RenderedEmail rendered, bool mayBeSent) =>
        new(EmailId, Name, Account, to, Content, rendered, mayBeSent);
}

/// <summary>Takes one e-mail one step further: render, leave out who wants none, send. It may be run again at any point; the sender sends once.</summary>
public sealed partial class EmailDelivery(
    IEmailRenderer renderer, IEmailSender sender, EmailSuppressions suppressions, EmailTroubles troubles, TimeProvider clock, ILogger<EmailDelivery> logger)
{
    /// <param name="isRepeated">It was due before: an attempt may have been made of which nothing is known.</param>
    internal async ValueTask<Delivery> StepAsync(DueEmail email, bool isRepeated, CancellationToken cancellationToken)
    {
        var after = email.Delivery.Status == DeliveryStatus.Accepted
            ? await AttemptAsync(email, () => sender.CheckAsync(EmailOperation.IdOf(email.EmailId), cancellationToken))
            : await SendAsync(email, isRepeated || email.Delivery.Attempts > 0, cancellationToken);
        await troubles.TellAsync(email, after, cancellationToken);
        return after;
    }

    /// <summary>It is not to be sent any more.</summary>
    internal async ValueTask<Delivery> DropAsync(DueEmail email, string reason, CancellationToken cancellationToken)
    {
        var after = email.Delivery.Dropped(reason, clock.GetUtcNow());
        await troubles.TellAsync(email, after, cancellationToken);
        return after;
    }

    private async ValueTask<Delivery> SendAsync(DueEmail email, bool mayBeSent, CancellationToken cancellationToken)
    {
        var wanting = ImmutableArray.CreateBuilder<string>(email.To.Length);
        foreach (var address in email.To)
        {
            if (!await suppressions.IsSuppressedAsync(address, cancellationToken))
            {
                wanting.Add(address);
            }
        }

        if (wanting.Count == 0)
        {
            return email.Delivery.Dropped("Every recipient's address is switched off.", clock.GetUtcNow());
        }

        var to = wanting.DrainToImmutable();
        return await AttemptAsync(email, () =>
            sender.SendAsync(email.Outgoing(to, renderer.Render(email.Content, email.Addressee), mayBeSent), cancellationToken));
    }

    private async ValueTask<Delivery> AttemptAsync(DueEmail email, Func<ValueTask<SendAnswer>> attempt)
    {
        SendAnswer answer;
        try
        {
            answer = await attempt();
        }
        catch (Exception problem) when (problem is not OperationCanceledException and not StoreUnavailableException)
        {
            // A bug in rendering or sending one e-mail: it is tried again and told like any other trouble.
            answer = new(SendOutcome.TryAgain, problem.Message);
        }

        var after = email.Delivery.After(answer, clock.GetUtcNow());
        if (after.Reason is { } reason)
        {
            LogTrouble(email.Content.Template, email.EmailId, after.Status, reason);
        }

        return after;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The e-mail {Template} {EmailId} is not out ({Status}): {Reason}")]
    private partial void LogTrouble(string template, string emailId, DeliveryStatus status, string reason);
}
