using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Taxes;

namespace Billing.Application.Orders;

/// <summary>What an invoice needs to know of its buyer, and the tax.</summary>
internal static class BillingInformationCheck
{
    private const int MaxLength = 200;

    public static BillingError? Fault(BillingInformation? information)
    {
        const string at = "/billingInformation";
        return information is null ? null
            : Text(information.Name, at + "/name")
                ?? EmailAddress.Fault(information.Email, at + "/email")
                ?? Text(information.Address.Line1, at + "/address/line1")
                ?? Text(information.Address.City, at + "/address/city")
                ?? Text(information.Address.PostalCode, at + "/address/postalCode")
                ?? Optional(information.Address.Line2, at + "/address/line2")
                ?? Optional(information.Address.State, at + "/address/state")
                ?? Optional(information.TaxId, at + "/taxId")
                ?? (Countries.Has(information.Address.Country)
                    ? null
                    : BillingError.Invalid(at + "/address/country", "A country is two upper-case letters (ISO 3166-1)."))
                ?? (information.TaxId is { } taxId && VatId.Fault(taxId, information.Address.Country) is { } fault
                    ? BillingError.Invalid(at + "/taxId", fault)
                    : null);
    }

    private static BillingError? Optional(string? text, string pointer) => text is null ? null : Text(text, pointer);

    private static BillingError? Text(string text, string pointer) =>
        text.Trim().Length is > 0 and <= MaxLength && !text.Any(char.IsControl)
            ? null
            : BillingError.Invalid(pointer, $"1 to {MaxLength} characters are needed, none of them a control character.");
}
