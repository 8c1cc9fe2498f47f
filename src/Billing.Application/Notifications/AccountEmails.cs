using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Notifications;

/// <summary>Sends what commits of accounts have queued. Each e-mail is due by itself, so that one that fails holds up no other.</summary>
/// <remarks>Before the first attempt at an e-mail its event is told to whoever subscribes, where the home tells any.</remarks>
public sealed class AccountEmails(AccountStore accounts, EmailRelevance relevance, EmailDelivery delivery, IEventPublisher? events = null) : IDueWork
{
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(1);

    public DueKind Kind => DueKind.Email;

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(entry, cancellationToken) is not ({ } state, { } email))
        {
            return OutboxTiming.LookAgain(entry.At, Ulid.InstantOf(entry.Subject));
        }

        if (email.Delivery.IsOver)
        {
            return null;
        }

        if (email.Delivery is { Status: DeliveryStatus.Queued, Attempts: 0 } && !await IsToldAsync(entry, email, cancellationToken))
        {
            return accounts.Now + TellAgain;
        }

        var addressee = new EmailAddressee(state.Profile.Name, state.Currency);
        var due = new DueEmail(email.EmailId, email.EmailId, entry.Account, email.To, email.Content, addressee, email.Delivery);
        var reason = email.Delivery.Status == DeliveryStatus.Queued
            ? await relevance.WhyNotAsync(entry.Account, state, email.Content, cancellationToken)
            : null;
        var after = reason is null
            ? await delivery.StepAsync(due, accounts.Now > email.QueuedAt, cancellationToken)
            : await delivery.DropAsync(due, reason, cancellationToken);
        await KeepAsync(entry, after, cancellationToken);
        return after.NextAt;
    }

    private async ValueTask<bool> IsToldAsync(DueEntry entry, QueuedEmail email, CancellationToken cancellationToken)
    {
        try
        {
            await (events?.PublishAsync(new AccountEvent(email.EmailId, email.Template, entry.Account, email.QueuedAt), cancellationToken) ?? default);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    /// <summary>In the account's turn: a commit of this process that is under way comes first.</summary>
    private async ValueTask<(AccountState? State, QueuedEmail? Email)> FindAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var found = await accounts.RunAsync<(AccountState? State, QueuedEmail? Email)>(
            entry.Account,
            async work => work.Exists ? (work.State, await FindAsync(work, entry.Subject)) : AccountStore.NotFound,
            cancellationToken);
        return found.IsOk ? found.Value : default;
    }

    private async ValueTask KeepAsync(DueEntry entry, Delivery after, CancellationToken cancellationToken) =>
        await accounts.RunAsync<Done>(entry.Account, async work =>
        {
            if (await FindAsync(work, entry.Subject) is { Delivery.IsOver: false } email)
            {
                work.Put(AccountRows.Email(email.EmailId), email with { Delivery = after }, StorageJson.Default.QueuedEmail);
            }

            return Done.Ok;
        }, cancellationToken);

    private static ValueTask<QueuedEmail?> FindAsync(AccountWork work, string emailId) =>
        work.FindAsync(AccountRows.Email(emailId), StorageJson.Default.QueuedEmail);
}

internal static class OutboxTiming
{
    /// <summary>No commit takes longer between its due entry and its rows.</summary>
    private static readonly TimeSpan CommitTakes = TimeSpan.FromMinutes(1);

    /// <summary>Of an e-mail that is not there: another process may be about to commit it; where it is not there a minute later, it never will be.</summary>
    public static DateTimeOffset? LookAgain(DateTimeOffset dueAt, DateTimeOffset queuedAt) =>
        dueAt < queuedAt + CommitTakes ? queuedAt + CommitTakes : null;
}
