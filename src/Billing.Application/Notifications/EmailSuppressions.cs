using System.Security.Cryptography;
using System.Text;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Notifications;

/// <summary>An address that gets no e-mails any more.</summary>
/// <param name="Reason">What its mail server or its owner said.</param>
public sealed record SuppressedAddress(string Address, string Reason, DateTimeOffset At);

/// <summary>Addresses that bounced or complained. Writing to them on would cost all other e-mails their way into inboxes.</summary>
public sealed class EmailSuppressions(ITableStore tables, TimeProvider clock)
{
    private const string Prefix = "suppressed|";

    public async ValueTask AddAsync(string address, string reason, CancellationToken cancellationToken)
    {
        var document = Documents.Write(new SuppressedAddress(address, reason, clock.GetUtcNow()), StorageJson.Default.SuppressedAddress);
        await CommitAsync(TableOperation.Upsert(RowKey(address), document), cancellationToken);
    }

    /// <summary>Switches the address on again; one that is on already is no error.</summary>
    public async ValueTask<Result<Done>> LiftAsync(string address, RequestContext context)
    {
        await CommitAsync(TableOperation.Delete(RowKey(address)), context.CancellationToken);
        return Done.Ok;
    }

    public async ValueTask<Result<Page<SuppressedAddress>>> ListAsync(PageRequest page, RequestContext context) => await Documents.PageAsync(
        tables, EmailRows.Of(Prefix), page, StorageJson.Default.SuppressedAddress, context.CancellationToken);

    public async ValueTask<bool> IsSuppressedAsync(string address, CancellationToken cancellationToken) =>
        await tables.GetAsync(TablesInUse.Emails, EmailRows.Partition, RowKey(address), cancellationToken) is not null;

    private ValueTask<CommitResult> CommitAsync(TableOperation operation, CancellationToken cancellationToken) =>
        tables.CommitAsync(new TableCommit(TablesInUse.Emails, EmailRows.Partition, [operation]), cancellationToken);

    /// <summary>Addresses may hold what no key may; their case means nothing in practice.</summary>
    private static string RowKey(string address) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())).AsSpan(0, 16));
}

internal static class EmailRows
{
    /// <summary>No account can have this name: the rows belong to none.</summary>
    public const string Partition = "|";

    public static TableRange Of(string prefix) => TableRange.Prefix(TablesInUse.Emails, Partition, prefix);
}
