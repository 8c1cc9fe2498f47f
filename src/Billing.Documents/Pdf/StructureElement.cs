namespace Billing.Documents.Pdf;

/// <summary>
/// A node of what the document means, for screen readers and extraction (ISO 32000-1, 14.7): its children are other nodes and pieces of pages.
/// </summary>
internal sealed class StructureElement
{
    private readonly List<Child> _children = [];

    /// <param name="role">A standard structure type: <c>H1</c>, <c>P</c>, <c>Table</c>, <c>TH</c>.</param>
    /// <param name="attributes">Entries of its attribute dictionary: <c>/O /Table /Scope /Column</c>.</param>
    public StructureElement(string role, string? attributes = null) => (Role, Attributes) = (role, attributes);

    public string Role { get; }

    private string? Attributes { get; }

    public StructureElement Add(string role, string? attributes = null)
    {
        var child = new StructureElement(role, attributes);
        _children.Add(new Child(child, null, 0));
        return child;
    }

    internal void Own(PdfPage page, int markedContent) => _children.Add(new Child(null, page, markedContent));

    /// <summary>Writes this node and all below it, and notes which node each piece of a page belongs to.</summary>
    internal PdfReference Write(PdfFile file, PdfReference parent, Dictionary<(PdfPage Page, int MarkedContent), PdfReference> owners)
    {
        var self = file.Reserve();
        var page = _children.Find(child => child.Page is not null).Page;
        var children = new List<string>(_children.Count);
        foreach (var (element, on, content) in _children)
        {
            if (element is not null)
            {
                children.Add($"{element.Write(file, self, owners)}");
            }
            else
            {
                owners.Add((on!, content), self);
                children.Add(on == page ? $"{content}" : $"<< /Type /MCR /Pg {on!.Reference} /MCID {content} >>");
            }
        }

        var pg = page is null ? "" : $" /Pg {page.Reference}";
        var a = Attributes is null ? "" : $" /A << {Attributes} >>";
        file.Set(self, $"<< /Type /StructElem /S /{Role} /P {parent}{pg}{a} /K [{string.Join(' ', children)}] >>");
        return self;
    }

    private readonly record struct Child(StructureElement? Element, PdfPage? Page, int MarkedContent);
}
