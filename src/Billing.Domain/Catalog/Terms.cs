using Billing.Domain.Accounts;

namespace Billing.Domain.Catalog;

/// <summary>A paid AI feature and its prices a token.</summary>
public sealed record AiFeature(string Id, Micros Input, Micros Output);

/// <param name="Plan">Id of the plan whose limits a trial has.</param>
/// <param name="Days">Local days, the first one included.</param>
public sealed record TrialTerms(string Plan, int Days, Micros Credit);

/// <summary>Both ends inclusive.</summary>
public sealed record TopUpLimits(Money Minimum, Money Maximum);

/// <param name="RetryDays">Days after the first failure, ascending.</param>
/// <param name="ServicesStopDays">Local days after the end of the last paid period.</param>
public sealed record DunningTerms(IReadOnlyList<int> RetryDays, int ServicesStopDays);

/// <summary>Business days after the order of a bank transfer.</summary>
public sealed record WireTerms(int ExpectedFromDays, int ExpectedByDays, int ReminderDays, int ExpiryDays);

/// <param name="IdleTimeout">A longer gap between neighbours cuts the activity of a conversation.</param>
public sealed record MeteringTerms(TimeSpan IdleTimeout);

/// <summary>Who sells, as invoices name it.</summary>
/// <param name="TaxId">Null where the seller has none.</param>
/// <param name="PaymentTermDays">After its date an invoice that waits for a bank transfer is to be paid within so many days.</param>
public sealed record Seller(string Name, BillingAddress Address, string Email, string? TaxId, int PaymentTermDays);
