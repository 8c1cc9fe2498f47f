using Billing.Domain.Accounts;

namespace Billing.Domain.Taxes;

/// <summary>Where the seller collects tax, and at which rates.</summary>
/// <param name="SellerCountry">Where the seller is established.</param>
/// <param name="Registrations">Countries in which the seller is registered; <see cref="OneStopShop"/> for all member states.</param>
public sealed record TaxTerms(string SellerCountry, IReadOnlyList<string> Registrations, IReadOnlyList<TaxRate> Rates)
{
    public const string OneStopShop = "EU";

    /// <summary>
    /// The tax on what this buyer is sold: that of the buyer's country, where the seller collects it; null for none. Electronic services are taxed where the
    /// buyer is (Directive 2006/112/EC, articles 44 and 58), and a business in another member state than the seller's owes the tax itself (article 196).
    /// </summary>
    /// <param name="buyer">Null where the account has not said who it is: nothing is collected.</param>
    public TaxTreatment? Of(BillingInformation? buyer)
    {
        if (buyer is null || Rates.FirstOrDefault(rate => rate.Country == buyer.Address.Country) is not { } rate || !IsCollected(rate.Country))
        {
            return null;
        }

        return rate.Country != SellerCountry && VatId.OfBuyer(buyer) is not null
            ? new TaxTreatment(rate.Name, rate.Country, 0, IsReverseCharge: true)
            : new TaxTreatment(rate.Name, rate.Country, rate.BasisPoints);
    }

    private bool IsCollected(string country) => Registrations.Contains(country) || (Registrations.Contains(OneStopShop) && EuropeanUnion.Has(country));
}

/// <summary>A country's standard rate.</summary>
/// <param name="Name">As an invoice calls the tax: <c>VAT</c>, <c>GST</c>.</param>
/// <param name="BasisPoints">Hundredths of a percent.</param>
public sealed record TaxRate(string Country, string Name, int BasisPoints);
