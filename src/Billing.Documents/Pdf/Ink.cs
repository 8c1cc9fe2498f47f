namespace Billing.Documents.Pdf;

/// <summary>A colour of the screen: 0xRRGGBB.</summary>
internal readonly record struct Ink(int Rgb)
{
    public double Red => (Rgb >> 16) / 255.0;

    public double Green => ((Rgb >> 8) & 0xFF) / 255.0;

    public double Blue => (Rgb & 0xFF) / 255.0;
}
