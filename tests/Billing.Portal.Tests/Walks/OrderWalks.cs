using Billing.Host.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Billing.Portal.Tests.Walks;

public sealed class OrderWalks(Chromium chromium) : Walk(chromium)
{
    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_trial_becomes_a_plan_once_the_bank_has_its_one_time_password(Tool tool) => WalkAsync(tool, "/plan", async (home, visitor, hands) =>
    {
        await hands.PressAsync(visitor.Button("Choose a plan"));
        await hands.ChooseAsync(Plan(visitor, "Advanced"));
        await IntroduceAsync(visitor, hands);
        await hands.PickAsync(visitor.Field("Test card"), "Card that wants a one-time password");
        await Expect(visitor.Page.GetByText("To pay now: $150.00")).ToBeVisibleAsync();
        await visitor.ExpectNoBarriersAsync();
        await hands.PressAsync(visitor.Button("Place the order"));

        await visitor.SeesAsync("Your bank asks for a one-time password");
        Assert.Equal("trialing", await StatusAsync(home));
        await visitor.ExpectNoBarriersAsync();
        await hands.PressAsync(visitor.Button("Enter the right password"));

        await visitor.SeesAsync("Your plan is active.");
        await hands.PressAsync(visitor.Button("Close"));
        await visitor.SeesAsync("$150.00 a month");
        Assert.Equal("active", await StatusAsync(home));
    });

    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_declined_card_is_told_and_another_one_pays(Tool tool) => WalkAsync(tool, "/plan", async (home, visitor, hands) =>
    {
        visitor.Foresee(402, $"/api/v1/accounts/{Account}/orders");
        await hands.PressAsync(visitor.Button("Choose a plan"));
        await hands.ChooseAsync(Plan(visitor, "Essential"));
        await IntroduceAsync(visitor, hands);
        await hands.PickAsync(visitor.Field("Test card"), "Card that is declined");
        await hands.PressAsync(visitor.Button("Place the order"));
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("declined");
        await visitor.ExpectNoBarriersAsync();

        await hands.PickAsync(visitor.Field("Test card"), "Visa that pays");
        await hands.PressAsync(visitor.Button("Place the order"));

        await visitor.SeesAsync("Your plan is active.");
        Assert.Equal("active", await StatusAsync(home));
    });

    [Theory]
    [MemberData(nameof(Tools))]
    public Task An_upgrade_costs_what_its_preview_said(Tool tool) => WalkAsync(
        tool,
        "/plan",
        async (home, visitor, hands) =>
        {
            var preview = (await home.Owner(Account).PostAsync($"/accounts/{Account}/orders/preview", """{"plan":"advanced"}""")).Expect(200);
            var total = Dollars(preview.Int("total.amount"));
            await hands.PressAsync(visitor.Button("Change plan"));
            await hands.ChooseAsync(Plan(visitor, "Advanced"));

            await Expect(visitor.Page.GetByText($"To pay now: {total}")).ToBeVisibleAsync();
            var costs = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "What it costs" });
            foreach (var line in preview["lines"].EnumerateArray())
            {
                await Expect(costs).ToContainTextAsync(Dollars(line.GetProperty("amount").GetProperty("amount").GetInt64()));
            }

            await visitor.ExpectNoBarriersAsync();
            await hands.PressAsync(visitor.Button("Place the order"));
            await visitor.SeesAsync("Your plan was changed.");
            await visitor.SeesAsync($"{total} was paid.");
            var order = (await home.Owner(Account).GetAsync($"/accounts/{Account}/orders?limit=1")).Expect(200);
            Assert.Equal(preview.Int("total.amount"), order.Int("items.0.total.amount"));
        },
        async home =>
        {
            await Story.SubscribeAsync(home, Account, """{"plan":"essential","interval":"month"}""");
            await home.AdvanceByAsync("P10D");
        });

    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_failed_renewal_is_watched_until_services_stop_and_then_paid(Tool tool) => WalkAsync(
        tool,
        "/plan",
        async (home, visitor, hands) =>
        {
            await hands.PressAsync(visitor.Button("Move the clock by a month"));
            await visitor.SeesAsync("Your renewal could not be paid");
            await visitor.SeesAsync("7 days left before services stop; next attempt tomorrow.");
            await visitor.ExpectNoBarriersAsync();

            await hands.PressAsync(visitor.Button("Move the clock by a week"));
            await visitor.SeesAsync("Services have stopped. Choose a plan to go on.");
            Assert.Equal("expired", await StatusAsync(home));

            await hands.PressAsync(visitor.Button("Choose a plan"));
            await hands.ChooseAsync(Plan(visitor, "Essential"));
            await hands.ChooseAsync(visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Another card" }));
            await hands.PickAsync(visitor.Field("Test card"), "Visa that pays");
            await hands.PressAsync(visitor.Button("Place the order"));
            await visitor.SeesAsync("Your plan is active.");
            Assert.Equal("active", await StatusAsync(home));
        },
        SubscribeWithACardThatFailsLaterAsync);

    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_failed_renewal_is_paid_with_another_card_in_time(Tool tool) => WalkAsync(
        tool,
        "/plan",
        async (home, visitor, hands) =>
        {
            await hands.PressAsync(visitor.Button("Move the clock by a month"));
            await hands.PressAsync(visitor.Button("Pay with another method"));
            await hands.PickAsync(visitor.Field("Test card"), "Visa that pays");
            await visitor.ExpectNoBarriersAsync();
            await hands.PressAsync(visitor.Button("Save the payment method"));

            await visitor.SeesAsync("It renews in");
            Assert.Equal("active", await StatusAsync(home));
        },
        SubscribeWithACardThatFailsLaterAsync);

    [Theory]
    [MemberData(nameof(Tools))]
    public Task A_plan_is_canceled_and_taken_back(Tool tool) => WalkAsync(
        tool,
        "/plan",
        async (home, visitor, hands) =>
        {
            await hands.PressAsync(visitor.Button("Cancel plan"));
            await visitor.ExpectNoBarriersAsync();
            await hands.PressAsync(visitor.Button("Cancel the plan"));
            await visitor.SeesAsync("as planned. Until then everything stays open.");
            await hands.PressAsync(visitor.Button("Resume the plan"));
            await Expect(visitor.Button("Cancel plan")).ToBeVisibleAsync();
            Assert.Equal("active", await StatusAsync(home));
        },
        async home => await Story.SubscribeAsync(home, Account, """{"plan":"essential","interval":"month"}"""));

    /// <summary>A plan that was paid once; what would pay the next time is a card that does not.</summary>
    private static async Task SubscribeWithACardThatFailsLaterAsync(BillingServer home)
    {
        await Story.SubscribeAsync(home, Account, """{"plan":"essential","interval":"month"}""");
        var card = """{"type":"card","token":"pm_card_chargeCustomerFail"}""";
        var method = (await home.Owner(Account).PostAsync($"/accounts/{Account}/payment-methods", card)).Expect(201);
        (await home.Owner(Account).PostAsync($"/accounts/{Account}/payment-methods/{method.String("id")}/default")).Expect(200);
    }

    private static string Dollars(long minor) => $"{(minor < 0 ? "-" : "")}${Math.Abs(minor) / 100m:0.00}";
}
