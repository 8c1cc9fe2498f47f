using Billing.Application.Payments;
using Billing.Domain;

namespace Billing.Application.Ports;

public enum PaymentOutcome
{
    Succeeded,

    /// <summary>The customer must act: <see cref="PaymentAnswer.Action"/>.</summary>
    RequiresAction,

    /// <summary>The provider has it in hand; a notice or the look-up will tell.</summary>
    Processing,

    /// <summary>A bank transfer is waited for: <see cref="PaymentAnswer.Wire"/>.</summary>
    AwaitingFunds,
    Declined,
    Canceled,
    Unknown,
}

/// <summary>
/// How a decline is to be treated: Hard is never retried, Soft is scheduled, Authenticate needs the customer, Unclear gets a few spaced tries.
/// </summary>
public enum DeclineKind
{
    None,
    Hard,
    Soft,
    Authenticate,
    Unclear,
}

/// <param name="ProviderReference">The provider's id of the payment; null where it has none.</param>
/// <param name="DeclineCode">What the customer may be told; never that a card is reported lost or stolen, or suspected of fraud.</param>
/// <param name="TrueDeclineCode">What the provider said, for the operator alone.</param>
/// <param name="SavedMethod">The method, where this payment has saved it for later charges.</param>
/// <param name="Received">What has come in for it; less than the amount for a wire that is partly funded.</param>
public sealed record PaymentAnswer(
    PaymentOutcome Outcome,
    string? ProviderReference = null,
    string? DeclineCode = null,
    DeclineKind Decline = DeclineKind.None,
    PaymentAction? Action = null,
    WireInstructions? Wire = null,
    PaymentMethodAnswer? SavedMethod = null,
    Money? Received = null,
    string? TrueDeclineCode = null);

/// <param name="ProviderMethodId">Null where it is not, or not yet, saved.</param>
/// <param name="Label">What the customer recognises: <c>Visa •••• 4242</c>.</param>
/// <param name="Outcome">Succeeded, RequiresAction, Declined, Canceled or Unknown.</param>
/// <param name="SetupReference">The provider's id of the saving, to find it by.</param>
public sealed record PaymentMethodAnswer(
    string? ProviderMethodId,
    string Label,
    string? DeclineCode = null,
    PaymentOutcome Outcome = PaymentOutcome.Succeeded,
    string? SetupReference = null,
    PaymentAction? Action = null);

/// <summary>Where a customer sends the money of a wire.</summary>
/// <param name="Reference">What to write on the transfer, so that it is matched.</param>
/// <param name="Remaining">What is still to come.</param>
/// <param name="InstructionsUrl">A page of the provider's that says the same.</param>
public sealed record WireInstructions(string Reference, Money Remaining, BankAccount Bank, string? InstructionsUrl = null);

/// <summary>An account that takes transfers: an account number with a routing number or sort code, or an IBAN with its BIC.</summary>
public sealed record BankAccount(
    string? HolderName,
    string? BankName,
    string? Country,
    string? AccountNumber = null,
    string? RoutingNumber = null,
    string? SortCode = null,
    string? Iban = null,
    string? Bic = null)
{
    /// <summary>What is known of it, as a customer reads it: <c>IBAN DE89…</c>.</summary>
    public IEnumerable<string> Lines()
    {
        (string Name, string? Value)[] parts =
        [
            ("Holder", HolderName), ("Bank", BankName), ("Country", Country), ("Account number", AccountNumber),
            ("Routing number", RoutingNumber), ("Sort code", SortCode), ("IBAN", Iban), ("BIC", Bic),
        ];
        return parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {part.Value}");
    }
}

/// <param name="Outcome">Succeeded, Processing, Declined or Unknown.</param>
public sealed record RefundAnswer(PaymentOutcome Outcome, string? ProviderReference = null, string? DeclineCode = null);

public enum CashMovementKind
{
    /// <summary>A transfer came.</summary>
    Funded,

    /// <summary>The payer's bank took one back: what it paid is paid no more.</summary>
    FundingReversed,

    /// <summary>Went to a payment.</summary>
    Applied,

    /// <summary>Came back from a payment that was canceled.</summary>
    Unapplied,

    /// <summary>Came back as a refund.</summary>
    Refunded,

    /// <summary>Made good by us: a transfer that was taken back had paid already.</summary>
    Overdraft,

    /// <summary>Sent back to the payer, or moved otherwise.</summary>
    Other,
}

/// <summary>A movement of what an account has sent by bank transfer.</summary>
/// <param name="Net">Positive where it added to the balance.</param>
/// <param name="Balance">After it; what no payment has taken.</param>
/// <param name="ProviderReference">The payment that it went to or came from.</param>
/// <param name="Reference">What the payer wrote on a transfer that came.</param>
public sealed record CashMovement(
    string Id, CashMovementKind Kind, Money Net, Money Balance, DateTimeOffset At, string? ProviderReference = null, string? Reference = null);

/// <summary>A payment as the provider has it in its books.</summary>
/// <param name="PaymentId">Ours; null where the provider's was made by other hands.</param>
/// <param name="Received">Zero unless it has succeeded.</param>
public sealed record ProviderPayment(
    string ProviderReference, AccountId? Account, string? PaymentId, PaymentOutcome Outcome, Money Amount, Money Received, DateTimeOffset CreatedAt);

/// <summary>The provider could not be asked, or answered what makes no sense. Holds no secret, card or token.</summary>
public sealed class PaymentProviderException(string message, Exception? inner = null) : Exception(message, inner);
