using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Application.Orders;

namespace Billing.Application.Wires;

/// <summary>What the customer is told of a bank transfer (contract, section 9).</summary>
internal static class WireEmails
{
    public static void TellInstructions(AccountWork work, StoredOrder order)
    {
        var wire = order.Payment!.Wire!;
        work.Email(new WireTransferInstructions(
            order.OrderId, wire.Reference, wire.Amount, wire.Remaining, wire.Bank, wire.ExpectedFrom, wire.ExpectedBy, ExpiryOf(work, wire)));
    }

    /// <summary>It has not come in the time that it takes.</summary>
    public static void TellReminder(AccountWork work, StoredOrder order)
    {
        var wire = order.Payment!.Wire!;
        work.Email(new WireTransferReminder(order.OrderId, wire.Reference, wire.Amount, wire.Remaining, wire.Bank, ExpiryOf(work, wire)));
    }

    public static void TellCleared(AccountWork work, StoredOrder order) =>
        work.Email(new WireTransferCleared(order.OrderId, order.Payment!.Wire!.Reference, order.Payment.Wire.Amount));

    public static void TellExpired(AccountWork work, StoredOrder order) =>
        work.Email(new WireTransferExpired(order.OrderId, order.Payment!.Wire!.Reference, order.Payment.Wire.Amount));

    private static DateOnly ExpiryOf(AccountWork work, OrderWire wire) => work.State.Zone.DateOf(wire.ExpiresAt);
}
