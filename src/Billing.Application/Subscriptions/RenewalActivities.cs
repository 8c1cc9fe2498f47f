using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Workflows.Subscriptions;
using Microsoft.Extensions.Logging;
using RenewalRules = Billing.Domain.Subscriptions.Renewal;

namespace Billing.Application.Subscriptions;

/// <summary>
/// What the workflows of a paid subscription do to the account. Each decides on the account inside its commit; done again, it finds nothing to do.
/// </summary>
public sealed partial class RenewalActivities(
    AccountStore accounts, OrderPlacement placement, OrderPayments payments, ProductCatalog catalog, ILogger<RenewalActivities> logger)
{
    public IEnumerable<ActivityBinding> Bindings =>
    [
        ActivityBinding.Of(SubscriptionSteps.ChargeRenewal, ChargeAsync),
        ActivityBinding.Of(SubscriptionSteps.StopServices, PassAsync),
        ActivityBinding.Of(SubscriptionSteps.EndPlanned, PassAsync),
    ];

    private async ValueTask<RenewalStanding> ChargeAsync(PeriodKey period, CancellationToken cancellationToken)
    {
        var isFree = await placement.PlaceOffSessionAsync(new AccountId(period.Account), work => Draft(work, period.Start), cancellationToken);
        var standing = await StandingAsync(period, cancellationToken);
        if (standing.State == RenewalState.PastDue)
        {
            LogUnpaid(period.Account, period.Start, standing.ServicesStopAt);
        }

        return isFree ? standing : standing with { State = RenewalState.Held };
    }

    /// <summary>
    /// What time alone has ended is ended, unless an order that is being paid decides first. A renewal that its customer has not authenticated ends with the
    /// services that it was to renew.
    /// </summary>
    private async ValueTask<RenewalStanding> PassAsync(PeriodKey period, CancellationToken cancellationToken)
    {
        var account = new AccountId(period.Account);
        if (await accounts.FindAsync(account, cancellationToken) is { RenewalToAuthenticate: { } renewal } state
            && !Lifecycle.AsOf(state.Subscription, state.Zone.DateOf(accounts.Now)).HasServices)
        {
            await payments.EndAsync(account, renewal, OrderStatus.Failed, cancellationToken);
        }

        await accounts.RunAsync<Done>(account, async work =>
        {
            if (work is { Exists: true, State: { IsHeld: false, RenewalToAuthenticate: null } })
            {
                await work.PassAsync(work.State.Subscription, catalog);
            }

            return Done.Ok;
        }, cancellationToken);
        return await StandingAsync(period, cancellationToken);
    }

    private async ValueTask<RenewalStanding> StandingAsync(PeriodKey period, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(new AccountId(period.Account), cancellationToken) is not { Subscription: { IsPaid: true } subscription } state)
        {
            return new RenewalStanding(RenewalState.Ended);
        }

        if (subscription.PaidPeriod.End != period.Start)
        {
            return new RenewalStanding(RenewalState.Settled);
        }

        DateTimeOffset? stop = subscription.Dunning is { } dunning ? state.Zone.StartOf(dunning.ServicesStopOn) : null;
        return state.IsHeld ? new RenewalStanding(RenewalState.Held, null, stop)
            : stop is not null ? new RenewalStanding(RenewalState.PastDue, subscription.Dunning!.NextAttemptAt, stop)
            : new RenewalStanding(RenewalState.Settled);
    }

    private Result<OrderDraft> Draft(AccountWork work, DateOnly start)
    {
        var state = work.State;
        if (!IsDue(state, start, work.Now))
        {
            return new BillingError("nothing-to-change", "No renewal is due.");
        }

        var upgradeAdvised = state.UpgradeAdvisedFor?.AddMonths(1) > state.Subscription.PaidPeriod.Start;
        var renewal = RenewalRules.Quote(state.Subscription, catalog, state.AccountCredit, upgradeAdvised, catalog.Tax.Of(state.BillingInformation));
        return new OrderDraft(
            OrderKind.Renewal, OrderStatus.Completed, renewal.Bill.Total, OrderQuotes.LinesOf(renewal.Bill), renewal.Next, renewal.Bill.CreditBalance);
    }

    /// <summary>None is due while an order is being paid: that one decides what the subscription becomes.</summary>
    private static bool IsDue(AccountState state, DateOnly start, DateTimeOffset now) =>
        state is { IsHeld: false, Subscription: { IsPaid: true } subscription }
        && subscription.PaidPeriod.End == start
        && Lifecycle.NextDue(subscription, state.Zone) is { Kind: DeadlineKind.Renewal or DeadlineKind.RenewalRetry } deadline && deadline.At <= now;

    [LoggerMessage(EventName = "RenewalUnpaid", Level = LogLevel.Warning,
        Message = "The renewal of {Account} on {Start} is not paid; services stop at {Stop}.")]
    private partial void LogUnpaid(string account, DateOnly start, DateTimeOffset? stop);
}
