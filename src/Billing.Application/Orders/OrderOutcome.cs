using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Invoicing;
using Billing.Application.Operations;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Subscriptions;
using Billing.Application.Wires;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Orders;

/// <summary>Writes what became of an order's payment, once: the call's answer, a repetition, a notice, the look-up and an operator all end here.</summary>
public sealed class OrderOutcome(AccountStore accounts, ProductCatalog catalog)
{
    /// <summary>The provider's word for a token that is nobody's.</summary>
    internal const string UnknownToken = "resource_missing";

    /// <returns>The order as it is now; null where it is gone, because its card was none.</returns>
    public async ValueTask<StoredOrder?> WriteAsync(AccountId account, string orderId, PaymentAnswer answer, CancellationToken cancellationToken)
    {
        var result = await accounts.RunAsync<StoredOrder?>(account, async work =>
        {
            var order = await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder);
            return order is null ? null : await ApplyAsync(work, order, answer);
        }, cancellationToken);
        return result.Value;
    }

    /// <summary>The order takes effect in this commit: subscription or credits, invoice, answer.</summary>
    internal async ValueTask<StoredOrder> CompleteAsync(AccountWork work, StoredOrder order, PaymentAnswer? answer = null)
    {
        if (order.BillingInformation is { } information)
        {
            if (information != work.State.BillingInformation)
            {
                ProviderErrands.DescribePayer(work);
            }

            work.State = work.State with { BillingInformation = information };
        }

        var before = work.State.Subscription;
        if (order.Kind != OrderKind.TopUp)
        {
            order = await SubscribeAsync(work, order);
        }

        OrderCredits.Load(work, order, isPaidByProvider: answer?.Outcome == PaymentOutcome.Succeeded, catalog);
        var done = await work.InvoiceAsync(order, catalog);
        OrderEmails.TellCompleted(work, done, before);
        if (done.Payment is { } payment)
        {
            PaymentMethods.HasPaid(work, done, payment, answer?.SavedMethod, catalog);
        }

        return Keep(work, done);
    }

    /// <summary>The order came to nothing; a renewal that fails begins or goes on with the dunning.</summary>
    internal async ValueTask<StoredOrder> FailAsync(AccountWork work, StoredOrder order, DeclineKind decline = DeclineKind.Hard)
    {
        await TellFailedAsync(work, order, decline is DeclineKind.Hard or DeclineKind.Authenticate);
        return await KeepInvoicedAsync(work, order);
    }

    private async ValueTask<StoredOrder> ApplyAsync(AccountWork work, StoredOrder order, PaymentAnswer answer)
    {
        if (!order.IsOpen)
        {
            return OrderCourse.IsDead(order.Status) && !order.IsPaidLate && answer.Outcome == PaymentOutcome.Succeeded
                ? LoadLate(work, order, answer)
                : order;
        }

        var next = OrderCourse.After(order.Status, answer.Outcome, order.Ending);
        var known = order with { Status = next, Payment = Learn(order.Payment!, answer) };
        return next switch
        {
            OrderStatus.Completed => await CompleteAsync(work, known, answer),
            OrderStatus.Failed when order is { Status: OrderStatus.Processing, Payment.Token: not null } && answer.DeclineCode == UnknownToken =>
                await DiscardAsync(work, known),
            OrderStatus.Failed when order.Status == OrderStatus.Processing =>
                await FailAsync(work, known with { DeclineCode = answer.DeclineCode ?? "generic_decline" }, answer.Decline),
            OrderStatus.RequiresAction when order.Status != next => await AskCustomerAsync(work, known),
            OrderStatus.Failed or OrderStatus.Canceled or OrderStatus.Expired =>
                await EndAsync(work, known with { DeclineCode = answer.DeclineCode ?? order.DeclineCode }, order.Status),
            OrderStatus.RequiresAction when answer.Outcome == PaymentOutcome.Declined =>
                Refresh(work, order, known with { Ending = order.Ending ?? OrderStatus.Failed, DeclineCode = answer.DeclineCode }),
            _ when answer is { Outcome: PaymentOutcome.AwaitingFunds, Wire: { } wire } => await AwaitAsync(work, order, known, wire, answer.Received),
            _ => Refresh(work, order, known),
        };
    }

    private static OrderPayment Learn(OrderPayment payment, PaymentAnswer answer) => payment with
    {
        ProviderReference = answer.ProviderReference ?? payment.ProviderReference,
        Label = answer.SavedMethod?.Label ?? payment.Label,
        Action = answer.Action ?? payment.Action,
        Wire = answer.Outcome == PaymentOutcome.Succeeded && payment.Wire is { } wire ? wire with { Received = wire.Amount } : payment.Wire,
    };

    private async ValueTask<StoredOrder> SubscribeAsync(AccountWork work, StoredOrder placed)
    {
        var order = LateStart.On(work.State.Zone.DateOf(work.Now), placed);
        await work.CloseScheduledAsync(order.Kind == OrderKind.Renewal || order.IsAutomatic ? OrderStatus.Completed : OrderStatus.Canceled);
        await work.BecomeAsync(order.Subscription! with { AutoUpgrade = work.State.Subscription.AutoUpgrade }, catalog);
        work.State = work.State with
        {
            AccountCreditMinor = order.AccountCreditAfter?.Minor ?? work.State.AccountCreditMinor,
            ScheduledOrder = order.Status == OrderStatus.Scheduled ? order.OrderId : null,
        };
        return order;
    }

    /// <summary>What a payment off session lacked is its customer: it has failed for now, and can still be cured.</summary>
    private async ValueTask<StoredOrder> AskCustomerAsync(AccountWork work, StoredOrder order)
    {
        if (order.Payment!.OffSession)
        {
            await TellFailedAsync(work, order, isHard: true);
        }

        return await KeepInvoicedAsync(work, order);
    }

    private async ValueTask<StoredOrder> AwaitAsync(AccountWork work, StoredOrder before, StoredOrder order, WireInstructions wire, Money? received)
    {
        if (order.CashMovement is not null)
        {
            // What was left over has gone elsewhere meanwhile: nobody is to send money for this one.
            return Refresh(work, before, order with { Status = before.Status, Ending = OrderStatus.Canceled });
        }

        if (order.Payment!.Wire is { } known)
        {
            var counted = known with { Received = received ?? known.Received };
            return Refresh(work, before, order with { Payment = order.Payment with { Wire = counted }, Ending = order.Ending ?? counted.EndingWhereCovered });
        }

        var awaited = WireTerm.Begin(work, order, wire, received, catalog.Wire);
        work.State = work.State with { OpenWires = work.State.OpenWires.Add(order.OrderId) };
        WireEmails.TellInstructions(work, awaited);
        return await KeepInvoicedAsync(work, awaited);
    }

    /// <summary>It waited and came to nothing.</summary>
    private async ValueTask<StoredOrder> EndAsync(AccountWork work, StoredOrder order, OrderStatus before)
    {
        if (before == OrderStatus.Processing)
        {
            await TellFailedAsync(work, order, isHard: true);
        }

        OrderCredits.GiveBack(work, order, catalog);
        if (order is { Status: OrderStatus.Expired, Payment.Wire: not null })
        {
            WireEmails.TellExpired(work, order);
        }

        return await KeepInvoicedAsync(work, order);
    }

    private async ValueTask TellFailedAsync(AccountWork work, StoredOrder order, bool isHard)
    {
        if (order.Kind == OrderKind.Renewal)
        {
            await work.BecomeAsync(Dunning.Failed(work.State.Subscription, work.Now, isHard, catalog.Dunning), catalog);
            SubscriptionEmails.TellUnsuccessful(work, order);
        }

        if (order is { Kind: OrderKind.Subscribe, IsAutomatic: true })
        {
            await work.BecomeAsync(Trial.NotConverted(work.State.Subscription, work.State.Zone.DateOf(work.Now)), catalog);
        }

        if (order is { Kind: OrderKind.TopUp, IsAutomatic: true })
        {
            work.State = work.State with { Credits = work.State.Credits with { AutoTopUp = work.State.Credits.AutoTopUp.Finished(loaded: false) } };
        }
    }

    /// <summary>Money that nobody expected any more is the customer's all the same.</summary>
    private StoredOrder LoadLate(AccountWork work, StoredOrder order, PaymentAnswer answer)
    {
        var money = answer.Received ?? order.Total;
        work.Apply(work.State.Credits.Load(money.ToMicros(), FundsSource.TopUp, work.Posting(order.OrderId, "Payment of an order that had ended")), catalog);
        work.Audit(Caller.Billing, "payment.late", $"{money} came for the order {order.OrderId}, which had {order.Status}; it became paid credits.");
        return Keep(work, order with { IsPaidLate = true });
    }

    /// <summary>The card was none: as if nothing had been asked.</summary>
    private static async ValueTask<StoredOrder> DiscardAsync(AccountWork work, StoredOrder order)
    {
        Release(work, order);
        work.Remove(AccountRows.Order(order.OrderId));
        if (order.Idempotency is { } key && await work.HasRowAsync(AccountRows.Idempotency(key.Key)))
        {
            work.Remove(AccountRows.Idempotency(key.Key));
        }

        return order with { DeclineCode = UnknownToken };
    }

    private static StoredOrder Refresh(AccountWork work, StoredOrder before, StoredOrder order)
    {
        if (order != before)
        {
            work.Put(AccountRows.Order(order.OrderId), order, StorageJson.Default.StoredOrder);
        }

        return order;
    }

    private async ValueTask<StoredOrder> KeepInvoicedAsync(AccountWork work, StoredOrder order) => Keep(work, await work.InvoiceAsync(order, catalog));

    /// <summary>Stores the order, and with its first outcome the answer of the request that placed it.</summary>
    private static StoredOrder Keep(AccountWork work, StoredOrder order)
    {
        Release(work, order);
        Idempotency.Store(work, order.Idempotency, OrderPlacement.Answer(order), StorageJson.Default.OrderView);
        var kept = order with { Idempotency = null, EndedAt = order.IsOpen ? null : order.EndedAt ?? work.Now };
        work.Put(AccountRows.Order(order.OrderId), kept, StorageJson.Default.StoredOrder);
        return kept;
    }

    /// <summary>What the account's head knows of an order, as the order now is.</summary>
    private static void Release(AccountWork work, StoredOrder order)
    {
        var state = work.State;
        var waitsForCustomer = order is { Kind: OrderKind.Renewal, Status: OrderStatus.RequiresAction };
        if (state.OrderInProgress == order.OrderId && (!order.IsOpen || waitsForCustomer))
        {
            state = state with { OrderInProgress = null };
        }

        if (waitsForCustomer || state.RenewalToAuthenticate == order.OrderId)
        {
            state = state with { RenewalToAuthenticate = waitsForCustomer ? order.OrderId : null };
        }

        if (!order.IsOpen && state.OpenWires.Contains(order.OrderId))
        {
            state = state with { OpenWires = state.OpenWires.Remove(order.OrderId) };
        }

        work.State = state;
    }
}
