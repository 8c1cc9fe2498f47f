using Billing.Application.Invoicing;
using Billing.Documents.Pdf;

namespace Billing.Documents.Invoices;

/// <summary>Colours, sizes and distances, in points: what makes the pages look as they do.</summary>
internal static class Theme
{
    public const double Margin = 50;
    public const double Band = 5;
    public const double Footer = 34;
    public const double FooterRule = Footer + 14;
    public const double Leading = 13;
    public const double Title = 26;
    public const double Name = 12;
    public const double Headline = 20;
    public const double Text = 9.5;
    public const double Small = 8;
    public const double RowPadding = 6.5;
    public const double ColumnGap = 18;
    public const double WidestQuantity = 96;
    public const double Hairline = 0.5;

    /// <summary>Of the content's width, where the right half of a page begins.</summary>
    public const double SecondColumn = 0.6;

    public static readonly Ink Dark = new(0x111827);
    public static readonly Ink Quiet = new(0x6B7280);
    public static readonly Ink Line = new(0xD9DCE1);
    public static readonly Ink Accent = new(0x1F4E79);
    public static readonly Ink Tint = new(0xF3F5F8);

    /// <summary>Letters and ground of the mark that says how the payment stands.</summary>
    public static (Ink Letters, Ink Ground) Mark(PaymentStatus status) => status switch
    {
        PaymentStatus.Paid => (new(0x05603A), new(0xD1F3E0)),
        PaymentStatus.Pending => (new(0x8A4B08), new(0xFDEFC8)),
        PaymentStatus.Failed => (new(0xA31B1B), new(0xFBDDDD)),
        _ => (new(0x4B5563), new(0xE5E7EB)),
    };
}
