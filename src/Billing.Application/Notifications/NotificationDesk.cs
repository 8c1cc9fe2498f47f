using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Ids;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Application.Notifications;

/// <summary>An e-mail that the platform asks for.</summary>
/// <param name="Id">Chosen by the platform: one id, one e-mail.</param>
public sealed record NotificationCommand(string Id, ImmutableArray<string> To, ProductEmail Content);

/// <param name="Id">As it was given.</param>
public sealed record NotificationView(string Id, string Template);

/// <summary>An asked-for e-mail as it is kept.</summary>
/// <param name="Fingerprint">Of what was asked, so that the same id cannot ask for something else.</param>
/// <param name="Content">Null once it is over: it may hold a password's reset link.</param>
public sealed record StoredNotification(
    string Id,
    string EmailId,
    string Fingerprint,
    ImmutableArray<string> To,
    EmailContent? Content,
    DateTimeOffset QueuedAt,
    Delivery Delivery);

/// <summary>Takes the platform's product e-mails (contract, section 9), once per id, and sends them.</summary>
public sealed class NotificationDesk(
    ITableStore tables, DueIndex due, IdSource ids, EmailDelivery delivery, ProductCatalog catalog, TimeProvider clock) : IDueWork
{
    public DueKind Kind => DueKind.Notification;

    /// <returns>
    /// What was taken, now or before; or <c>validation-failed</c>, or <c>notification-conflict</c> where the id asked for something else.
    /// </returns>
    public async ValueTask<Result<NotificationView>> SubmitAsync(NotificationCommand command, RequestContext context)
    {
        if (ProductEmailCheck.Fault(command) is { } fault)
        {
            return fault;
        }

        if (context.Idempotency is null)
        {
            return await TakeAsync(command, context.CancellationToken);
        }

        // The key is taken before the e-mail: of two requests that come at once with one key, one is the first. What it asks is asked again after it.
        var (claim, first) = await ClaimAsync(command, context);
        if (first is not null && Idempotency.Replay(first, context, StorageJson.Default.NotificationView) is { IsOk: false } reused)
        {
            return reused;
        }

        var result = await TakeAsync(command, context.CancellationToken);
        if (!result.IsOk && claim is not null)
        {
            await CommitAsync(KeyPartitionOf(context), TableOperation.Delete(AccountRows.Head, claim), context.CancellationToken);
        }

        return result;
    }

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var (row, stored) = await FindAsync(entry.Account.Value, cancellationToken);
        if (row is null)
        {
            return OutboxTiming.LookAgain(entry.At, Ulid.InstantOf(entry.Subject));
        }

        if (stored.Content is not { } content || stored.EmailId != entry.Subject)
        {
            return null;
        }

        var email = new DueEmail(stored.EmailId, stored.Id, null, stored.To, content, new EmailAddressee(null, catalog.Currency), stored.Delivery);
        var after = await delivery.StepAsync(email, clock.GetUtcNow() > stored.QueuedAt, cancellationToken);
        var kept = stored with { Delivery = after, Content = after.IsOver ? null : content };
        var document = Documents.Write(kept, StorageJson.Default.StoredNotification);
        await CommitAsync(row.PartitionKey, TableOperation.Replace(AccountRows.Head, document, row.ETag), cancellationToken);
        return after.NextAt;
    }

    private async ValueTask<Result<NotificationView>> TakeAsync(NotificationCommand command, CancellationToken cancellationToken)
    {
        var (now, emailId) = (clock.GetUtcNow(), ids.New("eml"));
        ImmutableArray<string> to = [.. command.To.Distinct(StringComparer.OrdinalIgnoreCase)];
        var stored = new StoredNotification(command.Id, emailId, FingerprintOf(command), to, command.Content, now, Delivery.Queued(now));
        var entry = new DueEntry(now, new AccountId(command.Id), DueKind.Notification, emailId);
        await due.ScheduleAsync(entry, cancellationToken);
        var insert = TableOperation.Insert(AccountRows.Head, Documents.Write(stored, StorageJson.Default.StoredNotification));
        var result = await CommitAsync(PartitionOf(command.Id), insert, cancellationToken);

        // It may have been looked for before it was there.
        await due.ScheduleAsync(entry, cancellationToken);
        due.Hurry();
        var isOther = !result.IsCommitted && (await FindAsync(command.Id, cancellationToken)).Document.Fingerprint != stored.Fingerprint;
        return isOther
            ? new BillingError("notification-conflict", "A notification with this id was asked for with another template, recipients or data.", "/id")
            : new NotificationView(command.Id, command.Content.Template);
    }

    /// <summary>Takes the caller's Idempotency-Key, with the answer that a repetition gets; or tells what an earlier request stored under it.</summary>
    /// <returns>The ETag of what was stored, or the earlier answer.</returns>
    private async ValueTask<(string? Claim, StoredAnswer? First)> ClaimAsync(NotificationCommand command, RequestContext context)
    {
        var (partition, now) = (KeyPartitionOf(context), clock.GetUtcNow());
        var view = JsonSerializer.Serialize(new(command.Id, command.Content.Template), StorageJson.Default.NotificationView);
        var answer = Documents.Write(new StoredAnswer(context.Idempotency!.Fingerprint, now, view, null), StorageJson.Default.StoredAnswer);
        for (; ; )
        {
            var row = await tables.GetAsync(TablesInUse.Notifications, partition, AccountRows.Head, context.CancellationToken);
            if (row is not null && Documents.Read(row, StorageJson.Default.StoredAnswer) is var stored && stored.IsKept(now))
            {
                return (null, stored);
            }

            var claim = row is null ? TableOperation.Insert(AccountRows.Head, answer) : TableOperation.Replace(AccountRows.Head, answer, row.ETag);
            if (await CommitAsync(partition, claim, context.CancellationToken) is { IsCommitted: true, ETags: [var etag] })
            {
                return (etag, null);
            }
        }
    }

    private async ValueTask<(TableRow? Row, StoredNotification Document)> FindAsync(string id, CancellationToken cancellationToken) =>
        await tables.GetAsync(TablesInUse.Notifications, PartitionOf(id), AccountRows.Head, cancellationToken) is { } row
            ? (row, Documents.Read(row, StorageJson.Default.StoredNotification))
            : default;

    private ValueTask<CommitResult> CommitAsync(string partition, TableOperation operation, CancellationToken cancellationToken) =>
        tables.CommitAsync(new TableCommit(TablesInUse.Notifications, partition, [operation]), cancellationToken);

    private static string FingerprintOf(NotificationCommand command)
    {
        var data = JsonSerializer.Serialize(command.Content, StorageJson.Default.EmailContent);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('\n', command.To)}\n{data}")));
    }

    /// <summary>No account's: those begin with the account's id.</summary>
    private static string PartitionOf(string id) => $"|{id}";

    private static string KeyPartitionOf(RequestContext context) => "||" + AccountRows.Idempotency($"{context.Caller.Subject}|{context.Idempotency!.Key}");
}
