namespace Billing.Domain.Tests;

/// <summary>Finds files of the repository, or beside it, from the test assembly's folder upwards.</summary>
internal static class Upwards
{
    /// <exception cref="FileNotFoundException">No folder above holds the path.</exception>
    public static string Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relativePath);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"No folder from {AppContext.BaseDirectory} upwards holds {relativePath}.");
    }
}
