using Billing.Application.Accounts;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Usage;

/// <summary>Changes over how many partitions an account's usage is spread.</summary>
public sealed class UsageLayouts(AccountStore accounts)
{
    /// <returns>The layout from now on; or <c>account-not-found</c>, or <c>validation-failed</c>.</returns>
    public ValueTask<Result<UsageLayout>> SpreadAsync(AccountId account, int partitions, CancellationToken cancellationToken) =>
        accounts.RunAsync<UsageLayout>(account, work =>
        {
            if (!work.Exists)
            {
                return new(AccountStore.NotFound);
            }

            if (partitions is < 1 or > UsageLayout.MostPartitions)
            {
                return new(BillingError.Invalid("/partitions", $"Usage is spread over 1 to {UsageLayout.MostPartitions} partitions."));
            }

            work.State = work.State with { UsageLayout = work.State.Layout.Spread(partitions, work.Now) };
            return new(work.State.Layout);
        }, cancellationToken);
}
