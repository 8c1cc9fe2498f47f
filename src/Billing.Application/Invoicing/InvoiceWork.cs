using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Invoicing;

/// <summary>Invoices in the commit that causes them: numbered with the head's counter, so that no number is given twice and none is left out.</summary>
internal static class InvoiceWork
{
    /// <summary>Issues the order's invoice, or lets its payment status follow; call with the order as the commit leaves it.</summary>
    /// <returns>The order with its invoice.</returns>
    public static async ValueTask<StoredOrder> InvoiceAsync(this AccountWork work, StoredOrder order, ProductCatalog catalog)
    {
        if (order.Lines.IsEmpty || InvoiceCourse.After(order.Kind, order.Status, order.InvoiceId is not null) is not { } status)
        {
            return order;
        }

        var draft = InvoiceDraft.Of(work, order, status, catalog.Seller);
        var invoice = await FindAsync(work, order, draft) is { } issued
            ? work.Keep(issued with { OrderId = order.OrderId, PaymentMethod = draft.PaymentMethod, PaymentStatus = status })
            : work.Issue(draft);
        if (TakesPlace(work.State, order, invoice))
        {
            await work.CloseUnpaidAsync(PaymentStatus.Void);
        }

        Remember(work, order, invoice);
        return order with { InvoiceId = invoice.InvoiceId };
    }

    /// <summary>The renewal is chased no more.</summary>
    /// <param name="status">What became of its invoice.</param>
    public static async ValueTask CloseUnpaidAsync(this AccountWork work, PaymentStatus status)
    {
        if (work.State.UnpaidInvoice is { } number)
        {
            work.State = work.State with { UnpaidInvoice = null };
            work.Keep(await work.InvoiceAsync(number) with { PaymentStatus = status });
        }
    }

    /// <summary>A bank took money back, and credits were taken back with it.</summary>
    public static void CreditTakenBack(this AccountWork work, Money amount, Seller seller) =>
        work.Issue(InvoiceDraft.OfLines(work, [new OrderLineView("AI credits taken back: a bank reversed its transfer", -amount)], seller));

    /// <summary>The order's own, or that of the renewal's earlier attempts where it claims the same.</summary>
    private static async ValueTask<StoredInvoice?> FindAsync(AccountWork work, StoredOrder order, StoredInvoice draft)
    {
        if (order.InvoiceId is { } id)
        {
            var named = await work.FindAsync(AccountRows.InvoiceName(id), StorageJson.Default.InvoiceNumber);
            return await work.InvoiceAsync(named!.Number);
        }

        var unpaid = order.Kind == OrderKind.Renewal && work.State.UnpaidInvoice is { } number ? await work.InvoiceAsync(number) : null;
        return unpaid?.ClaimsAs(draft) == true ? unpaid : null;
    }

    /// <summary>Of the invoice of the renewal that is chased: by another order that pays the period, or by the renewal at another price.</summary>
    private static bool TakesPlace(AccountState state, StoredOrder order, StoredInvoice invoice) =>
        state.UnpaidInvoice != invoice.Number && order.Subscription is not null
        && (order.Kind == OrderKind.Renewal || state.Subscription.Status != SubscriptionStatus.PastDue);

    private static bool ClaimsAs(this StoredInvoice unpaid, StoredInvoice draft) =>
        unpaid.Cost == draft.Cost && unpaid.BillingInformation == draft.BillingInformation && unpaid.Lines.AsSpan().SequenceEqual(draft.Lines.AsSpan());

    /// <summary>What the account's head knows of the invoice: that it is to be chased, or which items it has charged.</summary>
    private static void Remember(AccountWork work, StoredOrder order, StoredInvoice invoice)
    {
        var (state, isPaid) = (work.State, invoice.PaymentStatus == PaymentStatus.Paid);
        if (order.Kind == OrderKind.Renewal)
        {
            state = state with { UnpaidInvoice = isPaid ? null : invoice.Number };
        }

        if (isPaid && order.Subscription is not null)
        {
            var charges = state.Subscription.Charges.Select(charge => charge.Invoice is null ? charge with { Invoice = invoice.NumberText } : charge);
            state = state with { Subscription = state.Subscription with { Charges = [.. charges] } };
        }

        work.State = state;
    }

    private static StoredInvoice Issue(this AccountWork work, StoredInvoice draft)
    {
        var invoice = draft with { InvoiceId = work.NewId("inv"), Number = work.State.NextInvoiceNumber };
        work.State = work.State with { NextInvoiceNumber = invoice.Number + 1 };
        work.Add(AccountRows.Invoice(invoice.Number), invoice, StorageJson.Default.StoredInvoice);
        work.Add(AccountRows.InvoiceName(invoice.InvoiceId), new InvoiceNumber(invoice.Number), StorageJson.Default.InvoiceNumber);
        return invoice;
    }

    private static StoredInvoice Keep(this AccountWork work, StoredInvoice invoice)
    {
        work.Put(AccountRows.Invoice(invoice.Number), invoice, StorageJson.Default.StoredInvoice);
        return invoice;
    }

    private static async ValueTask<StoredInvoice> InvoiceAsync(this AccountWork work, long number) =>
        await work.FindAsync(AccountRows.Invoice(number), StorageJson.Default.StoredInvoice)
            ?? throw new InvalidOperationException($"The invoice {number} of '{work.Account}' is gone.");
}
