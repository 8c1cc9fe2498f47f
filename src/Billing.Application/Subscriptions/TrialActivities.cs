using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Workflows.Subscriptions;
using TrialRules = Billing.Domain.Subscriptions.Trial;

namespace Billing.Application.Subscriptions;

/// <summary>What the workflow of a trial does to the account, decided inside its commit.</summary>
public sealed class TrialActivities(AccountStore accounts, OrderPlacement placement, ProductCatalog catalog)
{
    public IEnumerable<ActivityBinding> Bindings =>
    [
        ActivityBinding.Of(SubscriptionSteps.RemindOfTrial, RemindAsync),
        ActivityBinding.Of(SubscriptionSteps.EndTrial, EndAsync),
    ];

    private ValueTask<TrialStanding> RemindAsync(PeriodKey trial, CancellationToken cancellationToken) =>
        DecideAsync(trial, work =>
        {
            var subscription = work.State.Subscription;
            if (!subscription.TrialReminded)
            {
                work.State = work.State with { Subscription = subscription with { TrialReminded = true } };
                var end = subscription.TrialEnd!.Value;
                if (end.DayNumber - work.State.Zone.DateOf(work.Now).DayNumber is > 0 and var days)
                {
                    work.Email(new TrialEnding(subscription.Selection!.Plan, end, days));
                }
            }

            return ValueTask.CompletedTask;
        }, cancellationToken);

    private async ValueTask<TrialStanding> EndAsync(PeriodKey trial, CancellationToken cancellationToken)
    {
        await placement.PlaceOffSessionAsync(new AccountId(trial.Account), work => DraftConversion(work, trial), cancellationToken);
        return await DecideAsync(trial, work => work.PassAsync(work.State.Subscription, catalog), cancellationToken);
    }

    /// <summary>The plan that was ordered for the trial's end, on that day; not while another order is being paid, which then decides.</summary>
    private Result<OrderDraft> DraftConversion(AccountWork work, PeriodKey trial)
    {
        var state = work.State;
        if (!Runs(state, trial) || state is not { OrderInProgress: null, Subscription: { Pending: not null, CancelsAtPeriodEnd: false } subscription }
            || state.Zone.DateOf(work.Now) < subscription.TrialEnd)
        {
            return new BillingError("nothing-to-change", "No plan is to begin.");
        }

        var quote = TrialRules.Convert(subscription, catalog, state.AccountCredit, catalog.Tax.Of(state.BillingInformation));
        return new OrderDraft(
            OrderKind.Subscribe, OrderStatus.Completed, quote.Bill.Total, OrderQuotes.LinesOf(quote.Bill), quote.Next, quote.Bill.CreditBalance,
            IsAutomatic: true);
    }

    /// <summary>Nothing is decided on another trial than this.</summary>
    private async ValueTask<TrialStanding> DecideAsync(PeriodKey trial, Func<AccountWork, ValueTask> decide, CancellationToken cancellationToken)
    {
        var result = await accounts.RunAsync<TrialStanding>(new AccountId(trial.Account), async work =>
        {
            if (work.Exists && Runs(work.State, trial))
            {
                await decide(work);
            }

            return new TrialStanding(work.Exists && Runs(work.State, trial) ? work.State.Zone.StartOf(work.State.Subscription.TrialEnd!.Value) : null);
        }, cancellationToken);
        return result.Value;
    }

    private static bool Runs(AccountState state, PeriodKey trial) =>
        state.Subscription is { Status: SubscriptionStatus.Trialing } subscription && subscription.Anchor?.FirstStart == trial.Start;
}
