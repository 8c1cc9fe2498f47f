using System.Diagnostics.CodeAnalysis;
using Billing.Domain.Accounts;

namespace Billing.Domain.Taxes;

/// <summary>
/// A VAT identification number of a member state, or of Northern Ireland (<c>XI</c>), whose form and check digits are right. Whether it is given out, and to
/// whom, only VIES knows.
/// </summary>
/// <param name="Prefix">As VIES writes it: <c>EL</c> for Greece.</param>
/// <param name="Number">Digits and upper-case letters without separators.</param>
public readonly record struct VatId(string Prefix, string Number)
{
    private const int MaxLength = 20;

    /// <summary>People write separators, small letters, and <c>GR</c> for <c>EL</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VatId? id)
    {
        var compact = Compact(text ?? "");
        id = compact.Length is > 2 and <= MaxLength && new VatId(compact[..2], compact[2..]) is var read && VatCheckDigits.AreRight(read) ? read : null;
        return id is not null;
    }

    /// <summary>The VAT id that makes the buyer a business of the member state of its address; null where there is none.</summary>
    public static VatId? OfBuyer(BillingInformation buyer) =>
        EuropeanUnion.Has(buyer.Address.Country) && TryParse(buyer.TaxId, out var id) && id.Value.Prefix == PrefixOf(buyer.Address.Country) ? id : null;

    /// <summary>
    /// What is wrong with a tax id beside an address; null where nothing is. In a member state a text that begins as a VAT id must be one, and of that state,
    /// because it decides on the tax; anywhere else, and for national numbers, tax ids are free text.
    /// </summary>
    public static string? Fault(string taxId, string country)
    {
        var (prefix, compact) = (PrefixOf(country), Compact(taxId));
        var looksLikeOne = compact.Length > 2 && (country == "GB" ? compact.StartsWith(prefix, StringComparison.Ordinal)
            : EuropeanUnion.Has(country) && EuropeanUnion.Members.Any(member => compact.StartsWith(PrefixOf(member), StringComparison.Ordinal)));
        return !looksLikeOne || (TryParse(taxId, out var id) && id.Value.Prefix == prefix) ? null
            : $"Not a VAT id of {country}: it begins with {prefix}, and its form and check digits are those of that country. Leave it out if there is none.";
    }

    public override string ToString() => Prefix + Number;

    private static string PrefixOf(string country) => country switch { "GR" => "EL", "GB" => "XI", _ => country };

    private static string Compact(string text)
    {
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/' or ':'))).ToUpperInvariant();
        return compact.StartsWith("GR", StringComparison.Ordinal) ? string.Concat("EL", compact.AsSpan(2)) : compact;
    }
}
