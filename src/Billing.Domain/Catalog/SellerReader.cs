using Billing.Domain.Accounts;
using Billing.Domain.Taxes;

namespace Billing.Domain.Catalog;

/// <summary>The parts of the file that tell who sells, and which taxes the seller collects.</summary>
internal static class SellerReader
{
    private const int MaxBasisPoints = 10_000;

    public static Seller Seller(JsonPart part)
    {
        var seller = part.Members("name", "address", "email", "taxId", "paymentTermDays");
        var address = seller["address"].Members("line1", "line2", "city", "postalCode", "state", "country");
        var read = new Seller(
            seller["name"].Text() ?? "",
            new BillingAddress(
                address["line1"].Text() ?? "",
                address["city"].Text() ?? "",
                address["postalCode"].Text() ?? "",
                address["country"].Country() ?? "",
                Optional(address["line2"]),
                Optional(address["state"])),
            seller["email"].Text() ?? "",
            Optional(seller["taxId"]),
            CatalogReader.Days(seller["paymentTermDays"]));
        if (read.Email.Length > 0 && EmailAddress.Fault(read.Email, "") is { } email)
        {
            seller["email"].Fault(email.Detail);
        }

        if (read.TaxId is { } taxId && VatId.Fault(taxId, read.Address.Country) is { } fault)
        {
            seller["taxId"].Fault(fault);
        }

        return read;
    }

    /// <summary>The seller is registered only where there is a rate; for the One Stop Shop every member state has one.</summary>
    public static TaxTerms Tax(JsonPart part, Seller seller)
    {
        var tax = part.Members("registrations", "rates");
        var rates = CatalogReader.List(tax["rates"], Rate, rate => rate.Country, "country");
        var registrations = CatalogReader.List(tax["registrations"], place => place.Country(), place => place, null);
        foreach (var place in registrations)
        {
            IEnumerable<string> countries = place == TaxTerms.OneStopShop ? EuropeanUnion.Members : [place];
            foreach (var country in countries.Where(country => rates.All(rate => rate.Country != country)))
            {
                tax["rates"].Fault($"The seller is registered in {place}, but there is no rate of {country}.");
            }
        }

        return new TaxTerms(seller.Address.Country, registrations, rates);
    }

    private static TaxRate Rate(JsonPart part)
    {
        var rate = part.Members("country", "name", "basisPoints");
        return new TaxRate(rate["country"].Country() ?? "", rate["name"].Text() ?? "", (int)(rate["basisPoints"].Integer(1, MaxBasisPoints) ?? 0));
    }

    private static string? Optional(JsonPart part) => part.IsNull ? null : part.Text();
}
