using Billing.Host.Tests;
using Microsoft.Playwright;

namespace Billing.Portal.Tests.Walks;

public sealed class CreditWalks(Chromium chromium) : Walk(chromium)
{
    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_top_up_comes_by_wire_in_two_parts(Tool tool) => WalkAsync(tool, "/balance", async (home, visitor, hands) =>
    {
        await hands.PressAsync(visitor.Button("Top up"));
        await hands.WriteAsync(visitor.Field("Amount (USD)").Last, "100.00");
        await hands.ChooseAsync(visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Bank transfer" }));
        await visitor.ExpectNoBarriersAsync();
        await hands.PressAsync(visitor.Button("Top up"));

        await visitor.SeesAsync("Transfer the amount");
        await visitor.ExpectNoBarriersAsync();
        await SendAsync("40.00");
        await visitor.SeesAsync("Transfer what is missing");
        await visitor.SeesAsync("$60.00");
        Assert.Equal(10_000_000, await CreditsAsync(home));
        await SendAsync("60.00");

        await visitor.SeesAsync("The credits are loaded.");
        await hands.PressAsync(visitor.Button("Close"));
        await visitor.SeesAsync("$110.00");
        Assert.Equal(110_000_000, await CreditsAsync(home));

        async Task SendAsync(string amount)
        {
            await hands.WriteAsync(visitor.Dialog.GetByLabel("Simulate a transfer of (USD)"), amount);
            await hands.PressAsync(visitor.Button("Send as the bank"));
        }
    });

    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_top_up_is_approved_at_PayPal(Tool tool) => WalkAsync(tool, "/balance", async (home, visitor, hands) =>
    {
        await hands.PressAsync(visitor.Button("Top up"));
        await hands.ChooseAsync(visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "PayPal" }));
        await hands.PressAsync(visitor.Button("Top up"));
        await visitor.SeesAsync("Confirm at PayPal");
        await visitor.ExpectNoBarriersAsync();
        await hands.PressAsync(visitor.Button("Approve"));

        await visitor.SeesAsync("The credits are loaded.");
        Assert.Equal(60_000_000, await CreditsAsync(home));
    });

    private static async Task<long> CreditsAsync(BillingServer home) =>
        (await home.Owner(Account).GetAsync($"/accounts/{Account}/credits")).Expect(200).Int("totalMicros");
}
