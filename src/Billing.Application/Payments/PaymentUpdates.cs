using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Wires;
using Billing.Domain;

namespace Billing.Application.Payments;

/// <summary>
/// The one way in for whoever hears that something has happened at the provider: a webhook, a list of notices, a test's customer. Reads the thing itself from
/// the provider and applies it once, however often it is called.
/// </summary>
public sealed class PaymentUpdates(OrderPayments payments, SavingLookUps savings, WireTransfers wires)
{
    /// <param name="account">Whose it is, by the notice or by its customer.</param>
    public ValueTask ApplyAsync(AccountId account, ProviderNotice notice, CancellationToken cancellationToken) => notice switch
    {
        { Subject: NoticeSubject.Payment, PaymentId: { } paymentId } => ApplyPaymentAsync(account, paymentId, cancellationToken),
        { Subject: NoticeSubject.Saving, SubjectId: { } setupReference } => savings.ApplyAsync(account, setupReference, cancellationToken),
        { Subject: NoticeSubject.Cash } => wires.ApplyCashAsync(account, cancellationToken),
        _ => ValueTask.CompletedTask,
    };

    /// <param name="paymentId">Ours, <c>pay_…</c>; one that is no order's is passed over.</param>
    public async ValueTask ApplyPaymentAsync(AccountId account, string paymentId, CancellationToken cancellationToken)
    {
        if (OrderPayment.OrderOf(paymentId) is { } orderId
            && await payments.RecheckAsync(account, orderId, cancellationToken) is { IsByWire: true })
        {
            await wires.ApplyCashAsync(account, cancellationToken);
        }
    }
}
