using System.Collections.Immutable;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Notifications;

/// <summary>An e-mail that did not go out as planned, and why.</summary>
/// <param name="Account">Null for the platform's own e-mails.</param>
/// <param name="NextAttemptAt">Null where there is none.</param>
public sealed record EmailTrouble(
    string EmailId,
    string? Account,
    string Template,
    ImmutableArray<string> To,
    DeliveryStatus Status,
    int Attempts,
    string? Reason,
    DateTimeOffset At,
    DateTimeOffset? NextAttemptAt);

/// <summary>What operators should look at: e-mails being tried again, given up, or dropped. Those that went out in the end are taken off.</summary>
public sealed class EmailTroubles(ITableStore tables)
{
    private const string Prefix = "trouble|";

    /// <summary>Newest first.</summary>
    public async ValueTask<Result<Page<EmailTrouble>>> ListAsync(PageRequest page, RequestContext context) => await Documents.PageAsync(
        tables, EmailRows.Of(Prefix), page, StorageJson.Default.EmailTrouble, context.CancellationToken);

    internal async ValueTask TellAsync(DueEmail email, Delivery after, CancellationToken cancellationToken)
    {
        if (after.Reason is { } reason)
        {
            var trouble = new EmailTrouble(
                email.EmailId, email.Account?.Value, email.Content.Template, email.To, after.Status, after.Attempts, reason, after.At, after.NextAt);
            await CommitAsync(TableOperation.Upsert(RowKey(email), Documents.Write(trouble, StorageJson.Default.EmailTrouble)), cancellationToken);
        }
        else if (email.Delivery.Reason is not null)
        {
            await CommitAsync(TableOperation.Delete(RowKey(email)), cancellationToken);
        }
    }

    private ValueTask<CommitResult> CommitAsync(TableOperation operation, CancellationToken cancellationToken) =>
        tables.CommitAsync(new TableCommit(TablesInUse.Emails, EmailRows.Partition, [operation]), cancellationToken);

    private static string RowKey(DueEmail email) => Prefix + AccountRows.NewestFirst(email.EmailId);
}
