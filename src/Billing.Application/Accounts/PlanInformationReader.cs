using Billing.Application.Seats;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;

namespace Billing.Application.Accounts;

/// <summary>The plan and what is used of it.</summary>
public sealed class PlanInformationReader(AccountStore accounts, UsageSettlement settlement, ProductCatalog catalog)
{
    public async ValueTask<Result<PlanInformation>> GetAsync(AccountId account, RequestContext context)
    {
        await settlement.CatchUpAsync(account, context.CancellationToken);
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(found => View(found, AccountTerms.Of(found, catalog, accounts.Now), catalog));
    }

    private static PlanInformation View(AccountState state, AccountTerms terms, ProductCatalog catalog)
    {
        var (subscription, limits) = (terms.Subscription, terms.Limits);
        var month = state.Allowances.Holding(terms.Today);
        var (sessions, conversations) = (month?.SessionsUsed ?? 0, month?.ConversationsUsed ?? 0);
        return new PlanInformation(
            limits.Plan?.Id ?? subscription.Selection?.Plan,
            subscription.Status,
            subscription.Contract?.Interval ?? subscription.Selection?.Interval,
            terms.Period is { } period ? new PeriodView(period.Start, period.End) : null,
            subscription.NextBillingDate,
            subscription.CancelOn is { } cancel ? state.Zone.StartOf(cancel) : null,
            subscription.Pending?.Selection,
            subscription.Dunning is { } dunning ? state.Zone.StartOf(dunning.ServicesStopOn) : null,
            subscription.Dunning?.NextAttemptAt,
            new AutomationView(new SessionsView(sessions, limits.BillingSessions, Math.Max(0, sessions - limits.BillingSessions))),
            new SearchView(state.Search.UsedBytes, limits.Search.Bytes),
            Agents(state, terms, SeatProduct.ContactCenter),
            Agents(state, terms, SeatProduct.AgentAi),
            new ConversationsView(conversations, limits.Conversations, month is not null && month.IsUpgradeAdvised),
            TeamMembers.View(state, terms),
            limits.AddOns,
            limits.SupportPlan,
            subscription.AutoUpgrade,
            PlanOutlook.Of(state, terms, catalog));
    }

    private static AgentProductView Agents(AccountState state, AccountTerms terms, SeatProduct product)
    {
        var view = AgentDesk.View(state, terms, product);
        return new AgentProductView(view.Purchased == 0 ? null : view.Type, view.Purchased, view.InUse, view.Peak);
    }
}
