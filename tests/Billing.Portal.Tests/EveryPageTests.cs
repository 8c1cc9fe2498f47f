using Microsoft.Playwright;

namespace Billing.Portal.Tests;

/// <summary>
/// What holds on every page that the navigation leads to: of a standard and an enterprise account, of the back office, and of an account that the back office
/// looks at.
/// </summary>
public sealed class EveryPageTests(Chromium chromium, Town town) : PortalTest(chromium), IClassFixture<Town>
{
    private static readonly int[] Widths = [360, 768, 1280, 1920];

    /// <summary>Who comes, and where they begin.</summary>
    public static TheoryData<string, string?, string> Visitors { get; } = new()
    {
        { "Owner", Town.Standard, "/plan" },
        { "Developer", Town.Standard, "/plan" },
        { "Owner", Town.Enterprise, "/plan" },
        { "Operator", null, $"/accounts/{Town.Standard}/plan" },
    };

    [Theory]
    [MemberData(nameof(Visitors))]
    public Task No_page_has_a_barrier_by_day(string role, string? account, string start) =>
        ExpectNoBarriersAsync(role, account, start, new Device());

    [Theory]
    [MemberData(nameof(Visitors))]
    public Task No_page_has_a_barrier_by_night(string role, string? account, string start) =>
        ExpectNoBarriersAsync(role, account, start, new Device(Light: ColorScheme.Dark));

    [Theory]
    [MemberData(nameof(Visitors))]
    public Task No_page_is_wider_than_its_window(string role, string? account, string start) => VisitAsync(town.Home, async visitor =>
    {
        await visitor.SignInAsync(role, account);
        var wide = new List<string>();
        foreach (var page in await PagesAsync(visitor, start))
        {
            await visitor.GoAsync(page);
            foreach (var width in Widths)
            {
                await visitor.Page.SetViewportSizeAsync(width, 900);
                if (await visitor.OverflowAsync() is > 0 and var pixels)
                {
                    wide.Add($"{page} at {width}: {pixels} too wide");
                }
            }
        }

        Assert.True(wide.Count == 0, string.Join("\n", wide));
    });

    private Task ExpectNoBarriersAsync(string role, string? account, string start, Device device) => VisitAsync(town.Home, async visitor =>
    {
        await visitor.Page.GotoAsync("/");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Continue as" }).WaitForAsync();
        var barriers = new List<string>(await visitor.BarriersAsync());
        await visitor.ChooseAsync(role, account);
        foreach (var page in await PagesAsync(visitor, start))
        {
            await visitor.GoAsync(page);
            barriers.AddRange(await visitor.BarriersAsync());
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }, device);

    /// <summary>Every page that is offered from the start on.</summary>
    private static async Task<IReadOnlyList<string>> PagesAsync(Visitor visitor, string start)
    {
        await visitor.GoAsync(start);
        var links = visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link);
        var paths = await links.EvaluateAllAsync<string[]>("links => links.map((link) => link.getAttribute('href'))");
        Assert.NotEmpty(paths);
        return paths;
    }
}
