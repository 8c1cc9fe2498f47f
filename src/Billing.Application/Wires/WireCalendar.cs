using Billing.Application.Due;
using Billing.Application.Orders;

namespace Billing.Application.Wires;

/// <summary>When something is done about a bank transfer that does not come: the reminder, then the end.</summary>
public sealed class WireCalendar(WireTransfers wires, TimeProvider clock) : IDueWork
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(15);

    public DueKind Kind => DueKind.Wire;

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        await wires.RemindAsync(entry.Account, entry.Subject, cancellationToken);
        var order = await wires.ExpireAsync(entry.Account, entry.Subject, cancellationToken);
        if (order is not { Status: OrderStatus.PendingPaymentClearance, Payment.Wire: { } wire })
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return now < wire.ExpiresAt ? wire.ExpiresAt : now + Again;
    }
}
