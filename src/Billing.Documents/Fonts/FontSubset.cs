namespace Billing.Documents.Fonts;

/// <summary>
/// A font file in the making that holds the glyphs of one document. A glyph is read when it is added, so that a broken one is found while the text can still
/// be written otherwise.
/// </summary>
internal abstract class FontSubset : IDisposable
{
    private readonly List<int> _advances = [];

    protected FontSubset(FontFace face, FontReader file) => (Face, File) = (face, file);

    public FontFace Face { get; }

    /// <summary>By the subset's glyph index, in font units.</summary>
    public IReadOnlyList<int> Advances => _advances;

    protected FontReader File { get; }

    /// <summary>Starts with glyph 0 alone, which stands for what is missing.</summary>
    /// <exception cref="InvalidDataException">The font is broken, or has something in it that is not read here.</exception>
    /// <exception cref="IOException">The file is gone.</exception>
    public static FontSubset Open(FontFace face)
    {
        var file = new FontReader(face.Path);
        try
        {
            FontSubset subset = face.Outlines == OutlineKind.TrueType ? new TrueTypeSubset(face, file) : new CompactSubset(face, file);
            subset.Add(0);
            return subset;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <returns>The glyph's index in the subset; a glyph that is added twice is there twice.</returns>
    /// <exception cref="InvalidDataException">The glyph is broken.</exception>
    public abstract int Add(int glyph);

    public abstract byte[] Write();

    public void Dispose() => File.Dispose();

    protected int Added(int glyph)
    {
        _advances.Add(Face.AdvanceOf(glyph));
        return _advances.Count - 1;
    }
}
