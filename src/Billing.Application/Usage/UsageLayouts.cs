using Billing.Application.Accounts;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Usage;

/// <summary>Changes over how many partitions an account's usage is spread.</summary>
public sealed class UsageLayouts(AccountStore accounts)
{
    /// <summary>How the usage of new accounts is laid out; null: as most have it.</summary>
    /// <exception cref="SettingException">There are not so many partitions.</exception>
    public static UsageLayout? First(Settings settings) => settings.Number("Billing:Usage:Partitions", 1) switch
    {
        1 => null,
        <= UsageLayout.MostPartitions and var partitions => new() { Partitions = partitions },
        var partitions => throw new SettingException($"Billing:Usage:Partitions: {partitions} is more than {UsageLayout.MostPartitions}."),
    };

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
