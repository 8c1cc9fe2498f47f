using Billing.Application.Ports;
using Billing.Stripe.Api;

namespace Billing.Stripe;

/// <summary>Stripe's cash balance in our words.</summary>
internal static class StripeCash
{
    public static CashMovement Movement(CashTransaction moved) => new(
        moved.Id,
        moved.Type switch
        {
            "funded" => CashMovementKind.Funded,
            "funding_reversed" => CashMovementKind.FundingReversed,
            "applied_to_payment" => CashMovementKind.Applied,
            "unapplied_from_payment" => CashMovementKind.Unapplied,
            "refunded_from_payment" => CashMovementKind.Refunded,
            "adjusted_for_overdraft" => CashMovementKind.Overdraft,
            _ => CashMovementKind.Other,
        },
        PaymentAnswers.Amount(moved.NetAmount, moved.Currency),
        PaymentAnswers.Amount(moved.EndingBalance, moved.Currency),
        DateTimeOffset.FromUnixTimeSeconds(moved.Created),
        (moved.AppliedToPayment ?? moved.UnappliedFromPayment)?.PaymentIntent,
        moved.Funded?.BankTransfer?.Reference);
}
