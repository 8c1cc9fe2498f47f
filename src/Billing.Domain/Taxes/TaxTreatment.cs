using System.Text.Json.Serialization;

namespace Billing.Domain.Taxes;

/// <summary>How one line is taxed. It stays with what was charged, so that what is given back takes just that tax with it.</summary>
/// <param name="Name">As the country calls its tax: <c>VAT</c>.</param>
/// <param name="Country">Where the tax is due; ISO 3166-1 alpha-2.</param>
/// <param name="BasisPoints">Hundredths of a percent: 1900 is 19 %. 0 under the reverse charge.</param>
/// <param name="IsReverseCharge">The buyer, a business in another member state, owes the tax.</param>
public sealed record TaxTreatment(string Name, string Country, int BasisPoints, bool IsReverseCharge = false)
{
    /// <summary>As lines and invoices print it: <c>VAT 25.5 % (FI)</c>.</summary>
    [JsonIgnore]
    public string Label => IsReverseCharge ? $"{Name} 0 % (reverse charge)" : $"{Name} {Percent} % ({Country})";

    private string Percent => BasisPoints % 100 == 0 ? $"{BasisPoints / 100}" : $"{BasisPoints / 100}.{BasisPoints % 100:D2}".TrimEnd('0');

    /// <summary>The tax on a rounded amount, itself rounded half away from zero: as much below zero on what is given back.</summary>
    public Money On(Money net) => net.Share(BasisPoints, 10_000);
}
