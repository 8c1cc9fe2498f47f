using Billing.Application;

namespace Billing.Functions.Invoicing;

/// <summary>Which renderer makes invoices: the built-in one, unless the settings name the licence of QuestPDF that the operator holds (decision 46).</summary>
internal static class InvoiceRendering
{
    /// <returns>The licence by its name, for no type of QuestPDF loads the library where nobody wants it. Null: the built-in renderer.</returns>
    /// <exception cref="SettingException">There is no such licence.</exception>
    public static string? QuestPdf(Settings settings) => settings.Text("Billing:Invoices:QuestPdfLicense") switch
    {
        (null or "community" or "professional" or "enterprise") and var license => license,
        var other => throw new SettingException($"Billing:Invoices:QuestPdfLicense: '{other}' is neither community, professional nor enterprise."),
    };
}
