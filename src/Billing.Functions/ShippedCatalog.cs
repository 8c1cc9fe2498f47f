using Billing.Application;
using Billing.Domain.Catalog;

namespace Billing.Functions;

/// <summary>Plans, prices and limits: the file that is published with the app, so that a deployment is a version of it too.</summary>
internal static class ShippedCatalog
{
    /// <exception cref="SettingException">It is wrong: every fault is named.</exception>
    public static ProductCatalog Load()
    {
        var reading = CatalogFile.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "catalog.json")));
        return reading.Catalog ?? throw new SettingException(string.Join("\n  ", ["catalog.json is wrong:", .. reading.Faults]));
    }
}
