namespace Billing.Documents.Pdf;

/// <summary>A tagged document: pages, their fonts, and a structure that says what is a title, a table, a cell.</summary>
internal sealed class PdfDocument(PdfMetadata metadata)
{
    private readonly PdfFile _file = new();
    private readonly List<PdfPage> _pages = [];

    public StructureElement Structure { get; } = new("Document");

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage(double width, double height)
    {
        var page = new PdfPage(_file.Reserve(), width, height);
        _pages.Add(page);
        return page;
    }

    /// <summary>The whole file; once.</summary>
    public byte[] Write(IEnumerable<PdfFont> fonts)
    {
        var resources = _file.Add($"<< /Font << {string.Join(' ', fonts.Select(font => $"/{font.Name} {font.Write(_file)}"))} >> >>");
        var tree = _file.Reserve();
        foreach (var (index, page) in _pages.Index())
        {
            _file.Set(
                page.Reference,
                $"<< /Type /Page /Parent {tree} /MediaBox [0 0 {page.Width} {page.Height}] /Resources {resources} "
                + $"/Contents {_file.AddStream("", page.Content)} /StructParents {index} /Tabs /S >>");
        }

        _file.Set(tree, $"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select(page => page.Reference))}] >>");
        var xmp = _file.AddPlainStream("/Type /Metadata /Subtype /XML", metadata.Packet());
        var catalog = _file.Add(
            $"<< /Type /Catalog /Pages {tree} /Metadata {xmp} /Lang ({metadata.Language}) /MarkInfo << /Marked true >> "
            + $"/StructTreeRoot {WriteStructure()} /ViewerPreferences << /DisplayDocTitle true >> >>");
        return _file.Write(catalog, _file.Add(metadata.Information()));
    }

    /// <summary>The tree downwards, and the way back from each piece of a page to its node.</summary>
    private PdfReference WriteStructure()
    {
        var root = _file.Reserve();
        var owners = new Dictionary<(PdfPage Page, int MarkedContent), PdfReference>();
        var top = Structure.Write(_file, root, owners);
        var byPage = _pages.Select((page, index) =>
            $"{index} [{string.Join(' ', Enumerable.Range(0, page.MarkedContents).Select(content => owners[(page, content)]))}]");
        var parents = _file.Add($"<< /Nums [{string.Join(' ', byPage)}] >>");
        _file.Set(root, $"<< /Type /StructTreeRoot /K {top} /ParentTree {parents} /ParentTreeNextKey {_pages.Count} >>");
        return root;
    }
}
