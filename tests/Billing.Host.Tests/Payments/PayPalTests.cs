namespace Billing.Host.Tests;

public sealed class PayPalTests
{
    [Fact]
    public async Task A_customer_comes_back_to_where_the_server_listens_unless_the_request_says_otherwise()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        Assert.StartsWith(server.Address.ToString().TrimEnd('/') + "?", await WayBackAsync(server, """{"type":"paypal"}"""), StringComparison.Ordinal);
        Assert.StartsWith(
            "https://shop.example/done?from=paypal&",
            await WayBackAsync(server, """{"type":"paypal","returnUrl":"https://shop.example/done?from=paypal"}"""),
            StringComparison.Ordinal);
    }

    /// <summary>Where the page of the simulated PayPal sends a customer who approves a top-up.</summary>
    private static async Task<string> WayBackAsync(BillingServer server, string method)
    {
        var body = $$"""{"amount":{"amount":2500,"currency":"USD"},"paymentMethod":{{method}}}""";
        var order = (await server.Owner("acme").PostAsync("/accounts/acme/top-ups", body)).Expect(201);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var customer = new HttpClient(handler);
        using var approval = new FormUrlEncodedContent([new("outcome", "approve")]);
        using var response = await customer.PostAsync(new Uri(order.String("action.url") + "/page"), approval);
        return response.Headers.Location!.OriginalString;
    }
}
