using Billing.Application;
using Billing.Application.Ports;
using Microsoft.Extensions.DependencyInjection;
using QuestPDF.Infrastructure;

namespace Billing.Functions.Invoicing;

/// <summary>Which renderer makes invoices: the built-in one, unless the settings name the licence of QuestPDF that the operator holds (decision 46).</summary>
internal static class InvoiceRendering
{
    /// <summary>Apart from the home's own parts, for only who comes in here loads QuestPDF.</summary>
    /// <exception cref="SettingException">There is no such licence.</exception>
    public static void AddQuestPdf(IServiceCollection services, Settings settings)
    {
        var license = QuestPdf(settings)!.Value;
        services.AddSingleton<IInvoiceRenderer>(_ => new QuestInvoiceRenderer(license));
    }

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
