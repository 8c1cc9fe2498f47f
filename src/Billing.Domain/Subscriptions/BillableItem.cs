using Billing.Domain.Catalog;

namespace Billing.Domain.Subscriptions;

/// <summary>One priced part of a selection.</summary>
/// <param name="Key">Tells items apart, such as <c>plan:advanced</c> and <c>seats:agent-ai:named</c>; a change of it is one item less and one more.</param>
/// <param name="Slot">The question that the item answers: two plans share it, as do named and concurrent seats of one product.</param>
/// <param name="Label">What a line calls it: <c>Team seats, 2 × 10.00 USD</c>.</param>
/// <param name="Price">For a whole period, of the whole quantity.</param>
public sealed record BillableItem(string Key, string Slot, string Label, int Quantity, Money Price)
{
    /// <summary>What the catalog calls one of it, or several: <c>Team seats</c>.</summary>
    public string Name { get; init; } = Label;

    /// <summary>The items of a selection at the catalog's prices: plan, seats, add-ons, support plan.</summary>
    /// <exception cref="InvalidOperationException">The selection holds what the catalog does not sell.</exception>
    public static IReadOnlyList<BillableItem> Of(Selection selection, ProductCatalog catalog) => Of(selection, catalog, selection.Interval);

    /// <summary>The same items priced for another interval than the selection's own.</summary>
    public static IReadOnlyList<BillableItem> Of(Selection selection, ProductCatalog catalog, BillingInterval interval)
    {
        var plan = Sold(catalog.FindPlan(selection.Plan), selection.Plan);
        var items = new List<BillableItem> { new($"plan:{plan.Id}", "plan", plan.Name, 1, Sold(plan.Prices, plan.Id).For(interval)) };
        AddSeats("team", catalog.Seat(SeatProduct.Team, null), selection.TeamSeats);
        AddSeats("contact-center", catalog.Seat(SeatProduct.ContactCenter, selection.ContactCenter.Type), selection.ContactCenter.Quantity);
        AddSeats("agent-ai", catalog.Seat(SeatProduct.AgentAi, selection.AgentAi.Type), selection.AgentAi.Quantity);
        items.AddRange(selection.AddOns.Select(id => Single("add-on", $"add-on:{id}", Sold(catalog.FindAddOn(id), id))));
        if (selection.SupportPlan is { } support)
        {
            items.Add(Single("support", "support", Sold(catalog.FindSupportPlan(support), support)));
        }

        return items;

        void AddSeats(string product, SeatPrice seat, int quantity)
        {
            if (quantity > 0)
            {
                var (unit, slot) = (seat.Prices.For(interval), $"seats:{product}");
                var key = seat.Type switch { SeatType.Named => $"{slot}:named", SeatType.Concurrent => $"{slot}:concurrent", _ => slot };
                items.Add(new BillableItem(key, slot, $"{seat.Name}, {quantity} × {unit}", quantity, unit * quantity) { Name = seat.Name });
            }
        }

        BillableItem Single(string kind, string slot, Extra extra) => new($"{kind}:{extra.Id}", slot, extra.Name, 1, extra.Prices.For(interval));
    }

    private static T Sold<T>(T? found, string id)
        where T : class =>
        found ?? throw new InvalidOperationException($"The catalog does not sell '{id}' at a price, but a subscription holds it.");
}
