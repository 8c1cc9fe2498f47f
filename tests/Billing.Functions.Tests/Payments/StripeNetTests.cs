using System.Net;
using System.Text;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Functions.Payments;
using Billing.Storage.InMemory;
using Billing.Stripe;
using Billing.Stripe.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Sdk = global::Stripe;

namespace Billing.Functions.Tests.Payments;

/// <summary>What is Stripe's own library's alone; that it does as our client does, the gateway's tests say.</summary>
public sealed class StripeNetTests
{
    private const string Secret = "whsec_of_the_tests";
    private const string Body = """{"id":"evt_1","object":"event","type":"invoice.paid"}""";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The header's text after the instant, how old it is in seconds, and whether it counts.</summary>
    private const string Headers = """
        {signature}                   0  yes
        {signature}                 300  yes
        {signature}                -300  yes
        {signature}                 301  no
        {other}                       0  no
        {other},{signature}           0  yes
        v0=00                         0  no
        """;

    [Fact]
    public void The_library_speaks_the_version_that_our_shapes_are_of() =>
        Assert.Equal(StripeClient.ApiVersion, Sdk.StripeConfiguration.ApiVersion);

    [Fact]
    public void Its_check_of_signatures_and_ours_agree()
    {
        foreach (var row in Headers.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var at = Now.ToUnixTimeSeconds() - long.Parse(row[1]);
            var signature = $"v1={Sdk.EventUtility.ComputeSignature(Secret, $"{at}", Body)}";
            var other = $"v1={Sdk.EventUtility.ComputeSignature("whsec_of_others", $"{at}", Body)}";
            var header = $"t={at},{row[0].Replace("{signature}", signature).Replace("{other}", other)}";

            Assert.Equal(row[2] == "yes", WebhookSignature.Verify(Encoding.UTF8.GetBytes(Body), header, [Secret], Now));
            Assert.Equal(row[2] == "yes", IsGenuine(header));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.BadGateway, "null")]
    [InlineData(HttpStatusCode.BadGateway, "\"Bad gateway\"")]
    [InlineData(HttpStatusCode.BadRequest, "[1]")]
    [InlineData(HttpStatusCode.BadRequest, "")]
    public async Task An_answer_that_makes_no_sense_is_unknown(HttpStatusCode status, string body)
    {
        using var wire = new OneAnswer(status, body);
        var options = new StripeOptions { ApiKey = "sk_test_ours", MaxTries = 2, FirstPause = TimeSpan.FromMilliseconds(1) };
        using var client = new StripeNetClient(wire, options, TimeProvider.System, NullLogger.Instance);
        var tables = new InMemoryTableStore();
        await tables.CommitAsync(new("stripecustomers", "acme", [TableOperation.Insert("customer", new() { { "CustomerId", TableValue.Of("cus_1") } })]));
        var gateway = new StripePaymentGateway(client, tables, TimeProvider.System);
        var request = new ChargeRequest(new("acme"), "pay_1", new Money(500, Currency.Usd), "pm_1", true, "A renewal", FirstTryUntil: DateTimeOffset.MaxValue);

        Assert.Equal(PaymentOutcome.Unknown, (await gateway.ChargeAsync(request, default)).Outcome);
        Assert.Equal(2, wire.Requests);
    }

    private static bool IsGenuine(string header)
    {
        try
        {
            Sdk.EventUtility.ValidateSignature(Body, header, Secret, 300, Now.ToUnixTimeSeconds());
            return true;
        }
        catch (Sdk.StripeException)
        {
            return false;
        }
    }

    private sealed class OneAnswer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
        }
    }
}
