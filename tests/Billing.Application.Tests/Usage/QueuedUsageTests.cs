using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Application.Usage;
using Billing.Domain.Metering;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.Usage;

/// <summary>Usage by a queue: what is acknowledged at the door is what the metering counts, whatever happens on the way.</summary>
public sealed class QueuedUsageTests
{
    private readonly Stage _stage = new();
    private readonly TestQueue _queue = new();

    [Fact]
    public async Task What_was_taken_counts_once_however_often_it_is_delivered()
    {
        var receipt = await SendAsync(Ai("a"), Ai("b"), Conversation("c-1"));
        Assert.Equal((3, 0), (receipt.Accepted, receipt.Duplicates));

        await MeterAsync(_queue.Bodies);
        var fates = await MeterAsync([.. _queue.Bodies.Reverse()]);

        Assert.All(fates, fate => Assert.Equal(UsageFate.Metered, fate.Fate));
        Assert.Equal(2 * 33_000, await SpentAsync());
    }

    [Fact]
    public async Task The_door_tells_twins_of_one_request_and_refuses_what_can_never_count()
    {
        var receipt = await SendAsync(
            Ai("a"), Ai("a"), Conversation("c-1"), Conversation("c-1"), Ai("b") with { Account = new("nobody") }, Ai("c") with { At = Stage.Begin.AddDays(1) });

        Assert.Equal((3, 1), (receipt.Accepted, receipt.Duplicates));
        Assert.Equal([(4, "account-not-found"), (5, "time-in-future")], receipt.Rejected.Select(rejected => (rejected.Index, rejected.Code)));
        Assert.Equal(3, _queue.Messages.Count);
    }

    [Fact]
    public async Task A_message_that_can_never_be_metered_says_why_and_holds_up_no_neighbour()
    {
        await SendAsync(Ai("a"));
        byte[] stranger = [.. UsageEventJson.Write(Ai("b") with { Account = new("nobody") }).Span];

        var fates = await MeterAsync(["{"u8.ToArray(), .. _queue.Bodies, stranger, "[]"u8.ToArray()]);

        Assert.Equal([UsageFate.Refused, UsageFate.Metered, UsageFate.Refused, UsageFate.Refused], fates.Select(fate => fate.Fate));
        Assert.Equal(["validation-failed", null, "account-not-found", "validation-failed"], fates.Select(fate => fate.Reason));
        Assert.Equal(33_000, await SpentAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_is_metered_however_long_it_waited()
    {
        await SendAsync(Ai("a") with { At = Stage.Begin.AddDays(-34) });
        _stage.Clock.Now += TimeSpan.FromDays(10);

        Assert.Equal(UsageFate.Metered, (await MeterAsync(_queue.Bodies)).Single().Fate);
    }

    [Fact]
    public async Task All_usage_of_one_partition_has_one_session()
    {
        await SendAsync([.. Enumerable.Range(0, 50).Select(i => Ai($"{i}")), .. Enumerable.Range(0, 50).Select(i => Conversation($"{i}"))]);

        Assert.Single(_queue.Messages.Select(message => message.Session).Distinct());
    }

    [Fact]
    public void An_event_is_read_from_what_is_written()
    {
        UsageEvent[] events =
        [
            Conversation("c-1"),
            Ai("a") with { Ai = new("smart-replies", "web", 0, AiRequest.MostTokens, "h:1"), At = Stage.Begin.AddTicks(1) },
            Ai("b") with { Ai = new("knowledge-qa", null, 1, 2, null) },
            new(0, UsageKind.Voice, Stage.Acme, Stage.Bot, Stage.Begin, "urn:x", "v", "call-1") { VoiceKind = "gateway" },
            new(0, UsageKind.ApiRequest, Stage.Acme, Stage.Bot, Stage.Begin, "/a?b=%20#'", "r", ""),
            new(0, UsageKind.ApiSession, Stage.Acme, Stage.Bot, Stage.Begin, "x", "s", "session"),
        ];

        Assert.Equal(events, events.Select(usage => UsageEventParser.ParseEvent(UsageEventJson.Write(usage).Span, 0).Value));
    }

    [Fact]
    public void The_largest_event_is_a_small_message()
    {
        var id = new string('x', 128);
        var largest = new UsageEvent(0, UsageKind.Ai, new(id), new(id), Stage.Begin, new string('%', 1024), id, "")
        {
            Ai = new(id, id, AiRequest.MostTokens, AiRequest.MostTokens, id),
        };

        Assert.InRange(UsageEventJson.Write(largest).Length, 1, 4 * 1024);
    }

    private static UsageEvent Ai(string id) =>
        new(0, UsageKind.Ai, Stage.Acme, Stage.Bot, Stage.Begin, "/tests", id, "") { Ai = new("knowledge-qa", "web", 1_000, 3_000, null) };

    private static UsageEvent Conversation(string id) =>
        new(0, UsageKind.Conversation, Stage.Acme, Stage.Bot, Stage.Begin, "/tests", $"on-{id}", id) { Channel = "web" };

    private async Task<UsageReceipt> SendAsync(params UsageEvent[] events)
    {
        if (await _stage.StateAsync() is null)
        {
            await _stage.WithAccountAsync();
        }

        var sorter = new UsageSorter(MeteringRules.Of(Home.Catalog), _stage.Home.Store.LayoutAsync, _stage.Clock);
        var batch = new UsageBatch([.. events.Select((usage, index) => usage with { Index = index })], []);
        return (await new UsageQueueing(_queue, sorter).AcceptAsync(batch, default)).Value;
    }

    private ValueTask<IReadOnlyList<MeteredMessage>> MeterAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages) =>
        new QueuedUsage(_stage.Home.Intake, _stage.Home.Settlement, NullLogger<QueuedUsage>.Instance).MeterAsync(messages, default);

    private async Task<long> SpentAsync() => 10_000_000 - (await _stage.StateAsync())!.Credits.Total.Value;

    private sealed class TestQueue : IUsageQueue
    {
        public List<UsageMessage> Messages { get; } = [];

        public IReadOnlyList<ReadOnlyMemory<byte>> Bodies => [.. Messages.Select(message => message.Body)];

        public ValueTask SendAsync(IReadOnlyList<UsageMessage> messages, CancellationToken cancellationToken)
        {
            Messages.AddRange(messages);
            return ValueTask.CompletedTask;
        }
    }
}
