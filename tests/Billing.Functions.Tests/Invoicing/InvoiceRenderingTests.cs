using Billing.Application;
using Billing.Functions.Invoicing;

namespace Billing.Functions.Tests.Invoicing;

public sealed class InvoiceRenderingTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("community", "community")]
    [InlineData("professional", "professional")]
    [InlineData("enterprise", "enterprise")]
    public void QuestPDF_renders_only_for_who_names_the_licence(string? setting, string? license) =>
        Assert.Equal(license, InvoiceRendering.QuestPdf(new Settings(_ => setting)));

    [Theory]
    [InlineData("evaluation")]
    [InlineData("yes")]
    public void No_other_licence_starts_the_app(string setting) =>
        Assert.Throws<SettingException>(() => InvoiceRendering.QuestPdf(new Settings(_ => setting)));
}
