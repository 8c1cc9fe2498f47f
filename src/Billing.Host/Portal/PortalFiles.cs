using System.Collections.Frozen;

namespace Billing.Host;

/// <summary>The built portal in memory, by the paths under which it is served: what was not there at the start is not served.</summary>
internal sealed class PortalFiles
{
    private const string Index = "/index.html";

    /// <summary>Where the build puts what is named by what it holds.</summary>
    private const string Hashed = "/assets/";

    private readonly FrozenDictionary<string, PortalFile> _files;

    private PortalFiles(FrozenDictionary<string, PortalFile> files) => _files = files;

    /// <summary>False where no portal was built: then there is nothing to serve.</summary>
    public bool IsBuilt => _files.ContainsKey(Index);

    public static PortalFiles Load(string folder)
    {
        var names = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        var files = names.Where(name => Path.GetExtension(name) is not (".br" or ".gz")).Select(name => (Name: name, Path: PathOf(folder, name)));
        return new(files.ToFrozenDictionary(
            file => file.Path, file => PortalFile.Read(file.Name, file.Path.StartsWith(Hashed, StringComparison.Ordinal)), StringComparer.Ordinal));
    }

    /// <param name="isPage">The caller wants a page: every address that is no file's is one of the portal's own, which finds its way by itself.</param>
    public PortalFile? Find(string path, bool isPage) =>
        _files.GetValueOrDefault(path == "/" ? Index : path) ?? (isPage ? _files.GetValueOrDefault(Index) : null);

    private static string PathOf(string folder, string name) => "/" + Path.GetRelativePath(folder, name).Replace(Path.DirectorySeparatorChar, '/');
}
