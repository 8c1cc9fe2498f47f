using Billing.Host.Tests;
using Microsoft.Playwright;

namespace Billing.Portal.Tests.Walks;

/// <summary>One way through the portal, with a pointer and with the keyboard alone.</summary>
public abstract class Walk(Chromium chromium) : PortalTest(chromium)
{
    protected const string Account = "acme";

    public static TheoryData<Tool> Tools { get; } = [Tool.Pointer, Tool.Keyboard];

    /// <summary>A home with a trialing account, whose owner is signed in and looks at the page.</summary>
    protected async Task WalkAsync(Tool tool, string page, Func<BillingServer, Visitor, Hands, Task> walk, Func<BillingServer, Task>? before = null)
    {
        await using var home = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(home, Account);
        await (before?.Invoke(home) ?? Task.CompletedTask);
        await VisitAsync(home, async visitor =>
        {
            await visitor.SignInAsync("Owner", Account);
            await visitor.GoAsync(page);
            await walk(home, visitor, new Hands(visitor.Page, tool));
        });
    }

    protected static async Task<string?> StatusAsync(BillingServer home) =>
        (await home.Owner(Account).GetAsync($"/accounts/{Account}/plan-information")).Expect(200).String("status");

    /// <summary>Whom the first order is made out to.</summary>
    protected static async Task IntroduceAsync(Visitor visitor, Hands hands)
    {
        await hands.WriteAsync(visitor.Field("Street"), "1 Main St");
        await hands.WriteAsync(visitor.Field("Postal code"), "12345");
        await hands.WriteAsync(visitor.Field("City"), "Springfield");
        await hands.PickAsync(visitor.Field("Country"), "United States");
    }

    /// <summary>A plan of the order's dialog, whose name goes on with what it costs and has.</summary>
    protected static ILocator Plan(Visitor visitor, string name) =>
        visitor.Page.Locator("label", new() { HasText = name }).Filter(new() { HasText = "billing sessions a month" }).GetByRole(AriaRole.Radio);
}
