using System.Text;
using Billing.Host.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests.Walks;

/// <summary>Ranges, apps and files of a standard and of an enterprise account.</summary>
public sealed class UsageWalks(Chromium chromium, Town town) : PortalTest(chromium), IClassFixture<Town>
{
    public static TheoryData<string, Tool> Cases { get; } = new()
    {
        { Town.Standard, Tool.Pointer },
        { Town.Standard, Tool.Keyboard },
        { Town.Enterprise, Tool.Pointer },
        { Town.Enterprise, Tool.Keyboard },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_graph_follows_its_range_and_app_and_comes_as_a_file(string account, Tool tool) => VisitAsync(town.Home, async visitor =>
    {
        var hands = new Hands(visitor.Page, tool);
        var app = account == Town.Standard ? "app-07" : "desk";
        await visitor.SignInAsync("Owner", account);
        await visitor.GoAsync("/usage");
        foreach (var (words, range) in new[] { ("24 hours", "24h"), ("7 days", "7d"), ("30 days", "30d"), ("90 days", "90d") })
        {
            await hands.ChooseAsync(visitor.Radio(words));
            await ExpectGraphAsync(visitor, account, $"range={range}");
        }

        await hands.PickAsync(visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "App", Exact = true }), app);
        await ExpectGraphAsync(visitor, account, $"range=90d&app={app}");
        var file = await visitor.DownloadAsync(() => hands.PressAsync(visitor.Button("Download CSV")));
        var expected = (await town.Home.Owner(account).GetAsync($"/accounts/{account}/usage/trends?range=90d&app={app}&format=csv")).Expect(200);
        Assert.Equal(expected.Text, Encoding.UTF8.GetString(file));
        Assert.Equal(account == Town.Standard, expected.Text.Contains("agentCount", StringComparison.Ordinal));

        await hands.ChooseAsync(visitor.Radio("Table"));
        var table = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Usage over time, the newest first" });
        await Expect(table.GetByRole(AriaRole.Row)).ToHaveCountAsync(91);
        await visitor.ExpectNoBarriersAsync();
    });

    [Fact]
    public Task The_graph_is_read_point_by_point_with_the_arrow_keys() => VisitAsync(town.Home, async visitor =>
    {
        await visitor.SignInAsync("Owner", Town.Standard);
        await visitor.GoAsync("/usage?range=7d");
        var graph = visitor.Page.GetByRole(AriaRole.Slider, new() { Name = "Usage over time" });

        await graph.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Home");

        await Expect(graph).ToHaveAttributeAsync("aria-valuenow", "0");
        var trends = (await town.Home.Owner(Town.Standard).GetAsync($"/accounts/{Town.Standard}/usage/trends?range=7d")).Expect(200);
        var said = await graph.GetAttributeAsync("aria-valuetext");
        Assert.EndsWith(
            $"Billing sessions: {trends.Int("points.0.billingSessions")}, Voice sessions: {trends.Int("points.0.voiceSessions")}, "
            + $"Agents: {trends.Int("points.0.agentCount")}",
            said,
            StringComparison.Ordinal);
        await Expect(visitor.Page.Locator(".trend-tip")).ToBeVisibleAsync();
    });

    private async Task ExpectGraphAsync(Visitor visitor, string account, string query)
    {
        var trends = (await town.Home.Owner(account).GetAsync($"/accounts/{account}/usage/trends?{query}")).Expect(200);
        var points = trends["points"].GetArrayLength();
        var last = $"points.{points - 1}";
        var graph = visitor.Page.GetByRole(AriaRole.Slider, new() { Name = "Usage over time" });
        await Expect(graph).ToHaveAttributeAsync("aria-valuemax", $"{points - 1}");
        await Expect(visitor.Page.Locator($"[aria-valuetext*='Billing sessions: {trends.Int($"{last}.billingSessions")},']")).ToBeVisibleAsync();
        var agents = (await graph.GetAttributeAsync("aria-valuetext"))!.Contains("Agents", StringComparison.Ordinal);
        Assert.Equal(account == Town.Standard, agents);
    }
}
