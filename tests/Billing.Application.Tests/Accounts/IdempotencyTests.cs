using Billing.Application.Credits;
using Billing.Application.Tests.World;
using Billing.Domain;

namespace Billing.Application.Tests.Accounts;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_request_gets_the_first_answer_and_changes_nothing_more()
    {
        var stage = await new Stage().WithAccountAsync();
        var (first, again) = (Stage.Request("k"), Stage.Request("k"));

        var granted = Stage.Ok(await Grant(stage, 5, first));
        var repeated = Stage.Ok(await Grant(stage, 5, again));

        Assert.Equal(granted, repeated);
        Assert.Equal((false, true), (first.IsReplayed, again.IsReplayed));
        Assert.Equal(10_000_005, (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task Another_request_with_the_key_is_refused_and_nothing_changes()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await Grant(stage, 5, Stage.Request("k", "five")));
        var before = await Books.TellAsync(stage, stage.Tables, Stage.Acme);

        Stage.Refused("idempotency-key-reused", await Grant(stage, 6, Stage.Request("k", "six")));
        Stage.Refused("idempotency-key-reused", await stage.TopUpAsync(5_000, key: "k"));
        Stage.Refused("idempotency-key-reused", await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_visa"), Stage.Request("k")));

        Assert.Equal(before, await Books.TellAsync(stage, stage.Tables, Stage.Acme));
    }

    [Theory]
    //          hours later   replayed
    [InlineData(23,           true)]
    [InlineData(24,           false)]
    public async Task A_key_is_kept_for_a_day(int hours, bool isReplayed)
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await Grant(stage, 5, Stage.Request("k")));

        stage.Clock.Now += TimeSpan.FromHours(hours);
        var again = Stage.Request("k");
        Stage.Ok(await Grant(stage, 5, again));

        Assert.Equal(isReplayed, again.IsReplayed);
        Assert.Equal(isReplayed ? 10_000_005 : 10_000_010, (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task A_decline_is_replayed_with_its_code_and_order()
    {
        var stage = await new Stage().WithAccountAsync();

        var first = await stage.TopUpAsync(5_000, "pm_card_chargeDeclinedInsufficientFunds", "k");
        var again = await stage.TopUpAsync(5_000, "pm_card_chargeDeclinedInsufficientFunds", "k");

        Stage.Refused("payment-declined", again);
        Assert.Equal("insufficient_funds", again.Error!.Extensions!.DeclineCode);
        Assert.Equal(first.Error!.Extensions!.OrderId, again.Error.Extensions.OrderId);
        var order = Assert.Single(await stage.OrdersAsync());
        Assert.Equal((order.OrderId, "Failed"), (again.Error.Extensions.OrderId, $"{order.Status}"));
        Assert.Equal(0, (await stage.CreditsAsync()).PaidMicros.Value);
    }

    [Fact]
    public async Task A_refusal_that_left_nothing_behind_does_not_use_the_key_up()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Refused("validation-failed", await stage.TopUpAsync(1, key: "k"));
        Stage.Refused("validation-failed", await stage.TopUpAsync(5_000, "no_such_token", "k"));

        Stage.Ok(await stage.TopUpAsync(5_000, key: "k"));
    }

    [Fact]
    public async Task A_saved_method_is_replayed_without_asking_the_provider_again()
    {
        var stage = await new Stage().WithAccountAsync();

        var first = Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_visa"), Stage.Request("k")));
        var again = Stage.Request("k");
        stage.Restart(gateway: new NoGateway());

        Assert.Equal(first, Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_visa"), again)));
        Assert.True(again.IsReplayed);
        Assert.Single((await stage.StateAsync())!.PaymentMethods);
    }

    private static ValueTask<Result<GrantView>> Grant(Stage stage, long micros, RequestContext request) =>
        stage.Home.Grants.GrantAsync(Stage.Acme, new(new(micros), "reason"), request);
}
