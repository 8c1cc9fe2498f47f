using Billing.Application.Ports;

namespace Billing.Application.Rows;

/// <summary>Asks a store for what any can answer.</summary>
public static class StoreProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Why the store cannot serve now; null where it can. One point read.</summary>
    public static async ValueTask<string?> WhyNotReadyAsync(ITableStore store, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await store.GetAsync(TablesInUse.Accounts, "", AccountRows.Head, limit.Token);
            return null;
        }
        catch (Exception problem) when (problem is StoreUnavailableException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return problem is StoreAccessException ? "The store does not let this process in." : "The store does not answer.";
        }
    }
}
