using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Orders;

namespace Billing.Application.Orders;

/// <summary>The credits that an order's money becomes: what a top-up buys, and of a bank transfer what the order did not need.</summary>
internal static class OrderCredits
{
    /// <summary>The order is completed.</summary>
    /// <param name="isPaidByProvider">The provider took the whole amount; else operators cleared a part of it, or nothing was to be paid.</param>
    public static void Load(AccountWork work, StoredOrder order, bool isPaidByProvider, ProductCatalog catalog)
    {
        var none = Money.Zero(order.Total.Currency);
        var bought = order.Kind == OrderKind.TopUp ? order.Total : none;
        var (fromProvider, surplus) = Wired(order, isPaidByProvider);
        var source = order.CashMovement is null ? FundsSource.TopUp : FundsSource.WireSurplus;
        var change = CreditChange.None(work.State.Credits)
            .Load(bought, source, work.Posting(order.OrderId, $"Top-up of {order.Total}"))
            .Load(surplus, FundsSource.WireSurplus, work.Posting(order.OrderId, "More was wired than the order asked for"));
        if (order.IsAutomatic)
        {
            change = change with { Book = change.Book with { AutoTopUp = change.Book.AutoTopUp.Finished(loaded: true) } };
        }

        work.State = work.State with
        {
            // The provider gives back what it has of a payment that it has let go: that part has paid this order.
            CashCountedMinor = work.State.CashCountedMinor + (isPaidByProvider ? 0 : fromProvider.Minor),
            WireCredits = work.State.WireCredits + (order.IsByWire ? Money.Min(bought, fromProvider).ToMicros() : Micros.Zero),
        };
        if (change.Book != work.State.Credits)
        {
            work.Apply(change, catalog);
        }
    }

    /// <summary>The order came to nothing: what operators cleared for it is the account's, and what it was to take of the cash is there again.</summary>
    public static void GiveBack(AccountWork work, StoredOrder order, ProductCatalog catalog)
    {
        if (order.Payment?.Wire is { } wire && wire.ClearedTotal.IsPositive)
        {
            work.LoadWired(wire.ClearedTotal, order.OrderId, catalog);
        }

        if (order.CashMovement is not null)
        {
            work.State = work.State with
            {
                CashCountedMinor = work.State.CashCountedMinor + (order.AlreadyCounted?.Minor ?? 0),
                SweptMovement = work.State.SweptMovement == order.CashMovement ? null : work.State.SweptMovement,
            };
        }
    }

    /// <summary>Money that came by bank transfer and that no order needs.</summary>
    public static void LoadWired(this AccountWork work, Money money, string orderId, ProductCatalog catalog) => work.Apply(
        work.State.Credits.Load(money.ToMicros(), FundsSource.WireSurplus, work.Posting(orderId, "A wire that no order waits for")), catalog);

    private static (Money FromProvider, Money Surplus) Wired(StoredOrder order, bool isPaidByProvider)
    {
        var none = Money.Zero(order.Total.Currency);
        if (!order.IsByWire)
        {
            return (none, none);
        }

        var (amount, cleared) = (order.Payment!.Amount, order.Payment.Wire?.ClearedTotal ?? none);
        var fromProvider = isPaidByProvider ? amount : Money.Max(amount - cleared, none);
        return (fromProvider, fromProvider + cleared - amount);
    }

    private static CreditChange Load(this CreditChange change, Money money, FundsSource source, Posting posting) =>
        money.IsPositive ? change.Then(book => book.Load(money.ToMicros(), source, posting)) : change;
}
