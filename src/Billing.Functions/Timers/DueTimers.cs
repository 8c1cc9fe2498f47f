using Billing.Application.Due;
using Billing.Application.Payments;
using Billing.Functions.Workflows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Functions.Timers;

/// <summary>
/// What falls due, each kind by a timer of its own. Runs of one timer do not overlap, whatever the number of instances; those of two may meet on an account,
/// and every kind of due work may run twice.
/// </summary>
public sealed class DueTimers(DueRunner due, NoticeInbox inbox, DurableClients clients)
{
    private static readonly HashSet<DueKind> Renewals = [DueKind.Start, DueKind.Signal, DueKind.Calendar];
    private static readonly HashSet<DueKind> Outbox = [DueKind.Email, DueKind.Notification];
    private static readonly HashSet<DueKind> Settlement = [DueKind.Settlement];
    private static readonly HashSet<DueKind> Payments = [DueKind.Payment, DueKind.Saving, DueKind.Errand];

    /// <summary>Starts and wakes the workflows of renewals, trials, planned ends and wires, and does what accounts' calendars say.</summary>
    [Function("RunRenewals")]
    public async Task RunRenewals([TimerTrigger("%RenewalRun%")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken stopping)
    {
        clients.Lend(durable);
        await due.RunAsync(Renewals, stopping);
    }

    [Function("DispatchOutbox")]
    public async Task DispatchOutbox([TimerTrigger("%OutboxDispatch%")] TimerInfo timer, CancellationToken stopping) => await due.RunAsync(Outbox, stopping);

    /// <summary>Usage that was metered by an instance which did not live to settle it.</summary>
    [Function("SettleUsage")]
    public async Task SettleUsage([TimerTrigger("%UsageSettlement%")] TimerInfo timer, CancellationToken stopping) => await due.RunAsync(Settlement, stopping);

    [Function("LookUpPayments")]
    public async Task LookUpPayments([TimerTrigger("%PaymentLookUp%")] TimerInfo timer, CancellationToken stopping) => await due.RunAsync(Payments, stopping);

    /// <summary>Notices whose webhook's invocation did not get to them, those to be tried again, and those that the provider never told.</summary>
    [Function("WorkOnNotices")]
    public async Task WorkOnNotices([TimerTrigger("%NoticeWork%")] TimerInfo timer, CancellationToken stopping)
    {
        await inbox.PollAsync(stopping);
        await inbox.RunAsync(stopping);
    }
}
