namespace Billing.Documents.Invoices;

/// <summary>What a country prints on and how it writes dates. Sizes in points.</summary>
internal sealed record Paper(double Width, double Height, string LongDate, string ShortDate, string DayOfYear)
{
    private static readonly Paper A4 = new(595.28, 841.89, "d MMMM yyyy", "d MMM yyyy", "d MMM");
    private static readonly Paper Letter = A4 with { Width = 612, Height = 792 };
    private static readonly Paper American = Letter with { LongDate = "MMMM d, yyyy", ShortDate = "MMM d, yyyy", DayOfYear = "MMM d" };

    /// <param name="country">ISO 3166-1 alpha-2; null: not known.</param>
    public static Paper Of(string? country) => country switch
    {
        "US" or "PR" => American,
        "CA" or "MX" or "CL" or "CO" or "CR" or "DO" or "GT" or "NI" or "PA" or "PH" or "SV" or "VE" => Letter,
        _ => A4,
    };
}
