using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests;

/// <summary>What somebody waits for who opens ninety days of fifty apps for the first time.</summary>
public sealed class FirstViewTests(Chromium chromium, Town town) : PortalTest(chromium), IClassFixture<Town>
{
    private const long MostBytes = 200_000;

    /// <summary>A second on a machine that does nothing else; tests run beside others.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public Task The_first_view_is_small_and_soon_there() => VisitAsync(town.Home, async visitor =>
    {
        // As a browser that has chosen before, and has nothing else of the portal yet.
        await visitor.Page.AddInitScriptAsync(
            $$"""sessionStorage.setItem('billing.development-sign-in', '{"role":"owner","account":"{{Town.Standard}}"}')""");
        var network = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        var bytes = 0L;
        network.Event("Network.loadingFinished").OnEvent += (_, finished) =>
            Interlocked.Add(ref bytes, (long)finished!.Value.GetProperty("encodedDataLength").GetDouble());
        await network.SendAsync("Network.enable");

        var watch = Stopwatch.StartNew();
        await visitor.Page.GotoAsync("/usage?range=90d");
        var graph = visitor.Page.GetByRole(AriaRole.Slider, new() { Name = "Usage over time" });
        await Expect(graph).ToHaveAttributeAsync("aria-valuemax", "89");
        watch.Stop();
        await visitor.SettleAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes, {watch.ElapsedMilliseconds} ms, {visitor.Requests.Count} requests");
        Assert.InRange(Interlocked.Read(ref bytes), 1, MostBytes);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
        Assert.Single(visitor.Requests, request => request.Url.EndsWith("/portal.json", StringComparison.Ordinal));
        foreach (var request in visitor.Requests.Where(request => request.ResourceType is "script" or "stylesheet" or "document"))
        {
            Assert.Equal("br", (await request.ResponseAsync())!.Headers.GetValueOrDefault("content-encoding"));
        }
    });
}
