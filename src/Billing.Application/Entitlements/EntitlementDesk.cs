using Billing.Application.Accounts;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Entitlements;

namespace Billing.Application.Entitlements;

public sealed record EntitlementRequest(string Feature, long Quantity = 1);

/// <summary>Answers "may this account use this now?" from one point read: the platform asks on its hot path.</summary>
public sealed class EntitlementDesk(AccountStore accounts, ProductCatalog catalog)
{
    public async ValueTask<Result<Entitlement>> CheckAsync(AccountId account, EntitlementRequest request, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.IsOk ? EntitlementCheck.Check(request.Feature, request.Quantity, Facts(state.Value), catalog) : state.Error;
    }

    private EntitlementFacts Facts(AccountState state)
    {
        var now = accounts.Now;
        var terms = AccountTerms.Of(state, catalog, now);
        var limits = terms.Limits;
        return new EntitlementFacts(
            terms.Subscription.HasServices,
            CreditView.Of(state.Credits, now, catalog.LowBalance).Total.IsPositive,
            limits.Channels,
            limits.AddOns,
            new Quota(state.Allowances.Holding(terms.Today)?.SessionsUsed ?? 0, limits.BillingSessions),
            new Quota(state.Search.UsedBytes, limits.Search.Bytes),
            new Quota(state.Team.Used, limits.TeamSeats),
            Seats(SeatProduct.ContactCenter),
            Seats(SeatProduct.AgentAi));

        Quota Seats(SeatProduct product)
        {
            var view = state.Seats(product).View(terms.Purchased(product), terms.Period?.Start);
            return new Quota(view.InUse, view.Purchased);
        }
    }
}
