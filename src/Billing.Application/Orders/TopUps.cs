using Billing.Application.Accounts;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>Buys credits; they are loaded when the money is there.</summary>
public sealed class TopUps(OrderPlacement placement, ProductCatalog catalog)
{
    public ValueTask<Result<OrderView>> SubmitAsync(AccountId account, TopUpRequest request, RequestContext context) =>
        placement.PlaceAsync(account, request.PaymentMethod, context, work =>
            TopUpBounds.Check(request.Amount, work.State, catalog, "/amount") is { } fault ? fault : Draft(request.Amount));

    /// <summary>The order that a fall below the threshold places; refused where none is due any more.</summary>
    internal static Result<OrderDraft> DraftAutomatic(AccountWork work)
    {
        if (work.State is not { AutoTopUpDueAt: not null, Credits.AutoTopUp: { Enabled: true, Amount: { } amount } })
        {
            return new BillingError("nothing-to-change", "No automatic top-up is due.");
        }

        work.State = work.State with { AutoTopUpDueAt = null };
        return Draft(amount) with { IsAutomatic = true };
    }

    internal static OrderDraft Draft(Money amount) =>
        new(OrderKind.TopUp, OrderStatus.Completed, amount, amount.IsZero ? [] : [new OrderLineView("AI credits", amount)]);
}

/// <summary>How much a top-up may be: in the account's currency, within the catalog's bounds.</summary>
internal static class TopUpBounds
{
    public static BillingError? Check(Money amount, AccountState state, ProductCatalog catalog, string pointer) =>
        amount.Currency != state.Currency ? BillingError.Invalid(pointer + "/currency", $"The account's currency is {state.Currency}.")
        : amount.Minor < catalog.TopUp.Minimum.Minor || amount.Minor > catalog.TopUp.Maximum.Minor
            ? BillingError.Invalid(pointer + "/amount", $"A top-up is {catalog.TopUp.Minimum} to {catalog.TopUp.Maximum}.")
        : null;
}
