using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Tests.World;

/// <summary>A provider that cannot be reached: nothing is known of what was asked.</summary>
internal sealed class NoGateway : IPaymentGateway
{
    public ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken) => throw new TimeoutException();

    public ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken) => throw new TimeoutException();

    public ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) => new(new PaymentAnswer(PaymentOutcome.Unknown));
}
