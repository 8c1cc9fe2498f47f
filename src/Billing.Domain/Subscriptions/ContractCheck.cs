using Billing.Domain.Catalog;

namespace Billing.Domain.Subscriptions;

/// <summary>Checks an operator's terms against the catalog, and puts them in force.</summary>
public static class ContractCheck
{
    /// <returns>The subscription under the terms; or <c>validation-failed</c>, with a pointer into <c>PUT /operations/accounts/{a}/contract</c>.</returns>
    public static Result<Subscription> Set(Subscription subscription, ContractTerms terms, ProductCatalog catalog, DateOnly today) =>
        Fault(terms, catalog) is { } fault ? fault : terms.Apply(subscription, today);

    private static BillingError? Fault(ContractTerms terms, ProductCatalog catalog)
    {
        var included = terms.Included;
        (bool IsWrong, string Pointer, string Rule)[] rules =
        [
            (catalog.ContractPlan is null, "", "The catalog has no plan by contract."),
            (terms.Start.Year is < 1970 or > 2199, "/start", "A contract starts in the years 1970 to 2199."),
            (terms.End <= terms.Start, "/end", "The end lies after the start."),
            (terms.Price.IsNegative, "/price", "A price is not negative."),
            (terms.Price.Currency != catalog.Currency, "/price/currency", $"The catalog sells in {catalog.Currency}."),
            (terms.OveragePrice.IsNegative, "/overageMicros", "A price is not negative."),
            (included.BillingSessions < 0, "/included/billingSessions", "A volume is not negative."),
            (included.Conversations < 0, "/included/conversations", "A volume is not negative."),
            (included.TeamSeats < 0, "/included/teamSeats", "A number of seats is not negative."),
            (included.SearchIngestionBytes is < 0 or > PlanVolumes.MaxSearchBytes, "/included/searchIngestionBytes", "Out of range."),
            (!SelectionLimits.IsQuantity(terms.ContactCenter.Quantity), "/seats/contactCenter/quantity", SelectionLimits.QuantityRule),
            (!SelectionLimits.IsQuantity(terms.AgentAi.Quantity), "/seats/agentAi/quantity", SelectionLimits.QuantityRule),
            (terms.SupportPlan is { } support && catalog.FindSupportPlan(support) is null, "/supportPlan", "There is no such support plan."),
        ];
        return rules.Where(rule => rule.IsWrong).Select(rule => BillingError.Invalid(rule.Pointer, rule.Rule)).FirstOrDefault()
            ?? Unknown(terms.AddOns, id => catalog.FindAddOn(id) is not null, "/addOns", "add-on")
            ?? Unknown(terms.Channels ?? [], channel => catalog.PlansWithChannel(channel).Any(), "/channels", "channel");
    }

    private static BillingError? Unknown(IReadOnlyList<string> ids, Func<string, bool> isKnown, string pointer, string kind)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (!isKnown(ids[i]) || ids.Take(i).Contains(ids[i]))
            {
                return BillingError.Invalid($"{pointer}/{i}", $"'{ids[i]}' is no known {kind}, or stands here twice.");
            }
        }

        return null;
    }
}
