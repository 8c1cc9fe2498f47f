namespace Billing.Domain.Accounts;

/// <summary>Who is billed; kept for the next invoices.</summary>
/// <param name="TaxId">Of a business customer.</param>
public sealed record BillingInformation(string Name, string Email, BillingAddress Address, string? TaxId = null);

/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record BillingAddress(string Line1, string City, string PostalCode, string Country, string? Line2 = null, string? State = null);
