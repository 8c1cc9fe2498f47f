using System.Collections.Immutable;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Orders;

/// <summary>The one calculation behind preview and order.</summary>
internal static class OrderQuotes
{
    public static Result<OrderQuote> Quote(AccountState state, OrderBody body, ProductCatalog catalog, DateTimeOffset now)
    {
        if (state.OrderInProgress is { } other)
        {
            return InProgress(other);
        }

        var buyer = body.BillingInformation ?? state.BillingInformation;
        var context = new OrderContext(
            catalog,
            state.Subscription,
            state.Zone.DateOf(now),
            new SeatsInUse(state.Team, state.ContactCenter, state.AgentAi),
            state.AccountCredit,
            catalog.Tax.Of(buyer),
            state.Profile.Kind == AccountKind.Enterprise);
        return OrderDecision.Quote(context, body.ToRequest());
    }

    public static BillingError InProgress(string orderId) =>
        new("order-in-progress", "Another order of the account is being paid; wait for it or cancel it.")
        {
            Extensions = new(OrderId: orderId),
        };

    public static OrderStatus StatusOf(OrderQuote quote) => quote.Effective == OrderEffective.NextRenewal ? OrderStatus.Scheduled : OrderStatus.Completed;

    public static ImmutableArray<OrderLineView> LinesOf(Bill bill) =>
        [.. bill.Lines.Select(line => new OrderLineView(line.Description, line.Amount, line.Kind, line.Detail))];
}
