using Microsoft.Extensions.Logging;

namespace Billing.Documents.Fonts;

/// <summary>A file in a font folder, opened when its turn comes.</summary>
/// <param name="path">Of one font, or of a collection.</param>
/// <param name="rank">Lower is tried earlier.</param>
internal sealed class FontFile(string path, int rank)
{
    private const int MostFaces = 64;
    private IReadOnlyList<FontFace>? _faces;

    public string Path { get; } = path;

    public int Rank { get; } = rank;

    /// <summary>Those that can be embedded and may be. A file that is no font has none, which is logged once.</summary>
    public IReadOnlyList<FontFace> Faces(ILogger log)
    {
        if (_faces is null)
        {
            try
            {
                using var file = new FontReader(Path);
                _faces = [.. Starts(file).Select(start => new FontFace(Path, file, start)).Where(face => face.MayBeEmbedded)];
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException or OverflowException)
            {
                log.LogDebug("The font '{Path}' is not used: {Problem}", Path, problem.Message);
                _faces = [];
            }
        }

        return _faces;
    }

    /// <summary>Where the file's fonts start: one, or as many as a collection names.</summary>
    private static IEnumerable<long> Starts(FontReader file)
    {
        if (file.Read(0, 4).Tag(0) != "ttcf")
        {
            return [0];
        }

        var count = Math.Min(file.Read(8, 4).U32(0), MostFaces);
        var starts = file.Read(12, count * 4);
        return Enumerable.Range(0, count).Select(index => (long)starts.U32(index * 4));
    }
}
