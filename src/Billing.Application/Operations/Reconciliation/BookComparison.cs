using Billing.Application.Invoicing;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Credits;
using Billing.Domain.Orders;

namespace Billing.Application.Operations;

/// <summary>The rules by which an account's books and the provider's agree. Pure: reads nothing and repairs nothing.</summary>
/// <param name="underWaySince">Of orders that are younger, the outcome may be about to be written.</param>
internal sealed class BookComparison(AccountBooks books, DateTimeOffset underWaySince)
{
    private readonly List<Difference> _found = [];

    /// <param name="payments">The provider's, of this account; several of one id where it has several.</param>
    public IReadOnlyList<Difference> Compare(IReadOnlyCollection<ProviderPayment> payments)
    {
        foreach (var same in payments.GroupBy(payment => payment.PaymentId!))
        {
            CompareCharges(same.Key, [.. same.Where(payment => payment.Outcome == PaymentOutcome.Succeeded)]);
        }

        var charged = payments.Where(payment => payment.Outcome == PaymentOutcome.Succeeded).Select(payment => payment.PaymentId!).ToHashSet();
        foreach (var order in books.Orders.Values.Where(order => order.Status == OrderStatus.Completed))
        {
            CompareMoney(order, charged);
            CompareInvoice(order);
            CompareCredits(order);
        }

        foreach (var invoice in books.Invoices)
        {
            CompareOrder(invoice);
        }

        foreach (var load in books.Loads.Where(load => !HasMoney(load)))
        {
            var loaded = Money.FromMicros(load.Amount, books.Currency);
            Find(DifferenceKind.CreditsWithoutMoney, loaded, $"Credits of {loaded} were loaded, and no payment stands behind them.", load.Reference);
        }

        return _found;
    }

    /// <param name="charges">Those that succeeded.</param>
    private void CompareCharges(string paymentId, ProviderPayment[] charges)
    {
        if (charges.Length == 0)
        {
            return;
        }

        var charge = charges[0];
        var orderId = OrderPayment.OrderOf(paymentId);
        if (charges.Length > 1)
        {
            var all = charges.Aggregate(Money.Zero(charge.Received.Currency), (sum, each) => sum + each.Received);
            Find(DifferenceKind.ChargedTwice, all, $"The provider has this payment {charges.Length} times, {all} in all.", orderId, charge);
        }

        if (orderId is null || !books.Orders.TryGetValue(orderId, out var order))
        {
            var detail = $"The provider has {charge.Received}, and the account has no such order.";
            Find(DifferenceKind.ChargeWithoutOrder, charge.Received, detail, orderId, charge);
        }
        else if (order.Status == OrderStatus.Processing && order.CreatedAt > underWaySince)
        {
            return;
        }
        else if (order.Status != OrderStatus.Completed && !order.IsPaidLate)
        {
            Find(DifferenceKind.ChargeNotApplied, charge.Received, $"The provider has {charge.Received}, and the order is {order.Status}.", orderId, charge);
        }
        else if (order.Payment is { } payment && payment.Amount != charge.Received)
        {
            var detail = $"The provider has {charge.Received}, and the order asked for {payment.Amount}.";
            Find(DifferenceKind.AmountDiffers, charge.Received, detail, orderId, charge);
        }
    }

    private void CompareMoney(StoredOrder order, HashSet<string> charged)
    {
        if (order.Payment is { } payment && !charged.Contains(payment.PaymentId) && payment.Wire?.EndingWhereCovered is null)
        {
            var detail = $"The order was completed, and the provider does not have its {payment.Amount}.";
            Find(DifferenceKind.OrderWithoutCharge, payment.Amount, detail, order.OrderId);
        }
    }

    private void CompareInvoice(StoredOrder order)
    {
        var invoice = books.Invoices.FirstOrDefault(each => each.InvoiceId == order.InvoiceId);
        if (invoice is null && (order.InvoiceId is not null || order.Total.IsPositive))
        {
            Find(DifferenceKind.OrderWithoutInvoice, order.Total, $"The order of {order.Total} was completed, and its invoice is not there.", order.OrderId);
        }
        else if (invoice is not null && invoice.Cost != order.Total)
        {
            Find(DifferenceKind.AmountDiffers, invoice.Cost, $"The invoice is of {invoice.Cost}, and the order of {order.Total}.", order.OrderId);
        }
    }

    /// <summary>A transfer may have brought more than the order asked for, never less.</summary>
    private void CompareCredits(StoredOrder order)
    {
        var loaded = books.Loads.Where(load => load.Reference == order.OrderId).Aggregate(Micros.Zero, (sum, load) => sum + load.Amount);
        var bought = order.Kind == OrderKind.TopUp ? order.Total.ToMicros() : Micros.Zero;
        if (loaded < bought)
        {
            var missing = Money.FromMicros(bought - loaded, order.Total.Currency);
            Find(DifferenceKind.MoneyWithoutCredits, missing, $"The top-up was paid, and credits of {missing} were not loaded.", order.OrderId);
        }
        else if (loaded > bought && !order.IsByWire)
        {
            var surplus = Money.FromMicros(loaded - bought, order.Total.Currency);
            Find(DifferenceKind.CreditsWithoutMoney, surplus, $"Credits of {surplus} were loaded beyond what was paid.", order.OrderId);
        }
    }

    private void CompareOrder(StoredInvoice invoice)
    {
        var order = invoice.OrderId is null ? null : books.Orders.GetValueOrDefault(invoice.OrderId);
        var isBehind = order is { Status: OrderStatus.Completed } && order.InvoiceId == invoice.InvoiceId;
        if (!isBehind && invoice is { PaymentStatus: PaymentStatus.Paid, Cost.IsPositive: true })
        {
            _found.Add(new Difference(
                DifferenceKind.InvoiceWithoutPayment, books.Account.Value, invoice.OrderId, null, invoice.InvoiceId, null, invoice.Cost,
                $"The invoice {invoice.Number} of {invoice.Cost} is paid, and no completed order stands behind it."));
        }
    }

    /// <summary>Credits come with a completed order, with one that was paid late, or with what came by bank transfer for one that had ended.</summary>
    private bool HasMoney(Transfer load) =>
        books.Orders.TryGetValue(load.Reference, out var order) && (order.Status == OrderStatus.Completed || order.IsPaidLate || order.IsByWire);

    private void Find(DifferenceKind kind, Money amount, string detail, string? orderId, ProviderPayment? charge = null)
    {
        var order = orderId is null ? null : books.Orders.GetValueOrDefault(orderId);
        _found.Add(new Difference(
            kind, books.Account.Value, orderId, charge?.PaymentId ?? order?.Payment?.PaymentId, order?.InvoiceId,
            charge?.ProviderReference ?? order?.Payment?.ProviderReference, amount, detail));
    }
}
