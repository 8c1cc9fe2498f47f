namespace Billing.Host.Tests;

/// <summary>The process dies in the middle of many payments, whichever of their steps each is at.</summary>
public sealed class KillTests
{
    private const int TopUps = 24;

    [Fact]
    public async Task Top_ups_that_are_repeated_after_kills_are_charged_once_each()
    {
        await using var server = await BillingServer.StartProcessAsync();
        await Story.CreateAccountAsync(server, "acme");
        foreach (var answers in (int[])[1, TopUps / 2])
        {
            await TopUpAndKillAsync(server, answers);
        }

        var orders = new HashSet<string>();
        for (var i = 0; i < TopUps; i++)
        {
            var order = (await TopUpAsync(server, i)).Expect(201);
            Assert.Equal("completed", order.String("status"));
            orders.Add(order.String("orderId")!);
        }

        await server.AdvanceByAsync("PT1H");
        Assert.Equal(TopUps, orders.Count);
        var listed = (await server.Owner("acme").GetAsync("/accounts/acme/orders?limit=100")).Expect(200)["items"].EnumerateArray();
        Assert.Equal(orders.Order(), listed.Select(order => order.GetProperty("orderId").GetString()!).Order());
        Assert.Equal(TopUps * 25_000_000L, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("paidMicros"));
        var books = (await server.Operator.GetAsync("/operations/reconciliation")).Expect(200);
        Assert.Equal("[]", books["differences"].GetRawText());
        Assert.Equal((TopUps, TopUps, TopUps), (books.Int("checked.payments"), books.Int("checked.orders"), books.Int("checked.invoices")));
    }

    /// <summary>All at once; the kill comes as soon as so many were answered.</summary>
    private static async Task TopUpAndKillAsync(BillingServer server, int answers)
    {
        var (answered, isTime) = (0, new TaskCompletionSource());
        var sending = Enumerable.Range(0, TopUps).Select(SendAsync).ToArray();
        await isTime.Task;
        await server.KillAndRestartAsync();
        await Task.WhenAll(sending);
        Assert.InRange(answered, answers, TopUps);

        async Task SendAsync(int i)
        {
            try
            {
                await TopUpAsync(server, i);
                if (Interlocked.Increment(ref answered) == answers)
                {
                    isTime.TrySetResult();
                }
            }
            catch (HttpRequestException)
            {
                // It died first.
            }
        }
    }

    private static Task<Answer> TopUpAsync(BillingServer server, int i) => server.Owner("acme").PostAsync(
        "/accounts/acme/top-ups", """{"amount":{"amount":2500,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa"}}""", $"top-up-{i}");
}
