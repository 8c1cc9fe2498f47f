using Billing.Application.Ports;
using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <summary>A payment method that waits for its customer before it can be charged.</summary>
/// <param name="Id"><c>pm_…</c>: stays its id once it is saved; the idempotency key of the saving.</param>
/// <param name="SetupReference">The provider's id of the saving.</param>
public sealed record StoredSaving(
    string Id, PaymentMethodType Type, string Label, string SetupReference, PaymentOutcome Outcome, PaymentAction? Action, DateTimeOffset At);
