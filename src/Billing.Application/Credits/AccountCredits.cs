using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Rows;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Credits;

/// <summary>Reads and settings of an account's credits. Usage that waits in this process is settled first, so that one reads what one wrote.</summary>
public sealed class AccountCredits(AccountStore accounts, UsageSettlement settlement, ProductCatalog catalog)
{
    public async ValueTask<Result<CreditsView>> GetAsync(AccountId account, RequestContext context)
    {
        await settlement.CatchUpAsync(account, context.CancellationToken);
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(found => CreditsView.Of(found, accounts.Now, catalog.LowBalance));
    }

    /// <summary>Newest first; the sum of all entries is the balance.</summary>
    public async ValueTask<Result<Page<LedgerEntry>>> LedgerAsync(AccountId account, PageRequest page, RequestContext context)
    {
        await settlement.CatchUpAsync(account, context.CancellationToken);
        if (await accounts.FindAsync(account, context.CancellationToken) is null)
        {
            return AccountStore.NotFound;
        }

        var transfers = await accounts.PageAsync(account, AccountRows.LedgerPrefix, page, StorageJson.Default.Transfer, context.CancellationToken);
        return new Page<LedgerEntry>([.. transfers.Items.Select(transfer => transfer.ToEntry())], transfers.NextCursor);
    }

    public ValueTask<Result<AutoTopUpView>> SetAutoTopUpAsync(AccountId account, AutoTopUpRequest request, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.AutoTopUpView, work =>
        {
            if (request.Amount is { } amount && TopUpBounds.Check(amount, work.State, catalog, "/amount") is { } refusal)
            {
                return new(refusal);
            }

            // One that is due and not ordered yet is decided anew.
            var before = work.State.Credits.AutoTopUp;
            before = work.State.AutoTopUpDueAt is null ? before : before.Rearmed();
            var set = before.Set(request.Enabled, request.ThresholdMicros ?? before.Threshold, request.Amount ?? before.Amount);
            if (set.IsOk)
            {
                work.SetAutoTopUp(set.Value, catalog);
            }

            return new(set.Map(_ => AutoTopUpView.Of(work.State.Credits.AutoTopUp)));
        });
}
