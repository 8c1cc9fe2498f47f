using System.Collections.Immutable;
using Billing.Application.Accounts;
using Billing.Application.Subscriptions;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Operations;

/// <summary>An enterprise account's terms. What is left out: starts today, open end, monthly, nothing included, no overage price, all channels.</summary>
public sealed record ContractRequest(
    DateOnly? Start = null,
    DateOnly? End = null,
    BillingInterval Interval = BillingInterval.Month,
    Money? Price = null,
    ContractIncluded? Included = null,
    Micros? OverageMicros = null,
    ContractSeats? Seats = null,
    ImmutableArray<string>? AddOns = null,
    string? SupportPlan = null,
    ImmutableArray<string>? Channels = null);

/// <summary>A month's volumes; null members set no limit, or take the catalog's.</summary>
public sealed record ContractIncluded(long? BillingSessions = null, long? Conversations = null, int? TeamSeats = null, long? SearchIngestionBytes = null);

public sealed record ContractSeats(PurchasedSeats? ContactCenter = null, PurchasedSeats? AgentAi = null);

/// <summary>Puts contracts in force, with who did it on record.</summary>
public sealed class Contracts(AccountStore accounts, ProductCatalog catalog)
{
    /// <returns>The terms as they were put, with what was left out; or <c>account-not-found</c>, <c>contract-not-found</c>.</returns>
    public async ValueTask<Result<ContractRequest>> GetAsync(AccountId account, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return !state.IsOk ? state.Error
            : state.Value.Subscription.Contract is { } terms ? Request(terms)
            : new BillingError("contract-not-found", "The account has no contract.");
    }

    public ValueTask<Result<PlanState>> PutAsync(AccountId account, ContractRequest request, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.PlanState, async work =>
        {
            if (work.State.Profile.Kind != AccountKind.Enterprise)
            {
                return new BillingError("contract-needs-enterprise", "Only an enterprise account can have a contract.");
            }

            var today = work.State.Zone.DateOf(work.Now);
            var set = ContractCheck.Set(work.State.Subscription, Terms(request, work.State.Currency, today), catalog, today);
            if (set.IsOk)
            {
                await work.BecomeAsync(set.Value, catalog);
                work.Audit(context.Caller, "contract.put", $"From {set.Value.Contract!.Start:yyyy-MM-dd}");
            }

            return set.Map(_ => PlanState.Of(work.State, catalog, work.Now));
        });

    private static ContractRequest Request(ContractTerms terms)
    {
        var volumes = terms.Included;
        return new ContractRequest(
            terms.Start, terms.End, terms.Interval, terms.Price,
            new ContractIncluded(volumes.BillingSessions, volumes.Conversations, volumes.TeamSeats, volumes.SearchIngestionBytes),
            terms.OveragePrice,
            new ContractSeats(terms.ContactCenter, terms.AgentAi),
            [.. terms.AddOns],
            terms.SupportPlan,
            terms.Channels is { } channels ? [.. channels] : default(ImmutableArray<string>?));
    }

    private static ContractTerms Terms(ContractRequest request, Currency currency, DateOnly today)
    {
        var included = request.Included ?? new ContractIncluded();
        var volumes = new ContractVolumes(included.BillingSessions ?? 0, included.Conversations, included.TeamSeats, included.SearchIngestionBytes);
        return new ContractTerms(
            request.Start ?? today, request.End, request.Interval, request.Price ?? Money.Zero(currency), volumes, request.OverageMicros ?? Micros.Zero)
        {
            ContactCenter = request.Seats?.ContactCenter ?? PurchasedSeats.None,
            AgentAi = request.Seats?.AgentAi ?? PurchasedSeats.None,
            AddOns = request.AddOns ?? [],
            SupportPlan = request.SupportPlan,
            Channels = request.Channels,
        };
    }
}
