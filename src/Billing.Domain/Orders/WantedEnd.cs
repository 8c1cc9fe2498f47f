using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Orders;

/// <summary>Reads an order's wanted end: what it names, over what is held.</summary>
internal static class WantedEnd
{
    /// <param name="held">Null where nothing paid is held: then the plan must be named.</param>
    /// <returns>A selection that the catalog sells; or <c>validation-failed</c>, <c>contract-required</c>.</returns>
    public static Result<Selection> Of(OrderRequest request, Selection? held, ProductCatalog catalog)
    {
        if ((request.Plan ?? held?.Plan) is not { } planId)
        {
            return BillingError.Invalid("/plan", "The account holds no plan; name the wanted one.");
        }

        if (catalog.FindPlan(planId) is not { } plan)
        {
            return BillingError.Invalid("/plan", $"There is no plan '{planId}'.");
        }

        if (plan.IsByContract)
        {
            return new BillingError("contract-required", $"The plan '{plan.Name}' is sold by contract.", "/plan");
        }

        var start = (held ?? new Selection(plan.Id, BillingInterval.Month)) with { Plan = plan.Id };
        return Extras(Seats(start with { Interval = request.Interval ?? start.Interval }, request), request, catalog);
    }

    private static Result<Selection> Seats(Selection selection, OrderRequest request)
    {
        var team = request.TeamSeats ?? selection.TeamSeats;
        if (!SelectionLimits.IsQuantity(team))
        {
            return BillingError.Invalid("/seats/team", SelectionLimits.QuantityRule);
        }

        var contactCenter = Seats(selection.ContactCenter, request.ContactCenter, "/seats/contactCenter");
        var agentAi = Seats(selection.AgentAi, request.AgentAi, "/seats/agentAi");
        return (contactCenter.Error ?? agentAi.Error) is { } refusal
            ? refusal
            : selection with { TeamSeats = team, ContactCenter = contactCenter.Value, AgentAi = agentAi.Value };
    }

    private static Result<PurchasedSeats> Seats(PurchasedSeats held, WantedSeats? wanted, string pointer)
    {
        if (wanted is null)
        {
            return held;
        }

        var holdsSome = held.Quantity > 0;
        if ((wanted.Quantity ?? (holdsSome ? held.Quantity : null)) is not { } quantity)
        {
            return BillingError.Invalid($"{pointer}/quantity", "The account holds no seats of the product; say how many.");
        }

        if (!SelectionLimits.IsQuantity(quantity))
        {
            return BillingError.Invalid($"{pointer}/quantity", SelectionLimits.QuantityRule);
        }

        if (quantity == 0)
        {
            return PurchasedSeats.None;
        }

        return (wanted.Type ?? (holdsSome ? held.Type : null)) is { } type
            ? new PurchasedSeats(type, quantity)
            : BillingError.Invalid($"{pointer}/type", "The account holds no seats of the product; name the type.");
    }

    private static Result<Selection> Extras(Result<Selection> seated, OrderRequest request, ProductCatalog catalog)
    {
        if (!seated.IsOk)
        {
            return seated;
        }

        var selection = seated.Value;
        var addOns = request.AddOns ?? selection.AddOns;
        for (var i = 0; i < addOns.Count; i++)
        {
            if (catalog.FindAddOn(addOns[i]) is null)
            {
                return BillingError.Invalid($"/addOns/{i}", $"There is no add-on '{addOns[i]}'.");
            }

            if (addOns.Take(i).Contains(addOns[i]))
            {
                return BillingError.Invalid($"/addOns/{i}", $"The add-on '{addOns[i]}' stands in the order twice.");
            }
        }

        if (request.SupportPlan is { } named && catalog.FindSupportPlan(named) is null)
        {
            return BillingError.Invalid("/supportPlan", $"There is no support plan '{named}'.");
        }

        return selection with
        {
            AddOns = [.. catalog.AddOns.Select(addOn => addOn.Id).Where(addOns.Contains)],
            SupportPlan = request.WithoutSupportPlan ? null : request.SupportPlan ?? selection.SupportPlan,
        };
    }
}
