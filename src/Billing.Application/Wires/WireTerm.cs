using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Application.Wires;

/// <summary>How long a bank transfer is waited for: business days of the account's zone, from the day on which it was ordered.</summary>
internal static class WireTerm
{
    /// <summary>The order, now waiting for its transfer.</summary>
    public static StoredOrder Begin(AccountWork work, StoredOrder order, WireInstructions wire, Money? received, WireTerms terms)
    {
        var zone = work.State.Zone;
        var ordered = zone.DateOf(order.CreatedAt);
        var amount = order.Payment!.Amount;
        return order with
        {
            Payment = order.Payment with
            {
                Wire = new OrderWire(
                    wire.Reference,
                    wire.Bank,
                    amount,
                    received ?? Money.Zero(amount.Currency),
                    BusinessDays.After(ordered, terms.ExpectedFromDays),
                    BusinessDays.After(ordered, terms.ExpectedByDays),
                    zone.StartOf(BusinessDays.After(ordered, terms.ReminderDays)),
                    zone.StartOf(BusinessDays.After(ordered, terms.ExpiryDays)),
                    []),
            },
        };
    }
}
