using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Tests.World;

/// <summary>A provider that takes every charge at once and keeps nothing: what is measured against it is ours alone.</summary>
internal sealed class InstantGateway : IPaymentGateway
{
    private static readonly PaymentMethodAnswer Method = new("pm_instant", "Visa •••• 4242");
    private static readonly PaymentAnswer Paid = new(PaymentOutcome.Succeeded, "pi_instant") { SavedMethod = Method };

    private int _charges;

    public int Charges => _charges;

    public ValueTask DescribePayerAsync(AccountId account, string name, string email, CancellationToken cancellationToken) => default;

    public ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken) =>
        new(Method);

    public ValueTask<PaymentMethodAnswer> FindSavingAsync(AccountId account, string setupReference, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken) => default;

    public ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _charges);
        return new(Paid);
    }

    public ValueTask<PaymentAnswer> ResumeAsync(ChargeRequest request, CancellationToken cancellationToken) => new(Paid);

    public ValueTask<PaymentAnswer?> FindAsync(PaymentLookUp payment, CancellationToken cancellationToken) => new(Paid);

    public ValueTask<PaymentAnswer> CancelAsync(PaymentLookUp payment, CancellationToken cancellationToken) => new(Paid);

    public ValueTask<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<CashMovement> CashMovementsAsync(AccountId account, CancellationToken cancellationToken) => AsyncEnumerable.Empty<CashMovement>();

    public IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<ProviderPayment>();
}
