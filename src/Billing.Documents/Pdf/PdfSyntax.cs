using System.Text;

namespace Billing.Documents.Pdf;

/// <summary>How values are written inside objects (ISO 32000-1, 7.3).</summary>
internal static class PdfSyntax
{
    /// <summary>A text string: ASCII in brackets, anything else as UTF-16 in hexadecimal, so that no reader has to guess an encoding.</summary>
    public static string Text(string value) =>
        Ascii.IsValid(value) ? $"({Escape(value)})" : $"<FEFF{Utf16(value)}>";

    /// <summary>The characters in UTF-16, big-endian, as hexadecimal digits.</summary>
    public static string Utf16(string value) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value));

    /// <summary>A date string of the UTC midnight that starts the day.</summary>
    public static string Date(DateOnly date) => $"(D:{date:yyyyMMdd}000000Z)";

    private static string Escape(string value) =>
        value.Replace(@"\", @"\\").Replace("(", @"\(").Replace(")", @"\)").Replace("\r", @"\r").Replace("\n", @"\n");
}
