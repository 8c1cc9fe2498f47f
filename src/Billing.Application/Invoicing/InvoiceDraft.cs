using System.Collections.Immutable;
using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Invoicing;

/// <summary>All that an invoice says but its number: what is known of order, account and seller as it is issued.</summary>
internal static class InvoiceDraft
{
    public static StoredInvoice Of(AccountWork work, StoredOrder order, PaymentStatus status, Seller seller)
    {
        var draft = OfLines(work, order.Lines, seller) with
        {
            OrderId = order.OrderId,
            PaymentMethod = order.Payment is { } payment ? MethodOf(payment) : null,
            PaymentStatus = status,
            BillingInformation = order.BillingInformation ?? work.State.BillingInformation,
        };
        return draft with
        {
            DueOn = status switch
            {
                PaymentStatus.Pending => draft.IssuedOn.AddDays(seller.PaymentTermDays),
                PaymentStatus.Failed => draft.IssuedOn,
                _ => null,
            },
            Usage = order.Kind == OrderKind.Renewal ? UsageBefore(work.State, draft) : null,
            Notes = Notes(draft),
            PendingNotes = PendingNotes(order),
        };
    }

    /// <summary>Paid, and by no order.</summary>
    public static StoredInvoice OfLines(AccountWork work, ImmutableArray<OrderLineView> lines, Seller seller)
    {
        var state = work.State;
        var none = Money.Zero(state.Currency);
        var cost = lines.Aggregate(none, (sum, line) => sum + line.Amount);
        return new StoredInvoice("", 0, null, work.Now, cost, lines, null, PaymentStatus.Paid, state.BillingInformation)
        {
            Kind = cost.IsNegative ? InvoiceDocumentKind.CreditNote : InvoiceDocumentKind.Invoice,
            IssuedOn = state.Zone.DateOf(work.Now),
            Seller = new InvoiceParty(seller.Name, seller.Address, seller.Email, seller.TaxId),
            AccountName = state.Profile.Name,
            AccountEmail = state.Profile.OwnerEmail,
            Taxes = Taxes(lines, none),
            Corrects = [.. lines.Select(line => line.Detail?.Corrects).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static ImmutableArray<InvoiceTax> Taxes(ImmutableArray<OrderLineView> lines, Money none) =>
    [
        .. from line in lines
           let tax = line.Detail?.Tax
           where tax is not null
           group line.Amount by tax into rate
           select new InvoiceTax(
               rate.Key,
               rate.Aggregate((sum, amount) => sum + amount),
               lines.FirstOrDefault(line => line.Kind == LineKind.Tax && line.Description == rate.Key.Label)?.Amount ?? none),
    ];

    /// <summary>The last month of allowance before the period that is charged.</summary>
    private static InvoiceUsage? UsageBefore(AccountState state, StoredInvoice draft)
    {
        var start = draft.Items.Select(item => item.Detail?.Period.Start).Min();
        return state.Allowances.Months.LastOrDefault(month => month.End <= start) is { } month
            ? new InvoiceUsage(new BillingPeriod(month.Start, month.End), month.SessionsUsed, month.Terms.Sessions, month.Billed)
            : null;
    }

    private static ImmutableArray<InvoiceNote> Notes(StoredInvoice draft) => draft.Taxes.Any(tax => tax.Treatment.IsReverseCharge)
        ? [new InvoiceNote("Reverse charge", "VAT is to be accounted for by the recipient (Article 196 of Council Directive 2006/112/EC).")]
        : [];

    private static ImmutableArray<InvoiceNote> PendingNotes(StoredOrder order)
    {
        if (order is not { Status: OrderStatus.PendingPaymentClearance, Payment.Wire: { } wire })
        {
            return [];
        }

        var howToPay = new InvoiceNote(
            "How to pay", $"Please transfer {MoneyText.Of(wire.Amount)} with the reference {wire.Reference}.\n{string.Join('\n', wire.Bank.Lines())}");
        return order.Kind == OrderKind.Subscribe
            ? [howToPay, new InvoiceNote("When it begins", "The first period has this length and begins on the day on which the money has come.")]
            : [howToPay];
    }

    private static string MethodOf(OrderPayment payment) => payment.Method?.Label ?? payment.Label ?? payment.Type switch
    {
        PaymentMethodType.PayPal => "PayPal",
        PaymentMethodType.Wire => "Bank transfer",
        _ => "Card",
    };
}
