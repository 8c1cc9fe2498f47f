using System.Text.Json.Serialization;
using Billing.Domain;
using Billing.Http;

namespace Billing.Host;

internal sealed record ClockView(DateTimeOffset Now);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdvanceClock))]
[JsonSerializable(typeof(ClockView))]
internal sealed partial class ClockJson : JsonSerializerContext;

/// <summary>The test clock over HTTP; only a home that was started with <c>--now</c> has it.</summary>
internal static class ClockEndpoints
{
    public static OperationGroup Group(TestClock clock, DueWorker worker) => new("Test clock", "Moves time, for tests. Only with `--now`.", ClockJson.Default,
    [
        Operation.Get<ClockView>("GetTestClock", "/test/clock", Access.Operate, _ => ValueTask.FromResult<Result<ClockView>>(new ClockView(clock.GetUtcNow())))
            .Describe("Where the clock stands").Example(response: """{"now":"2026-01-31T00:00:00Z"}"""),
        Operation.Post<AdvanceClock, ClockView>("AdvanceTestClock", "/test/clock/advance", Access.Operate, 200, async (call, wish) =>
            {
                var target = await worker.AdvanceAsync(clock, now => ClockTarget.Of(wish, now), call.Context.CancellationToken);
                return target.Map(now => new ClockView(now));
            })
            .Describe("Move the clock", "Runs all that falls due, in order, and answers when nothing is left to do. State either `by` or `to`.")
            .Example("""{"by":"P7D"}""", """{"now":"2026-02-07T00:00:00Z"}""").Unhurried(),
    ]);
}
