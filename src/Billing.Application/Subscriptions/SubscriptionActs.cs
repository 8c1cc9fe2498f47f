using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>What an act left of the subscription.</summary>
/// <param name="CancelAt">When a planned cancellation takes effect.</param>
public sealed record PlanState(string? Plan, SubscriptionStatus Status, DateTimeOffset? CancelAt, bool AutoUpgrade)
{
    internal static PlanState Of(AccountState state, ProductCatalog catalog, DateTimeOffset now)
    {
        var terms = AccountTerms.Of(state, catalog, now);
        var subscription = terms.Subscription;
        return new PlanState(
            subscription.Selection?.Plan ?? terms.Limits.Plan?.Id,
            subscription.Status,
            subscription.CancelOn is { } date ? state.Zone.StartOf(date) : null,
            subscription.AutoUpgrade);
    }
}

/// <summary>Cancel, resume and auto-upgrade (contract, section 4).</summary>
public sealed class SubscriptionActs(AccountStore accounts, UsageSettlement settlement, OrderPayments payments, ProductCatalog catalog)
{
    public async ValueTask<Result<PlanState>> CancelAsync(AccountId account, CancelSubscriptionRequest request, RequestContext context)
    {
        // What is canceled must not be renewed by a customer who authenticates afterwards.
        if (await accounts.FindAsync(account, context.CancellationToken) is { RenewalToAuthenticate: { } renewal })
        {
            await payments.EndAsync(account, renewal, OrderStatus.Failed, context.CancellationToken);
        }

        return await ChangeAsync(account, context, (subscription, today) =>
            request.At == CancelAt.Now ? Cancellation.Now(subscription, today) : Cancellation.AtPeriodEnd(subscription, today));
    }

    public ValueTask<Result<PlanState>> ResumeAsync(AccountId account, RequestContext context) =>
        ChangeAsync(account, context, static (subscription, _) => Cancellation.Resume(subscription));

    public ValueTask<Result<PlanState>> SetAutoUpgradeAsync(AccountId account, AutoUpgradeRequest request, RequestContext context) =>
        ChangeAsync(account, context, (subscription, _) =>
            subscription.HasServices
                ? subscription with { AutoUpgrade = request.Enabled }
                : new BillingError("not-subscribed", "There is no subscription to upgrade."));

    private async ValueTask<Result<PlanState>> ChangeAsync(
        AccountId account, RequestContext context, Func<Subscription, DateOnly, Result<Subscription>> decide)
    {
        await settlement.CatchUpAsync(account, context.CancellationToken);
        return await accounts.ChangeAsync(account, context, StorageJson.Default.PlanState, async work =>
        {
            if ((work.State.OrderInProgress ?? work.State.RenewalToAuthenticate) is { } order)
            {
                return OrderQuotes.InProgress(order);
            }

            var terms = AccountTerms.Of(work.State, catalog, work.Now);
            var next = decide(terms.Subscription, terms.Today);
            if (next.IsOk)
            {
                await work.BecomeAsync(next.Value, catalog);
            }

            return next.Map(_ => PlanState.Of(work.State, catalog, work.Now));
        });
    }
}
