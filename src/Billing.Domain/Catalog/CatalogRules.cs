namespace Billing.Domain.Catalog;

/// <summary>Rules between values that are well-formed by themselves.</summary>
internal static class CatalogRules
{
    /// <summary>The order of the plans is the upgrade ladder: each is dearer than the one before it, and one by contract comes last.</summary>
    public static void CheckLadder(JsonPart part, IReadOnlyList<Plan> plans)
    {
        var items = part.Items();
        if (items.Count == 0)
        {
            part.Fault("At least one plan is sold.");
        }

        for (var i = 1; i < plans.Count; i++)
        {
            if (plans[i - 1].Prices is not { } below)
            {
                items[i - 1].Fault("A plan by contract is the last one.");
            }
            else if (plans[i].Prices is { } prices && (prices.Month.Minor <= below.Month.Minor || prices.Year.Minor <= below.Year.Minor))
            {
                items[i].At("prices").Fault($"Plans go from cheap to dear, but '{plans[i].Id}' is not dearer than '{plans[i - 1].Id}'.");
            }
        }
    }

    /// <summary>Price and volumes stand in the catalog together, or in the contract together.</summary>
    public static void CheckByContract(JsonPart member, bool byContract)
    {
        if (member.IsNull != byContract)
        {
            member.Fault(byContract ? "Must be null as the prices are: by contract." : "Must not be null beside prices.");
        }
    }

    /// <summary>Each seat that can be ordered has its price.</summary>
    public static void CheckSeats(JsonPart part, IReadOnlyList<SeatPrice> seats)
    {
        foreach (var product in Enum.GetValues<SeatProduct>())
        {
            foreach (var type in product == SeatProduct.Team ? [null] : (SeatType?[])[SeatType.Named, SeatType.Concurrent])
            {
                if (!seats.Any(seat => seat.Product == product && seat.Type == type))
                {
                    part.Fault($"No price for seats of {product}{(type is null ? "" : $", {type}")}.");
                }
            }
        }
    }

    public static void CheckTrialPlan(JsonPart part, string id, IReadOnlyList<Plan> plans)
    {
        if (id.Length > 0 && !plans.Any(plan => plan.Id == id && !plan.IsByContract))
        {
            part.Fault("A trial has the limits of a plan of the list that is not by contract.");
        }
    }
}
