using Billing.Application;
using Billing.Application.Ports;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Functions.Tests.Workflows;

/// <summary>An engine whose calls return once all that they have set going rests.</summary>
internal sealed class SettledEngine(IWorkflowEngine inner, Func<Task> settleAsync) : IWorkflowEngine
{
    public ValueTask<DateTimeOffset?> StartAsync(InstanceId id, string input, CancellationToken cancellationToken) =>
        AndRestAsync(inner.StartAsync(id, input, cancellationToken));

    public ValueTask<bool> ExistsAsync(InstanceId id, CancellationToken cancellationToken) => inner.ExistsAsync(id, cancellationToken);

    public ValueTask<DateTimeOffset?> SignalAsync(InstanceId id, Signal signal, string signalId, CancellationToken cancellationToken) =>
        AndRestAsync(inner.SignalAsync(id, signal, signalId, cancellationToken));

    public ValueTask<WorkflowView?> FindAsync(InstanceId id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public ValueTask<Page<WorkflowSummary>> ListAsync(AccountId? account, PageRequest page, CancellationToken cancellationToken) =>
        inner.ListAsync(account, page, cancellationToken);

    public ValueTask<bool> CancelAsync(InstanceId id, string reason, CancellationToken cancellationToken) =>
        AndRestAsync(inner.CancelAsync(id, reason, cancellationToken));

    public ValueTask<bool> RetryAsync(InstanceId id, CancellationToken cancellationToken) => AndRestAsync(inner.RetryAsync(id, cancellationToken));

    private async ValueTask<T> AndRestAsync<T>(ValueTask<T> call)
    {
        var answer = await call;
        await settleAsync();
        return answer;
    }
}
