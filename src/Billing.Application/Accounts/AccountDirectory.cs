using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Accounts;

/// <summary>All accounts, for the back office.</summary>
public sealed class AccountDirectory(ITablePartitions partitions, AccountStore accounts)
{
    /// <summary>By id. Two storage operations an item: what a page costs does not grow with the accounts that are not on it.</summary>
    public async ValueTask<Result<Page<AccountView>>> ListAsync(PageRequest page, RequestContext context)
    {
        var items = new List<AccountView>();
        var last = page.After;
        while (await partitions.NextPartitionAsync(TablesInUse.Accounts, last, context.CancellationToken) is { } id)
        {
            if (items.Count == page.Limit)
            {
                return new Page<AccountView>(items, Cursor.Encode(last!));
            }

            // One that is only being restored has no head yet.
            if (await accounts.FindAsync(new AccountId(id), context.CancellationToken) is { } state)
            {
                items.Add(AccountView.Of(new AccountId(id), state.Profile));
            }

            last = id;
        }

        return new Page<AccountView>(items, null);
    }
}
