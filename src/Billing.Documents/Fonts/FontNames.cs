using System.Text;

namespace Billing.Documents.Fonts;

/// <summary>What a font calls itself (OpenType, <c>name</c>): the English names in UTF-16, which every font in use has.</summary>
internal sealed class FontNames
{
    private const int English = 0x409;

    public FontNames(FontData table)
    {
        var found = new Dictionary<int, string>();
        for (var record = 0; record < table.U16(2); record++)
        {
            var at = 6 + (record * 12);
            if (table.U16(at) == 3 && table.U16(at + 4) == English)
            {
                var text = table.Span(table.U16(4) + table.U16(at + 10), table.U16(at + 8));
                found.TryAdd(table.U16(at + 6), Encoding.BigEndianUnicode.GetString(text));
            }
        }

        Family = found.GetValueOrDefault(16) ?? found.GetValueOrDefault(1) ?? "";
        PostScript = new string([.. (found.GetValueOrDefault(6) ?? Family).Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]);
        if (PostScript.Length == 0)
        {
            PostScript = "Font";
        }
    }

    public string Family { get; }

    public string PostScript { get; }
}
