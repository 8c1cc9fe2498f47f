using Microsoft.DurableTask.Client;

namespace Billing.Functions.Workflows;

/// <summary>
/// The way to the host's Durable extension. Only the binding <c>[DurableClient]</c> knows where that listens, so a function through which workflows may be
/// reached takes the binding and lends it here; it stays the same as long as the process.
/// </summary>
public sealed class DurableClients
{
    private volatile DurableTaskClient? _client;

    /// <exception cref="InvalidOperationException">The function that runs has not lent the client.</exception>
    public DurableTaskClient Client =>
        _client ?? throw new InvalidOperationException("No function has lent a Durable client: one that reaches workflows has a [DurableClient] parameter.");

    public void Lend(DurableTaskClient client) => _client = client;
}
