using System.Collections.Immutable;
using Billing.Application.Seats;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Accounts;

/// <param name="Currency">ISO 4217; the catalog's. Left out: the catalog's. It cannot be changed later.</param>
/// <param name="TimeZone">IANA id; left out: UTC, or what it was.</param>
public sealed record AccountRequest(
    string Name,
    AccountKind Kind,
    string OwnerEmail,
    ImmutableArray<string>? DeveloperEmails = null,
    string? Currency = null,
    string? TimeZone = null);

public sealed record AccountView(
    string AccountId,
    string Name,
    AccountKind Kind,
    string OwnerEmail,
    ImmutableArray<string> DeveloperEmails,
    string Currency,
    string TimeZone,
    DateTimeOffset CreatedAt)
{
    public static AccountView Of(AccountId id, AccountProfile profile) =>
        new(id.Value, profile.Name, profile.Kind, profile.OwnerEmail, profile.DeveloperEmails, profile.Currency, profile.TimeZone, profile.CreatedAt);
}

/// <summary>A half-open interval of local dates of the account's zone: the end is the first day that no longer belongs.</summary>
public sealed record PeriodView(DateOnly Start, DateOnly End);

public sealed record SessionsView(long Used, long? Included, long Overage);

public sealed record AutomationView(SessionsView BillingSessions);

public sealed record SearchView(long IngestedBytes, long LimitBytes);

public sealed record AgentProductView(SeatType? SeatType, int Purchased, int InUse, int Peak);

public sealed record ConversationsView(long Used, long? Included, bool UpgradeRecommended);

/// <summary>What <c>GET …/plan-information</c> answers (contract, section 3). Dates are local dates of the account; instants are UTC.</summary>
/// <param name="Period">The current period of the subscription, or of the trial; null without either.</param>
/// <param name="NextBillingDate">When the next renewal is charged; null where none is coming.</param>
/// <param name="CancelAt">When a planned cancellation takes effect.</param>
/// <param name="PendingChange">What takes effect with the next renewal.</param>
/// <param name="ServicesStopAt">When services stop if nothing is paid; null unless a renewal failed.</param>
/// <param name="NextPaymentAttemptAt">When a renewal that failed is charged again; null where it is not.</param>
/// <param name="Outlook">What is coming, in the customer's words, the soonest first.</param>
public sealed record PlanInformation(
    string? Plan,
    SubscriptionStatus Status,
    BillingInterval? Interval,
    PeriodView? Period,
    DateOnly? NextBillingDate,
    DateTimeOffset? CancelAt,
    Selection? PendingChange,
    DateTimeOffset? ServicesStopAt,
    DateTimeOffset? NextPaymentAttemptAt,
    AutomationView AutomationAi,
    SearchView SearchAi,
    AgentProductView ContactCenterAi,
    AgentProductView AgentAi,
    ConversationsView Conversations,
    TeamSeatsView TeamSeats,
    IReadOnlyList<string> AddOns,
    string? SupportPlan,
    bool AutoUpgrade,
    IReadOnlyList<OutlookItem> Outlook);
