using Billing.Domain.Catalog;

namespace Billing.Host;

internal static class HomeCatalog
{
    /// <param name="file">Null: the one that comes with the program.</param>
    /// <exception cref="HomeException">The file cannot be read, or is wrong: every fault is named.</exception>
    public static ProductCatalog Load(string? file)
    {
        var path = file ?? Path.Combine(AppContext.BaseDirectory, "catalog.json");
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HomeException($"The catalog '{path}' cannot be read: {problem.Message}", problem);
        }

        var reading = CatalogFile.Parse(text);
        return reading.Catalog ?? throw new HomeException(string.Join("\n  ", [$"The catalog '{path}' is wrong:", .. reading.Faults]));
    }
}
