using Billing.Host.Tests;
using Microsoft.Playwright;

namespace Billing.Portal.Tests;

/// <summary>Visits to a home of the test's own, with its test clock at <see cref="BillingServer.NewYear"/>.</summary>
public abstract class PortalTest(Chromium chromium)
{
    private const float Patience = 60_000;

    /// <summary>Runs the visit; fails where it fails, or where anything went wrong in the browser.</summary>
    protected Task VisitAsync(BillingServer home, Func<Visitor, Task> visit, Device? device = null) => VisitAsync(home.Address, visit, device);

    /// <param name="portal">Where the portal is, which need not be the home.</param>
    protected async Task VisitAsync(Uri portal, Func<Visitor, Task> visit, Device? device = null)
    {
        device ??= new Device();
        await using var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = portal.ToString(),
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            ColorScheme = device.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            TimezoneId = "UTC",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        var visitor = await Visitor.ComeAsync(context);
        try
        {
            await visit(visitor);
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{problem.Message}\n{await SceneAsync(visitor)}", problem);
        }

        Assert.True(visitor.Faults.Count == 0, string.Join("\n", visitor.Faults));
    }

    /// <summary>What is to be seen when a visit fails; <c>PORTAL_SCREENSHOTS</c> names a folder for a picture of it.</summary>
    private static async Task<string> SceneAsync(Visitor visitor)
    {
        var picture = Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS") is { Length: > 0 } folder
            ? Path.Combine(folder, $"{TestContext.Current.TestMethod?.MethodName}-{Guid.NewGuid():N}.png")
            : null;
        if (picture is not null)
        {
            await visitor.Page.ScreenshotAsync(new() { Path = picture, FullPage = true });
        }

        var text = await visitor.Page.Locator("body").AriaSnapshotAsync();
        return string.Join("\n", ["At " + visitor.Page.Url, .. visitor.Faults, text, picture ?? ""]);
    }
}
