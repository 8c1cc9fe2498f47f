using Billing.Application.Usage;
using Billing.Domain;

namespace Billing.Host;

/// <summary>How and how long usage is kept; both verbs may run beside a server.</summary>
internal static class UsageCommands
{
    private const int FewestMonths = 2;

    public static async Task<int> SpreadAsync(HomeOptions options, AccountId account, int partitions, CancellationToken cancellationToken)
    {
        await using var workshop = await Workshop.OpenAsync(options, cancellationToken);
        var layout = await workshop.Get<UsageLayouts>().SpreadAsync(account, partitions, cancellationToken);
        if (!layout.IsOk)
        {
            throw new HomeException(layout.Error.Detail);
        }

        var step = layout.Value.Steps[^1];
        Console.WriteLine($"From {step.From:yyyy-MM} on, the usage events of '{account}' are spread over {step.Partitions} partitions.");
        return 0;
    }

    /// <returns>0 where all that is older is dropped now, 2 where something was kept.</returns>
    public static async Task<int> RetainAsync(HomeOptions options, int months, CancellationToken cancellationToken)
    {
        if (months < FewestMonths)
        {
            throw new HomeException($"--months: usage may come 35 days late, so at least {FewestMonths} months stay.");
        }

        await using var workshop = await Workshop.OpenAsync(options, cancellationToken);
        var kept = 0;
        await foreach (var (table, unsettled) in workshop.Get<UsageRetention>().RunAsync(months, cancellationToken))
        {
            Console.WriteLine(unsettled is { } account ? $"{table}: kept, for usage of '{account}' is not settled yet." : $"{table}: dropped.");
            kept += unsettled is null ? 0 : 1;
        }

        return kept == 0 ? 0 : 2;
    }
}
