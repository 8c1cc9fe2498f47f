using System.Security;
using System.Text;

namespace Billing.Documents.Pdf;

/// <summary>What the file says of itself.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Created">The document's own date: the file has no other, or the same document would give other bytes tomorrow.</param>
internal sealed record PdfMetadata(string Title, string Author, string Language, DateOnly Created)
{
    private const string Producer = "Billing";

    public string Information() =>
        $"<< /Title {PdfSyntax.Text(Title)} /Author {PdfSyntax.Text(Author)} /Creator ({Producer}) /Producer ({Producer}) "
        + $"/CreationDate {PdfSyntax.Date(Created)} /ModDate {PdfSyntax.Date(Created)} >>";

    /// <summary>The same as XMP (ISO 16684-1), which archives read.</summary>
    public byte[] Packet()
    {
        var (title, author) = (SecurityElement.Escape(Title), SecurityElement.Escape(Author));
        var date = $"{Created:yyyy-MM-dd}T00:00:00Z";
        return Encoding.UTF8.GetBytes(
            $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                  <dc:format>application/pdf</dc:format>
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
                  <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
                  <dc:language><rdf:Bag><rdf:li>{Language}</rdf:li></rdf:Bag></dc:language>
                  <pdf:Producer>{Producer}</pdf:Producer>
                  <xmp:CreatorTool>{Producer}</xmp:CreatorTool>
                  <xmp:CreateDate>{date}</xmp:CreateDate>
                  <xmp:ModifyDate>{date}</xmp:ModifyDate>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """);
    }
}
