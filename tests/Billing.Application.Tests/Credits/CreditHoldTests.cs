using Billing.Application.Credits;
using Billing.Application.Tests.World;
using Billing.Domain;

namespace Billing.Application.Tests.Credits;

public sealed class CreditHoldTests
{
    [Fact]
    public async Task Sixty_four_holds_at_once_in_two_processes_never_exceed_the_balance()
    {
        var stage = await new Stage().WithAccountAsync();
        Home[] processes = [stage.Home, stage.Another()];

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
            await processes[i % 2].Holds.HoldAsync(Stage.Acme, new($"call-{i}", new Micros(300_000)), Stage.Request()))));

        Assert.Equal(33, answers.Count(answer => answer.IsOk));
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("credits-exhausted", answer.Error!.Code));
        var credits = await stage.CreditsAsync();
        Assert.Equal((9_900_000, 100_000), (credits.HeldMicros.Value, credits.AvailableMicros.Value));
    }

    [Fact]
    public Task The_same_hold_taken_by_two_processes_is_one() => EveryRace.EndsAsOneAsync(
        stage => stage.WithAccountAsync(), async stage => Stage.Ok(await HoldAsync(stage, "call-1", 400)));

    [Fact]
    public async Task A_hold_is_repeatable_until_it_is_closed_and_its_id_is_not_taken_again()
    {
        var stage = await new Stage().WithAccountAsync();

        var first = Stage.Ok(await HoldAsync(stage, "call-1", 400));
        Assert.Equal(first, Stage.Ok(await HoldAsync(stage, "call-1", 400)));
        Stage.Refused("hold-conflict", await HoldAsync(stage, "call-1", 401));

        Stage.Ok(await stage.Home.Holds.ReleaseAsync(Stage.Acme, "call-1", Stage.Request()));
        Stage.Ok(await stage.Home.Holds.ReleaseAsync(Stage.Acme, "call-1", Stage.Request()));
        Stage.Refused("hold-closed", await HoldAsync(stage, "call-1", 400));
        Stage.Refused("hold-not-found", await stage.Home.Holds.ReleaseAsync(Stage.Acme, "call-2", Stage.Request()));
        Assert.Equal(0, (await stage.CreditsAsync()).HeldMicros.Value);
    }

    [Theory]
    //          held       true cost  left
    [InlineData(1_000_000, 400_000,   9_600_000)]
    [InlineData(1_000_000, 1_000_000, 9_000_000)]
    [InlineData(10,        4_000_000, 6_000_000)]
    [InlineData(10,        14_000_000, -4_000_000)]
    public async Task Usage_settles_its_hold_at_the_true_cost_and_frees_the_rest(long held, long cost, long left)
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await HoldAsync(stage, "call-1", held));

        await stage.UseAiAsync("ai-1", 0, cost / 10, hold: "call-1");
        await stage.UseAiAsync("ai-1", 0, cost / 10, hold: "call-1");

        var credits = await stage.CreditsAsync();
        Assert.Equal((left, 0, left), (credits.TotalMicros.Value, credits.HeldMicros.Value, credits.AvailableMicros.Value));
        Assert.Equal(left > 0 ? AiStatus.Active : AiStatus.Paused, credits.Ai);
        Stage.Refused(left > 0 ? "hold-closed" : "credits-exhausted", await HoldAsync(stage, "call-1", 1));
    }

    [Fact]
    public async Task A_hold_expires_by_itself_and_the_usage_that_names_it_is_debited_all_the_same()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.Home.Holds.HoldAsync(Stage.Acme, new("call-1", new Micros(500), ExpiresInSeconds: 60), Stage.Request()));

        stage.Clock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal(0, (await stage.CreditsAsync()).HeldMicros.Value);

        await stage.UseAiAsync("ai-1", 0, 1_000, hold: "call-1");
        Assert.Equal(9_990_000, (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Theory]
    //          id        micros  feature           input         output                pointer
    [InlineData("a b",    5L,     null,             null,         null,                 "/holdId")]
    [InlineData("call-1", 0L,     null,             null,         null,                 "/micros")]
    [InlineData("call-1", null,   null,             null,         null,                 "/micros")]
    [InlineData("call-1", 5L,     "smart-replies",  1L,           1L,                   "/feature")]
    [InlineData("call-1", null,   "mind-reading",   1L,           1L,                   "/feature")]
    [InlineData("call-1", null,   "smart-replies",  -1L,          1L,                   "/inputTokens")]
    [InlineData("call-1", null,   "smart-replies",  null,         1L,                   "/inputTokens")]
    [InlineData("call-1", null,   "smart-replies",  1L,           null,                 "/maxOutputTokens")]
    [InlineData("call-1", null,   "smart-replies",  long.MaxValue, long.MaxValue,       "/maxOutputTokens")]
    public async Task What_cannot_be_held_is_named_and_nothing_is_held(string id, long? micros, string? feature, long? input, long? output, string pointer)
    {
        var stage = await new Stage().WithAccountAsync();

        var request = new HoldRequest(id, micros is { } value ? new Micros(value) : null, feature, input, output);
        var result = await stage.Home.Holds.HoldAsync(Stage.Acme, request, Stage.Request());

        Assert.Equal(("validation-failed", pointer), (result.Error?.Code, result.Error?.Pointer));
        Assert.Equal(0, (await stage.CreditsAsync()).HeldMicros.Value);
    }

    [Fact]
    public async Task A_hold_by_feature_is_priced_by_the_catalog()
    {
        var stage = await new Stage().WithAccountAsync();

        var held = Stage.Ok(await stage.Home.Holds.HoldAsync(Stage.Acme, new("call-1", null, "smart-replies", 1_000, 500), Stage.Request()));

        Assert.Equal((6_000, 9_994_000), (held.Micros.Value, held.AvailableMicros.Value));
    }

    private static ValueTask<Result<HoldView>> HoldAsync(Stage stage, string id, long micros) =>
        stage.Home.Holds.HoldAsync(Stage.Acme, new(id, new Micros(micros)), Stage.Request());
}
