using System.Collections.Immutable;

namespace Billing.Domain.Accounts;

/// <summary>Standard accounts buy plans themselves; enterprise accounts live on a contract that the operator writes.</summary>
public enum AccountKind
{
    Standard,
    Enterprise,
}

/// <summary>Who the customer is. <c>Currency</c> and <c>Kind</c> stay as they were created; the zone decides on which day things happen.</summary>
/// <param name="TimeZone">IANA id, such as <c>Europe/Paris</c>.</param>
public sealed record AccountProfile(
    string Name,
    AccountKind Kind,
    string OwnerEmail,
    ImmutableArray<string> DeveloperEmails,
    string Currency,
    string TimeZone,
    DateTimeOffset CreatedAt);
