using Azure.Messaging.ServiceBus;
using Billing.Application.Metering.Events;
using Billing.Application.Tests.World;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Usage;

/// <summary>
/// What the trigger does with each message of a batch: it dead-letters one for good, with its reason, or gives it back; all else the host completes. The
/// session is free for others after each batch.
/// </summary>
public sealed class MeterUsageTests
{
    private readonly Stage _stage = new();
    private readonly Actions _actions = new();
    private readonly Session _session = new();

    [Fact]
    public async Task What_can_never_count_is_dead_lettered_with_its_reason()
    {
        await _stage.WithAccountAsync();

        await RunAsync(Event("acme"), Event("nobody"), "junk");

        Assert.Equal(["1 account-not-found", "2 validation-failed"], _actions.Told);
        Assert.Equal(1, _session.Released);
    }

    [Fact]
    public async Task What_fails_by_a_bug_is_given_back_alone()
    {
        await _stage.WithAccountAsync();
        _stage.Restart(new InterruptedTableStore(_stage.Tables).OvertakeAt(1, () => throw new InvalidOperationException("A bug.")));

        await RunAsync(Event("acme"), "junk");

        Assert.Equal(["0 abandoned", "1 validation-failed"], _actions.Told.Order());
        Assert.Equal(1, _session.Released);
    }

    private Task RunAsync(params string[] bodies) =>
        new MeterUsage(new QueuedUsage(_stage.Home.Intake, _stage.Home.Settlement, NullLogger<QueuedUsage>.Instance)).RunAsync(
            [.. bodies.Select((body, i) => ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), messageId: $"{i}"))],
            _actions,
            _session,
            default);

    private static string Event(string account)
    {
        var usage = new UsageEvent(0, UsageKind.Ai, new AccountId(account), Stage.Bot, Stage.Begin, "/tests", "a", "");
        return BinaryData.FromBytes(UsageEventJson.Write(usage with { Ai = new("knowledge-qa", "web", 1_000, 3_000, null) })).ToString();
    }

    private sealed class Actions : ServiceBusMessageActions
    {
        public List<string> Told { get; } = [];

        public override Task DeadLetterMessageAsync(
            ServiceBusReceivedMessage message,
            Dictionary<string, object>? propertiesToModify = null,
            string? deadLetterReason = null,
            string? deadLetterErrorDescription = null,
            CancellationToken cancellationToken = default)
        {
            Assert.False(string.IsNullOrEmpty(deadLetterErrorDescription));
            Told.Add($"{message.MessageId} {deadLetterReason}");
            return Task.CompletedTask;
        }

        public override Task AbandonMessageAsync(
            ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
        {
            Told.Add($"{message.MessageId} abandoned");
            return Task.CompletedTask;
        }
    }

    private sealed class Session : ServiceBusSessionMessageActions
    {
        public int Released { get; private set; }

        public override Task ReleaseSession(CancellationToken cancellationToken = default)
        {
            Released++;
            return Task.CompletedTask;
        }
    }
}
