using System.Collections.Immutable;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Application.Notifications;

/// <param name="Plan">Of this and all others: the catalog's id, shown by its name.</param>
/// <param name="Amount">Of this and all others that an order causes: the order's total.</param>
/// <param name="NextBillingDate">Of this and all others: a local date of the account.</param>
public sealed record AutomationSubscription(string Plan, BillingInterval Interval, Money Amount, DateOnly NextBillingDate) : EmailContent;

/// <param name="Seats">Contact Center AI seats held from now on.</param>
public sealed record ContactCenterSubscription(string Plan, int Seats, SeatType SeatType, Money Amount, DateOnly NextBillingDate) : EmailContent;

public sealed record AutomationAndContactCenterSubscription(
    string Plan, BillingInterval Interval, int Seats, SeatType SeatType, Money Amount, DateOnly NextBillingDate) : EmailContent;

/// <param name="AddOns">Of this and the two that follow: the new ones, by the catalog's ids.</param>
public sealed record VoiceGatewayAddOn(ImmutableArray<string> AddOns, string Plan, Money Amount, DateOnly NextBillingDate) : EmailContent;

public sealed record SingleAddOnSubscription(ImmutableArray<string> AddOns, string Plan, Money Amount, DateOnly NextBillingDate) : EmailContent;

public sealed record MultipleAddOns(ImmutableArray<string> AddOns, string Plan, Money Amount, DateOnly NextBillingDate) : EmailContent;

public sealed record AutoRenewalSuccessful(string Plan, Money Amount, DateOnly NextBillingDate) : EmailContent;

/// <param name="DaysBeforeServicesStop">Local days from today to the first one without services.</param>
/// <param name="NextAttemptOn">The local date on which the charge is tried again; null where it is not: then only the customer can help.</param>
/// <param name="OrderId">The renewal's order.</param>
/// <param name="NeedsAuthentication">The customer's bank wants the payment confirmed; the order says where.</param>
public sealed record AutoRenewalUnsuccessful(
    string Plan,
    Money Amount,
    int DaysBeforeServicesStop,
    DateOnly ServicesStopOn,
    DateOnly? NextAttemptOn,
    string OrderId,
    bool NeedsAuthentication) : EmailContent;

/// <param name="EndedOn">Of this and the two that follow: the first local date without services.</param>
public sealed record TrialExpired(string Plan, DateOnly EndedOn) : EmailContent;

public sealed record SubscriptionExpired(string Plan, DateOnly EndedOn) : EmailContent;

public sealed record SubscriptionCanceled(string Plan, DateOnly EndedOn) : EmailContent;
