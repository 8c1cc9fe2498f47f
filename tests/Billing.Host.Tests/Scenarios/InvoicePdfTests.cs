namespace Billing.Host.Tests;

public class InvoicePdfTests : Scenario
{
    [Fact]
    public async Task An_invoice_is_shown_as_pdf_to_those_who_may_see_it()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.CreateAccountAsync(server, "other");
        await Story.CreateAccountAsync(server, "big", "enterprise");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced","interval":"month"}""");
        var owner = server.Owner("acme");
        var invoice = (await owner.GetAsync("/accounts/acme/invoices")).Expect(200)["items.0"];
        var path = $"/invoices/{invoice.GetProperty("invoiceId").GetString()}/pdf";

        var pdf = (await owner.GetAsync($"/accounts/acme{path}")).Expect(200);

        Assert.Equal("application/pdf", pdf.Raw.Content.Headers.ContentType?.ToString());
        var disposition = pdf.Raw.Content.Headers.ContentDisposition;
        Assert.Equal(("inline", $"invoice-{invoice.GetProperty("number").GetString()}.pdf"), (disposition?.DispositionType, disposition?.FileName?.Trim('"')));
        Assert.StartsWith("%PDF-1.7\n", pdf.Text);
        Assert.EndsWith("%%EOF\n", pdf.Text);
        Assert.Equal(await pdf.Raw.Content.ReadAsByteArrayAsync(), await (await owner.GetAsync($"/accounts/acme{path}")).Raw.Content.ReadAsByteArrayAsync());

        (await owner.GetAsync("/accounts/acme/invoices/inv_01ARZ3NDEKTSV4RRFFQ69G5FAV/pdf")).ExpectProblem(404, "invoice-not-found");
        (await server.Owner("other").GetAsync($"/accounts/acme{path}")).ExpectProblem(404, "account-not-found");
        (await server.Owner("other").GetAsync($"/accounts/other{path}")).ExpectProblem(404, "invoice-not-found");
        (await server.Owner("big").GetAsync($"/accounts/big{path}")).ExpectProblem(403, "enterprise-invoices-not-displayed");
    }
}
