using Billing.Domain.Accounts;

namespace Billing.Documents.Invoices;

/// <summary>An address in the order in which its country writes it.</summary>
internal static class AddressLines
{
    public static IEnumerable<string> Of(BillingAddress address)
    {
        string?[] lines = [address.Line1, address.Line2, .. Places(address), Countries.NameOf(address.Country)];
        return lines.OfType<string>().Where(line => line.Trim().Length > 0);
    }

    private static string?[] Places(BillingAddress address) => address.Country switch
    {
        "US" or "CA" or "AU" or "PR" => [Joined(", ", address.City, Joined(" ", address.State, address.PostalCode))],
        "GB" or "IE" => [address.City, address.State, address.PostalCode],
        _ => [Joined(", ", Joined(" ", address.PostalCode, address.City), address.State)],
    };

    private static string Joined(string between, params string?[] parts) => string.Join(between, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
