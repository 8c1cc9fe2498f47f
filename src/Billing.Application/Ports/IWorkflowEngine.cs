using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Application.Ports;

/// <summary>What a home needs of whatever runs its workflows. Every call is safe to repeat.</summary>
public interface IWorkflowEngine
{
    /// <summary>Starts an instance; where one of that id is running or has ever run, nothing is started. Returns once that cannot be lost any more.</summary>
    /// <param name="input">As JSON.</param>
    /// <returns>When to call again, because somebody else is just running it; null where all is done.</returns>
    ValueTask<DateTimeOffset?> StartAsync(InstanceId id, string input, CancellationToken cancellationToken);

    /// <summary>Whether an instance of the id was ever started.</summary>
    ValueTask<bool> ExistsAsync(InstanceId id, CancellationToken cancellationToken);

    /// <summary>Wakes an instance; one that does not exist or has ended does not care.</summary>
    /// <param name="signalId">Of this signal: sent again before it was used, it is one signal. Sent again later it wakes again, which does no harm.</param>
    /// <returns>As <see cref="StartAsync"/>.</returns>
    ValueTask<DateTimeOffset?> SignalAsync(InstanceId id, Signal signal, string signalId, CancellationToken cancellationToken);

    /// <summary>The instance as it is now; null where none was ever started.</summary>
    ValueTask<WorkflowView?> FindAsync(InstanceId id, CancellationToken cancellationToken);

    /// <summary>Instances of an account, also those that have ended; without an account those of all accounts that wait or have failed.</summary>
    ValueTask<Page<WorkflowSummary>> ListAsync(AccountId? account, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Ends an instance where it stands, and its children; what it has done stays done.</summary>
    /// <returns>Whether it was still running, or had failed.</returns>
    ValueTask<bool> CancelAsync(InstanceId id, string reason, CancellationToken cancellationToken);

    /// <summary>Goes on with an instance that has failed, from the step that failed.</summary>
    /// <returns>Whether it had failed.</returns>
    ValueTask<bool> RetryAsync(InstanceId id, CancellationToken cancellationToken);
}
