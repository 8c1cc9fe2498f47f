using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Tests.World;

/// <summary>A provider that cannot be reached: nothing is known of what was asked.</summary>
internal sealed class NoGateway : IPaymentGateway
{
    private static readonly PaymentAnswer Unknown = new(PaymentOutcome.Unknown);

    public ValueTask DescribePayerAsync(AccountId account, string name, string email, CancellationToken cancellationToken) => throw new TimeoutException();

    public ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken) => throw new TimeoutException();

    public ValueTask<PaymentMethodAnswer> FindSavingAsync(AccountId account, string setupReference, CancellationToken cancellationToken) =>
        throw new TimeoutException();

    public ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken) => throw new TimeoutException();

    public ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) => new(Unknown);

    public ValueTask<PaymentAnswer> ResumeAsync(ChargeRequest request, CancellationToken cancellationToken) => new(Unknown);

    public ValueTask<PaymentAnswer?> FindAsync(PaymentLookUp payment, CancellationToken cancellationToken) => new(Unknown);

    public ValueTask<PaymentAnswer> CancelAsync(PaymentLookUp payment, CancellationToken cancellationToken) => new(Unknown);

    public ValueTask<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken) => new(new RefundAnswer(PaymentOutcome.Unknown));

    public IAsyncEnumerable<CashMovement> CashMovementsAsync(AccountId account, CancellationToken cancellationToken) => throw new TimeoutException();

    public IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        throw new TimeoutException();
}
