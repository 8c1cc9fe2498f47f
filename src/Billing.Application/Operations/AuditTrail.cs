using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Operations;

/// <summary>What somebody of the back office did to an account, and why.</summary>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Detail);

/// <summary>The account's audit trail, written by the commit that does what it tells.</summary>
public sealed class AuditTrail(AccountStore accounts)
{
    /// <summary>Newest first.</summary>
    public async ValueTask<Result<Page<AuditEntry>>> ListAsync(AccountId account, PageRequest page, RequestContext context) =>
        await accounts.FindAsync(account, context.CancellationToken) is null
            ? AccountStore.NotFound
            : await accounts.PageAsync(account, AccountRows.AuditPrefix, page, StorageJson.Default.AuditEntry, context.CancellationToken);
}

public static class AuditWork
{
    public static void Audit(this AccountWork work, Caller caller, string action, string detail)
    {
        var sequence = work.State.NextAuditSequence;
        work.State = work.State with { NextAuditSequence = sequence + 1 };
        work.Add(AccountRows.Audit(sequence), new AuditEntry(work.Now, caller.Subject, action, detail), StorageJson.Default.AuditEntry);
    }
}
