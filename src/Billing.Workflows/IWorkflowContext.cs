namespace Billing.Workflows;

/// <summary>
/// All that a workflow may use. Its code is run again from the beginning whenever it goes on, with the same answers as before, so everything that differs
/// between two runs comes from here: time, ids, and whatever is outside.
/// </summary>
public interface IWorkflowContext
{
    /// <summary>The business key that the instance was started under, such as <c>renewal:acme:2026-02-28</c>.</summary>
    string InstanceId { get; }

    /// <summary>The version of the workflow's code when the instance was started: a change of behaviour branches on it.</summary>
    int Version { get; }

    /// <summary>The instant of the last step that was done; it stands still between two steps.</summary>
    DateTimeOffset Now { get; }

    /// <summary>An id of ours, such as <c>ord_…</c>: the same one in every run.</summary>
    string NewId(string prefix);

    /// <summary>Does something outside, at least once; the activity retries by its own policy.</summary>
    /// <exception cref="StepFailedException">The last try failed too.</exception>
    Task<TOut> CallAsync<TIn, TOut>(Activity<TIn, TOut> activity, TIn input);

    /// <summary>Waits for one signal, at most until the deadline, whose timer goes with the wait. A signal that came before is there already.</summary>
    /// <returns>Whether the signal came.</returns>
    Task<bool> WaitForAsync(Signal signal, DateTimeOffset deadline);

    /// <summary>Goes on at the instant; at once where that has passed.</summary>
    Task SleepUntilAsync(DateTimeOffset instant);

    /// <summary>Runs another workflow of the same account to its end. One that was started under the key before is joined, not started again.</summary>
    /// <exception cref="StepFailedException">It failed, or was canceled.</exception>
    Task<TOut> RunChildAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string key, TIn input);

    /// <summary>
    /// Ends this run and begins the instance anew with a short history; signals that nobody has waited for yet stay. To be returned at once:
    /// <c>return context.ContinueAsNew(Workflow, next);</c>
    /// </summary>
    TOut ContinueAsNew<TIn, TOut>(Workflow<TIn, TOut> workflow, TIn input);
}
