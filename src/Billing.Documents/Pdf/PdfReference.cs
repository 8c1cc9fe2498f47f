namespace Billing.Documents.Pdf;

/// <summary>An indirect object's number; generations are always 0 here.</summary>
internal readonly record struct PdfReference(int Number)
{
    public override string ToString() => $"{Number} 0 R";
}
