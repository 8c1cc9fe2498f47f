using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Notifications;

/// <param name="Reference">Of this and the three that follow: what the payer must write on the transfer.</param>
/// <param name="Bank">The receiving account, as the provider gives it.</param>
/// <param name="Remaining">What has not arrived yet.</param>
/// <param name="ExpiresOn">The local date on which the order expires unpaid.</param>
public sealed record WireTransferInstructions(
    string OrderId,
    string Reference,
    Money Amount,
    Money Remaining,
    BankAccount Bank,
    DateOnly ExpectedFrom,
    DateOnly ExpectedBy,
    DateOnly ExpiresOn) : EmailContent;

public sealed record WireTransferCleared(string OrderId, string Reference, Money Amount) : EmailContent;

public sealed record WireTransferReminder(
    string OrderId, string Reference, Money Amount, Money Remaining, BankAccount Bank, DateOnly ExpiresOn) : EmailContent;

public sealed record WireTransferExpired(string OrderId, string Reference, Money Amount) : EmailContent;

/// <param name="AlertAtMicros">The total at or below which the account is told.</param>
public sealed record CreditsLow(Micros TotalMicros, Micros AlertAtMicros) : EmailContent;

/// <param name="TotalMicros">Zero, or below where the last usage cost more than there was.</param>
public sealed record CreditsExhausted(Micros TotalMicros) : EmailContent;

/// <param name="TotalMicros">The credits after it.</param>
public sealed record TopUpReceipt(string OrderId, Money Amount, Micros TotalMicros) : EmailContent;

/// <param name="EndsOn">The first local date without services.</param>
/// <param name="DaysLeft">Local days from today to it.</param>
public sealed record TrialEnding(string Plan, DateOnly EndsOn, int DaysLeft) : EmailContent;

/// <param name="Volume">The conversations of a month that the plan is meant for.</param>
/// <param name="NextPlan">The next one of the ladder; null where there is none.</param>
public sealed record UpgradeRecommended(string Plan, long Conversations, long Volume, string? NextPlan) : EmailContent;
