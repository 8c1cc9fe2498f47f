using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Invoicing;
using Billing.Application.Notifications;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Subscriptions;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>Writes what became of an order, once: the call's answer, a repetition, and the look-up all end here.</summary>
public sealed class OrderOutcome(AccountStore accounts, ProductCatalog catalog)
{
    public async ValueTask<StoredOrder> WriteAsync(AccountId account, string orderId, PaymentAnswer answer, CancellationToken cancellationToken)
    {
        var result = await accounts.RunAsync<StoredOrder>(account, async work =>
        {
            var order = await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder)
                ?? throw new InvalidOperationException($"The order '{orderId}' of '{account}' is gone.");
            return order.Status != OrderStatus.Processing ? order
                : answer.Outcome == PaymentOutcome.Succeeded ? await CompleteAsync(work, order with { Status = OrderStatus.Completed })
                : await FailAsync(work, order with { Status = OrderStatus.Failed, DeclineCode = answer.DeclineCode ?? "generic_decline" }, answer.Decline);
        }, cancellationToken);
        return result.Value;
    }

    /// <summary>The order takes effect in this commit: subscription or credits, invoice, answer.</summary>
    internal async ValueTask<StoredOrder> CompleteAsync(AccountWork work, StoredOrder order)
    {
        if (order.BillingInformation is { } information)
        {
            work.State = work.State with { BillingInformation = information };
        }

        var done = order.Kind == OrderKind.TopUp ? Load(work, order) : await SubscribeAsync(work, order);
        if (order.Payment is { } payment)
        {
            PaymentMethods.HasPaid(work, payment.Method, catalog);
        }

        return Keep(work, done);
    }

    /// <summary>The order came to nothing; a renewal that fails begins or goes on with the dunning.</summary>
    internal async ValueTask<StoredOrder> FailAsync(AccountWork work, StoredOrder order, DeclineKind decline = DeclineKind.Hard)
    {
        if (order.Kind == OrderKind.Renewal)
        {
            var isHard = decline is DeclineKind.Hard or DeclineKind.Authenticate;
            await work.BecomeAsync(Dunning.Failed(work.State.Subscription, work.Now, isHard, catalog.Dunning), catalog);
            SubscriptionEmails.TellUnsuccessful(work, order);
        }

        if (order is { Kind: OrderKind.TopUp, IsAutomatic: true })
        {
            work.State = work.State with { Credits = work.State.Credits with { AutoTopUp = work.State.Credits.AutoTopUp.Finished(loaded: false) } };
        }

        return Keep(work, order);
    }

    private StoredOrder Load(AccountWork work, StoredOrder order)
    {
        var change = work.State.Credits.Load(order.Total.ToMicros(), FundsSource.TopUp, work.Posting(order.OrderId, $"Top-up of {order.Total}"));
        if (order.IsAutomatic)
        {
            change = change with { Book = change.Book with { AutoTopUp = change.Book.AutoTopUp.Finished(loaded: true) } };
        }

        work.Apply(change, catalog);
        work.Email(EmailTemplate.TopUpReceipt, ("amount", order.Total.ToString()), ("orderId", order.OrderId));
        return Invoiced(work, order);
    }

    private async ValueTask<StoredOrder> SubscribeAsync(AccountWork work, StoredOrder order)
    {
        var before = work.State.Subscription;
        await work.CloseScheduledAsync(order.Kind == OrderKind.Renewal ? OrderStatus.Completed : OrderStatus.Canceled);
        await work.BecomeAsync(order.Subscription! with { AutoUpgrade = before.AutoUpgrade }, catalog);
        work.State = work.State with
        {
            AccountCreditMinor = order.AccountCreditAfter?.Minor ?? work.State.AccountCreditMinor,
            ScheduledOrder = order.Status == OrderStatus.Scheduled ? order.OrderId : null,
        };
        SubscriptionEmails.Tell(work, order, before);
        return order.Lines.Length > 0 && !order.Total.IsNegative ? Invoiced(work, order) : order;
    }

    private static StoredOrder Invoiced(AccountWork work, StoredOrder order)
    {
        var number = work.State.NextInvoiceNumber;
        var invoice = new StoredInvoice(
            work.NewId("inv"),
            number,
            order.OrderId,
            work.Now,
            order.Total,
            order.Lines,
            order.Payment?.Method.Label,
            PaymentStatus.Paid,
            work.State.BillingInformation);
        work.State = work.State with { NextInvoiceNumber = number + 1 };
        work.Add(AccountRows.Invoice(number), invoice, StorageJson.Default.StoredInvoice);
        work.Add(AccountRows.InvoiceName(invoice.InvoiceId), new InvoiceNumber(number), StorageJson.Default.InvoiceNumber);
        return order with { InvoiceId = invoice.InvoiceId };
    }

    private static StoredOrder Keep(AccountWork work, StoredOrder order)
    {
        if (work.State.OrderInProgress == order.OrderId)
        {
            work.State = work.State with { OrderInProgress = null };
        }

        work.Put(AccountRows.Order(order.OrderId), order, StorageJson.Default.StoredOrder);
        Idempotency.Store(work, order.Idempotency, OrderPlacement.Answer(order), StorageJson.Default.OrderView);
        return order;
    }
}
