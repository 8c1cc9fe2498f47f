using Billing.Application;
using QuestPDF.Infrastructure;

namespace Billing.Functions.Invoicing;

/// <summary>Which renderer makes invoices: the built-in one, unless the settings name QuestPDF and the licence that the operator holds.</summary>
internal static class InvoiceRendering
{
    /// <returns>Null: the built-in one.</returns>
    /// <exception cref="SettingException">The renderer is not known, or QuestPDF's licence is not named: nobody takes it by accident.</exception>
    public static LicenseType? QuestPdf(Settings settings) => settings.Text("Billing:Invoices:Renderer") switch
    {
        null or "built-in" => null,
        "questpdf" => License(settings.Text("Billing:Invoices:QuestPdfLicense")),
        var other => throw new SettingException($"Billing:Invoices:Renderer: '{other}' is neither built-in nor questpdf."),
    };

    private static LicenseType License(string? name) => name switch
    {
        "community" => LicenseType.Community,
        "professional" => LicenseType.Professional,
        "enterprise" => LicenseType.Enterprise,
        _ => throw new SettingException(
            "Billing:Invoices:QuestPdfLicense: name the licence of QuestPDF that you hold: community, professional or enterprise."),
    };
}
