using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests.Walks;

public sealed class InvoiceWalks(Chromium chromium, Town town) : PortalTest(chromium), IClassFixture<Town>
{
    [Theory]
    [InlineData(Tool.Pointer)]
    [InlineData(Tool.Keyboard)]
    public Task An_invoice_is_read_and_fetched_as_a_document_and_all_of_them_as_a_report(Tool tool) => VisitAsync(town.Home, async visitor =>
    {
        var hands = new Hands(visitor.Page, tool);
        await visitor.SignInAsync("Owner", Town.Standard);
        await visitor.GoAsync("/invoices");
        var report = await visitor.DownloadAsync(() => hands.PressAsync(visitor.Button("Download CSV")));
        Assert.StartsWith("Order ID,Billing Date,Cost,Currency,Payment Method,Payment Status", Encoding.UTF8.GetString(report), StringComparison.Ordinal);

        await hands.PressAsync(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Invoice 000001" }));
        await Expect(visitor.Dialog).ToBeVisibleAsync();
        await visitor.SettleAsync();
        await visitor.ExpectNoBarriersAsync();
        var document = await visitor.DownloadAsync(() => hands.PressAsync(visitor.Button("Download PDF")));
        Assert.Equal("%PDF-"u8.ToArray(), document[..5]);

        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Dialog).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Invoices_of_an_enterprise_account_are_not_displayed() => VisitAsync(town.Home, async visitor =>
    {
        await visitor.SignInAsync("Owner", Town.Enterprise);
        await visitor.GoAsync("/invoices");
        await visitor.SeesAsync("Billed by contract");
        await visitor.GoAsync("/plan");
        await visitor.SeesAsync("by contract");
        await Expect(visitor.Button("Change plan")).ToHaveCountAsync(0);
    });
}
