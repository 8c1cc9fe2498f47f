using System.Collections.Concurrent;
using System.Text;
using Billing.Application;
using Microsoft.Extensions.Logging;

namespace Billing.Documents.Fonts;

/// <summary>
/// The fonts of the machine, for characters that the built-in ones lack. Folders are listed and files are opened when the first such character comes; a
/// process that only ever prints Western European names touches none.
/// </summary>
public sealed class FontLibrary
{
    /// <summary>How the families that look best beside Helvetica begin their file names, the best first.</summary>
    private static readonly string[] Favourites =
    [
        "LiberationSans-", "Arimo", "arial", "NotoSans-", "DejaVuSans.", "DejaVuSans-Bold.", "NotoSansCJK", "NotoSansJP", "NotoSansKR", "NotoSansSC",
        "NotoNaskhArabic-",
    ];

    /// <summary>What names of fonts say that are not for running text.</summary>
    private static readonly string[] Unfit =
        ["Italic", "Oblique", "Mono", "Condensed", "Thin", "Light", "Medium", "Black", "Serif", "Display", "Looped", "Coding", "Symbol", "Math"];

    private const int RanksOfFolder = 10_000;
    private static readonly string[] Extensions = [".ttf", ".otf", ".ttc", ".otc"];

    private readonly ConcurrentDictionary<(Rune Character, bool IsBold, string? Region), FontFace?> _found = [];
    private readonly Lazy<IReadOnlyList<FontFile>> _files;
    private readonly ILogger<FontLibrary> _log;

    /// <param name="folders">Searched with all below them; a font of an earlier folder goes before any of a later one. One that is not there has none.</param>
    public FontLibrary(IReadOnlyList<string> folders, ILogger<FontLibrary> log)
    {
        _log = log;
        _files = new(() =>
        [
            .. folders.SelectMany((folder, index) => FilesOf(folder, index * RanksOfFolder))
                .OrderBy(file => file.Rank).ThenBy(file => file.Path, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Where to look: a folder of the operator's, before the system's own.</summary>
    /// <exception cref="SettingException">There is no such folder.</exception>
    public static IReadOnlyList<string> Folders(Settings settings) => settings.Text("Billing:Fonts") switch
    {
        null => SystemFolders,
        var folder when Directory.Exists(folder) => [folder, .. SystemFolders],
        var folder => throw new SettingException($"Billing:Fonts: there is no folder '{folder}'."),
    };

    /// <summary>Where this system keeps its fonts.</summary>
    public static IReadOnlyList<string> SystemFolders =>
        OperatingSystem.IsWindows() ? [Environment.GetFolderPath(Environment.SpecialFolder.Fonts)]
        : OperatingSystem.IsMacOS() ? ["/Library/Fonts", "/System/Library/Fonts"]
        : ["/usr/local/share/fonts", "/usr/share/fonts"];

    /// <summary>The font to draw a character with; null where none has it.</summary>
    /// <param name="region">Whose form of a Chinese character is wanted, as families end their names: <c>JP</c>, <c>KR</c>, <c>SC</c>.</param>
    internal FontFace? Find(Rune character, bool isBold, string? region) =>
        _found.GetOrAdd((character, isBold, region), static (wanted, self) => self.Search(wanted.Character, wanted.IsBold, wanted.Region), this);

    private FontFace? Search(Rune character, bool isBold, string? region)
    {
        FontFace? otherWeight = null;
        foreach (var face in _files.Value.SelectMany(file => file.Faces(_log).OrderByDescending(face => Fitness(face, region))))
        {
            if ((otherWeight is null || face.IsBold == isBold) && face.GlyphOf(character) != 0)
            {
                if (face.IsBold == isBold)
                {
                    return face;
                }

                otherWeight = face;
            }
        }

        return otherWeight;
    }

    private static int Fitness(FontFace face, string? region) =>
        (face.Family.EndsWith($" {region}", StringComparison.Ordinal) ? 2 : 0) - (face.Family.Contains("Mono", StringComparison.Ordinal) ? 1 : 0);

    private static IEnumerable<FontFile> FilesOf(string folder, int rank)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", options)
                .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Select(path => new FontFile(path, rank + RankOf(Path.GetFileName(path))))
            : [];
    }

    private static int RankOf(string name)
    {
        var favourite = Array.FindIndex(Favourites, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        var isUnfit = Array.Exists(Unfit, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
        return (favourite >= 0 ? favourite : name.Contains("Sans", StringComparison.OrdinalIgnoreCase) ? 100 : 200) + (isUnfit ? 1_000 : 0);
    }
}
