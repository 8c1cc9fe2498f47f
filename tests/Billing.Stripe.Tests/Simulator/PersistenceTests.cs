using Billing.Application.Ports;
using Billing.Domain.Payments;
using Billing.Stripe.Simulator;
using Billing.Stripe.Simulator.Webhooks;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Simulator;

/// <summary>A simulator that is killed and started again is the same provider.</summary>
public sealed class PersistenceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-").FullName;

    private string DataFile => Path.Combine(_folder, "provider", "stripe.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_is_there_again()
    {
        string before;
        await using (var shop = await Shop.OpenAsync(DataFile))
        {
            using var api = new RawApi(shop.Simulator.Url);
            var saved = await shop.SaveAndAuthenticateAsync("pm_card_authenticationRequiredOnSetup");
            await shop.PayAsync(shop.Charge(saved.ProviderMethodId, offSession: true));
            var wire = await shop.PayAsync(shop.Charge(null, minor: 100_00, type: PaymentMethodType.Wire));
            await shop.Controls.BankTransferAsync(wire.Wire!.Reference, 40_00);
            await api.PostAsync("/v1/customers", "name=Acme", "key");
            before = await WholeAsync(api);
        }

        await using var simulator = await StripeSimulator.StartAsync(new SimulatorOptions { DataFile = DataFile, Clock = new ManualClock() });
        using var again = new RawApi(simulator.Url);

        Assert.Equal(before, await WholeAsync(again));
        Assert.True((await again.PostAsync("/v1/customers", "name=Acme", "key")).IsReplayed);
        Assert.Equal(1, (await simulator.Controls.CountAsync()).Charges);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public async Task A_last_commit_that_was_cut_short_is_forgotten_and_the_rest_is_not(int bytes)
    {
        await using (var shop = await Shop.OpenAsync(DataFile))
        {
            using var api = new RawApi(shop.Simulator.Url);
            await api.MakeAsync("/v1/customers", "name=first");
            await api.MakeAsync("/v1/customers", "name=last");
        }

        using (var file = File.OpenWrite(DataFile))
        {
            file.SetLength(file.Length - bytes);
        }

        for (var start = 0; start < 2; start++)
        {
            await using var simulator = await StripeSimulator.StartAsync(new SimulatorOptions { DataFile = DataFile });
            using var api = new RawApi(simulator.Url);
            await api.MakeAsync("/v1/customers", "name=after");
        }

        await using var final = await StripeSimulator.StartAsync(new SimulatorOptions { DataFile = DataFile });
        using var last = new RawApi(final.Url);
        var names = (await last.GetAsync("/v1/customers")).Json["data"]!.AsArray().Select(customer => (string)customer!["name"]!).Reverse();
        Assert.Equal(bytes == 1 ? "first last after after" : "first after after", string.Join(' ', names));
    }

    [Fact]
    public async Task Looking_writes_nothing()
    {
        await using var shop = await Shop.OpenAsync(DataFile);
        using var api = new RawApi(shop.Simulator.Url);
        var request = shop.Charge("pm_card_visa");
        await shop.PayAsync(request);
        var length = new FileInfo(DataFile).Length;

        await WholeAsync(api);
        var found = await shop.FindAsync(request);
        await api.GetAsync($"/v1/payment_intents/{found.ProviderReference}");
        await api.GetAsync($"/v1/customers/{(string)(await api.GetAsync("/v1/customers")).Json["data"]![0]!["id"]!}/cash_balance");
        await shop.Controls.CountAsync();

        Assert.Equal(length, new FileInfo(DataFile).Length);
    }

    /// <summary>As a process of its own, killed in the midst of its work, again and again: all that it answered is there.</summary>
    [Fact]
    public async Task A_killed_simulator_loses_nothing_that_it_answered()
    {
        var answered = new List<string>();
        for (var life = 0; life < 3; life++)
        {
            await using var process = await SimulatorProcess.StartAsync(DataFile);
            using var api = new RawApi(process.Url);
            var work = Enumerable.Range(0, 4).Select(async worker =>
            {
                while (true)
                {
                    var made = await api.PostAsync("/v1/customers", $"name={worker}", key: Guid.NewGuid().ToString());
                    lock (answered)
                    {
                        answered.Add(made.Id);
                        if (answered.Count % 50 == 0)
                        {
                            process.Kill();
                        }
                    }
                }
            }).ToList();
            await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(work));
        }

        await using var simulator = await StripeSimulator.StartAsync(new SimulatorOptions { DataFile = DataFile });
        using var last = new RawApi(simulator.Url);
        foreach (var id in answered)
        {
            Assert.Equal(id, (await last.GetAsync($"/v1/customers/{id}")).Id);
        }

        Assert.True(answered.Count >= 150, $"{answered.Count} answered");
    }

    [Fact]
    public async Task What_was_not_told_is_told_after_the_start()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using (var shop = await Shop.OpenAsync(DataFile))
        {
            shop.Controls.Webhooks = new WebhookSwitches(Withhold: true);
            await shop.Controls.SendWebhooksToAsync(receiver.Url, "whsec_x");
            await shop.PayAsync(shop.Charge("pm_card_visa"));
            Assert.Empty(receiver.All());
        }

        await using var simulator = await StripeSimulator.StartAsync(new SimulatorOptions { DataFile = DataFile });
        await simulator.Controls.DrainWebhooksAsync();

        Assert.Equal("payment_intent.succeeded", receiver.All()[^1].Type);
    }

    private static async Task<string> WholeAsync(RawApi api)
    {
        var lists = new List<string>();
        foreach (var path in new[] { "customers", "payment_intents", "setup_intents", "charges", "refunds", "events" })
        {
            lists.Add((await api.GetAsync($"/v1/{path}?limit=100")).Json.ToJsonString());
        }

        return string.Join('\n', lists);
    }
}
