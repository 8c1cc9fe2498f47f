using System.Diagnostics;
using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Simulator.Webhooks;
using Billing.Tests;

namespace Billing.Host.Tests;

/// <summary>What the provider tells, rightly and wrongly, over the real socket.</summary>
public class WebhookTests : Scenario
{
    private const string Intent = """{"object":"payment_intent","id":"pi_x","metadata":{"account_id":"acme","payment_id":"pay_01KG9MFMM002X39SNK7JEE6776"}}""";

    private const string Forgeries = """
        header
        none
        empty
        junk
        another secret
        another body
        a body cut short
        older than five minutes
        from the future
        of another scheme
        a signature cut short
        without an instant
        with two instants
        """;

    [Fact]
    public async Task What_is_not_the_providers_is_refused_and_kept_nowhere()
    {
        await using var server = await StartAsync();
        var (secret, now) = (Provider.SecretOf(server), DateTimeOffset.UtcNow);
        var body = Provider.Event("evt_forged", "payment_intent.succeeded", Intent);
        var good = Provider.Sign(body, secret, now);
        foreach (var row in Table.Rows(Forgeries))
        {
            var (sent, header) = row["header"] switch
            {
                "none" => (body, null),
                "empty" => (body, ""),
                "junk" => (body, "t=now,v1=yes"),
                "another secret" => (body, Provider.Sign(body, "whsec_thief", now)),
                "another body" => (body.Replace("acme", "evil", StringComparison.Ordinal), good),
                "a body cut short" => (body[..^1], good),
                "older than five minutes" => (body, Provider.Sign(body, secret, now.AddSeconds(-302))),
                "from the future" => (body, Provider.Sign(body, secret, now.AddSeconds(330))),
                "of another scheme" => (body, good.Replace("v1=", "v0=", StringComparison.Ordinal)),
                "a signature cut short" => (body, good[..^2]),
                "without an instant" => (body, good[(good.IndexOf(',', StringComparison.Ordinal) + 1)..]),
                "with two instants" => (body, $"t={now.ToUnixTimeSeconds() + 1},{good}"),
                var other => throw new InvalidOperationException(other),
            };
            var (status, code) = await Provider.TellAsync(server, sent, header);
            Assert.Equal((row["header"], 400, "invalid-signature"), (row["header"], status, code));
        }

        Assert.Equal((400, "invalid-signature"), await Provider.TellAsync(server, "", null));
        Assert.Equal((413, "body-too-large"), await Provider.TellAsync(server, new string('x', 1_048_577), good));
        Assert.Equal((0, 0), await Provider.InboxAsync(server));
        Assert.Equal((200, null), await Provider.TellAsync(server, body, good));
        Assert.Equal(1, Sum(await Provider.InboxAsync(server)));
    }

    [Fact]
    public async Task What_is_the_providers_is_kept_once_under_any_media_type()
    {
        await using var server = await StartAsync();
        var secret = Provider.SecretOf(server);
        var body = Provider.Event("evt_1", "payment_intent.succeeded", Intent);
        var at = DateTimeOffset.UtcNow;
        var seconds = at.ToUnixTimeSeconds();
        var rolled = $"t={seconds},v1={new string('0', 64)},v0=aa,v1={Provider.Signature(body, secret, seconds)}";

        foreach (var mediaType in new[] { "application/json", "application/json; charset=utf-8", "text/plain", "application/octet-stream", null })
        {
            Assert.Equal((200, null), await Provider.TellAsync(server, body, rolled, mediaType));
        }

        await server.SettleAsync();
        Assert.Equal((200, null), await Provider.TellAsync(server, body, Provider.Sign(body, secret, at)));
        Assert.Equal((0, 1), await Provider.InboxAsync(server));
    }

    [Theory]
    [InlineData("""{"id":"evt_2","type":"payout.paid","created":1,"data":{"object":{"object":"payout","id":"po_1"}}}""")]
    [InlineData("""{"id":"evt_3","type":"a.type.of.next.year","created":1,"data":{"object":{"object":"payment_intent","id":"pi_1"}}}""")]
    [InlineData("""{"id":"evt/4","type":"payment_intent.succeeded","created":1,"data":{"object":{"object":"payment_intent","id":"pi_1"}}}""")]
    [InlineData("""{"id":"evt_5","type":"payment_intent.succeeded","created":1,"data":{}}""")]
    [InlineData("""{"id":"evt_6","type":"payment_intent.succeeded","created":1}""")]
    [InlineData("""{"object":"something else"}""")]
    [InlineData("""[1,2]""")]
    [InlineData("no JSON")]
    [InlineData("")]
    public async Task What_nothing_is_done_with_is_answered_and_kept_out(string body)
    {
        await using var server = await StartAsync();

        Assert.Equal((200, null), await Provider.TellAsync(server, body, Provider.Sign(body, Provider.SecretOf(server), DateTimeOffset.UtcNow)));

        Assert.Equal((0, 0), await Provider.InboxAsync(server));
    }

    [Fact]
    public async Task It_is_answered_before_the_provider_is_asked()
    {
        await using var server = await StartAsync();
        var orderId = await AwaitAuthenticationAsync(server);
        var controls = await Provider.OfAsync(server);
        controls.Add(new Fault(FaultKind.Delay, "GET", "/v1/payment_intents", Times: 100, Milliseconds: 60_000));
        var thing = $$$"""{"object":"payment_intent","id":"pi_x","metadata":{"account_id":"acme","payment_id":"pay_{{{orderId[4..]}}}"}}""";
        var body = Provider.Event("evt_7", "payment_intent.succeeded", thing);
        var started = Stopwatch.GetTimestamp();

        Assert.Equal((200, null), await Provider.TellAsync(server, body, Provider.Sign(body, Provider.SecretOf(server), DateTimeOffset.UtcNow)));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(50));
        controls.ClearFaults();
    }

    [Fact]
    public async Task Webhooks_that_come_thrice_and_turned_round_do_their_work_once()
    {
        await using var server = await StartAsync();
        var orderId = await AwaitAuthenticationAsync(server);
        var controls = await Provider.OfAsync(server);
        controls.Webhooks = new WebhookSwitches(Reverse: true, Copies: 3);

        (await server.Operator.PostAsync($"/test/payments/{orderId}/authenticate", new { outcome = "success" })).Expect(200);

        Assert.Equal("completed", (await server.Owner("acme").GetAsync($"/accounts/acme/orders/{orderId}")).String("status"));
        Assert.Equal(25_000_000, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("paidMicros"));
        Assert.Equal(1, (await controls.CountAsync()).Charges);
        Assert.Equal(0, (await Provider.InboxAsync(server)).Waiting);
    }

    [Fact]
    public async Task A_webhook_that_never_comes_costs_only_time()
    {
        await using var server = await StartAsync();
        var orderId = await AwaitAuthenticationAsync(server);
        await server.SettleAsync();
        var controls = await Provider.OfAsync(server);
        controls.Webhooks = new WebhookSwitches(Withhold: true);
        (await server.Operator.PostAsync($"/test/payments/{orderId}/authenticate", new { outcome = "success" })).Expect(200);
        Assert.Equal(0, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("paidMicros"));

        await server.AdvanceByAsync("PT30M");

        Assert.Equal(25_000_000, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("paidMicros"));
        Assert.Equal("completed", (await server.Owner("acme").GetAsync($"/accounts/acme/orders/{orderId}")).String("status"));
        Assert.Equal(1, (await controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_webhook_that_overtakes_the_answer_does_the_work_for_it()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var controls = await Provider.OfAsync(server);
        controls.Add(new Fault(FaultKind.Delay, "POST", "/v1/payment_intents", Milliseconds: 1_500));

        var answer = await server.Owner("acme").PostAsync("/accounts/acme/top-ups", """
            {"amount":{"amount":2500,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa"}}
            """);

        Assert.Equal("completed", answer.Expect(201).String("status"));
        await server.SettleAsync();
        Assert.Equal(25_000_000, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("paidMicros"));
        Assert.Equal(1, (await controls.CountAsync()).Charges);
    }

    /// <returns>The id of a top-up of 25.00 USD that waits for its customer.</returns>
    private static async Task<string> AwaitAuthenticationAsync(BillingServer server)
    {
        await Story.CreateAccountAsync(server, "acme");
        var order = (await server.Owner("acme").PostAsync("/accounts/acme/top-ups", """
            {"amount":{"amount":2500,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_authenticationRequired"}}
            """)).Expect(201);
        Assert.Equal("requiresAction", order.String("status"));
        return order.String("orderId")!;
    }

    private static int Sum((int Waiting, int Done) inbox) => inbox.Waiting + inbox.Done;
}

public sealed class WebhookTestsOnTables(Azurite azurite) : WebhookTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}
