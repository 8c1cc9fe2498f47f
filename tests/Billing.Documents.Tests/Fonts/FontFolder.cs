namespace Billing.Documents.Tests.Fonts;

/// <summary>A folder of fonts that goes when the test is over.</summary>
internal sealed class FontFolder : IDisposable
{
    public FontFolder(params (string Name, byte[] Bytes)[] files)
    {
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path(name), bytes);
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("billing-fonts-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
