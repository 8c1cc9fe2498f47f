using Microsoft.Win32.SafeHandles;

namespace Billing.Documents.Fonts;

/// <summary>An open font file, read piece by piece: fonts of tens of megabytes are met where a few kilobytes are wanted.</summary>
internal sealed class FontReader(string path) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path);

    /// <exception cref="InvalidDataException">The piece lies outside the file.</exception>
    public FontData Read(long at, int length)
    {
        if (at < 0 || length < 0 || at + length > RandomAccess.GetLength(_file))
        {
            throw new InvalidDataException("The font points beyond its end.");
        }

        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(_file, bytes.AsSpan(done), at + done);
            done += read > 0 ? read : throw new InvalidDataException("The font became shorter while it was read.");
        }

        return new FontData(bytes);
    }

    public void Dispose() => _file.Dispose();
}
