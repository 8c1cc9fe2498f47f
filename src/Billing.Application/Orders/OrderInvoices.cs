using Billing.Application.Accounts;
using Billing.Application.Invoicing;
using Billing.Application.Rows;
using Billing.Domain.Payments;

namespace Billing.Application.Orders;

/// <summary>The invoice of an order that is completed.</summary>
internal static class OrderInvoices
{
    public static StoredOrder Issue(AccountWork work, StoredOrder order)
    {
        var number = work.State.NextInvoiceNumber;
        var invoice = new StoredInvoice(
            work.NewId("inv"),
            number,
            order.OrderId,
            work.Now,
            order.Total,
            order.Lines,
            order.Payment is { } payment ? MethodOf(payment) : null,
            PaymentStatus.Paid,
            work.State.BillingInformation);
        work.State = work.State with { NextInvoiceNumber = number + 1 };
        work.Add(AccountRows.Invoice(number), invoice, StorageJson.Default.StoredInvoice);
        work.Add(AccountRows.InvoiceName(invoice.InvoiceId), new InvoiceNumber(number), StorageJson.Default.InvoiceNumber);
        return order with { InvoiceId = invoice.InvoiceId };
    }

    private static string MethodOf(OrderPayment payment) => payment.Method?.Label ?? payment.Label ?? payment.Type switch
    {
        PaymentMethodType.PayPal => "PayPal",
        PaymentMethodType.Wire => "Bank transfer",
        _ => "Card",
    };
}
