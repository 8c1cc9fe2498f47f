using Billing.Application;
using QuestPDF.Infrastructure;

namespace Billing.Functions.Invoicing;

/// <summary>Which renderer makes invoices: the built-in one, unless the settings name the licence of QuestPDF that the operator holds (decision 46).</summary>
internal static class InvoiceRendering
{
    /// <returns>Null: the built-in one.</returns>
    /// <exception cref="SettingException">There is no such licence.</exception>
    public static LicenseType? QuestPdf(Settings settings) => settings.Text("Billing:Invoices:QuestPdfLicense") switch
    {
        null => null,
        "community" => LicenseType.Community,
        "professional" => LicenseType.Professional,
        "enterprise" => LicenseType.Enterprise,
        var other => throw new SettingException($"Billing:Invoices:QuestPdfLicense: '{other}' is neither community, professional nor enterprise."),
    };
}
