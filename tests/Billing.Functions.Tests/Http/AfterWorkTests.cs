using Billing.Application.Notifications;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Functions.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Http;

/// <summary>What a request has left to do is done in its invocation, and by no timer.</summary>
public sealed class AfterWorkTests
{
    private readonly Stage _stage = new();

    [Fact]
    public async Task What_a_request_made_due_is_done_after_it()
    {
        var after = After();
        await SubscribeAsync();
        Assert.Empty(_stage.Postbox.Attempts);

        await after.DueAsync();

        Assert.Equal(DeliveryStatus.Sent, Assert.Single(await _stage.EmailsAsync()).Delivery.Status);
    }

    [Fact]
    public async Task What_comes_meanwhile_is_done_with_it()
    {
        var after = After();
        await SubscribeAsync();
        _stage.Postbox.Topic = async _ =>
        {
            _stage.Postbox.Topic = static _ => default;
            Stage.Ok(await _stage.TopUpAsync(1_000));
            await after.DueAsync();
            Assert.Empty(_stage.Postbox.Attempts);
        };

        await after.DueAsync();

        Assert.Equal([DeliveryStatus.Sent, DeliveryStatus.Sent], (await _stage.EmailsAsync()).Select(email => email.Delivery.Status));
    }

    [Fact]
    public async Task Notices_that_fail_are_left_to_the_timers_and_keep_nothing_else_from_being_done()
    {
        var away = new InterruptedTableStore(_stage.Tables).OvertakeAt(1, () => throw new StoreUnavailableException("The store is away."));
        var after = After(away);
        await SubscribeAsync();

        await after.NoticesAsync();

        Assert.True(away.WasInterrupted);
        Assert.Single(_stage.Postbox.Attempts);
    }

    private AfterWork After(ITableStore? notices = null) => new(
        _stage.Home.Runner,
        _stage.Home.Due,
        new NoticeInbox(notices ?? _stage.Tables, new NoNotices(), _stage.Home.Updates.ApplyAsync, _stage.Clock, NullLogger<NoticeInbox>.Instance),
        NullLogger<AfterWork>.Instance);

    private async Task SubscribeAsync()
    {
        await _stage.WithAccountAsync();
        await _stage.WithPlanAsync();
    }

    private sealed class NoNotices : IPaymentNotices
    {
        public ProviderNotice? Read(ReadOnlyMemory<byte> rawBody, string? signature) => null;

        public ValueTask<AccountId?> AccountOfAsync(string providerCustomer, CancellationToken cancellationToken) => new((AccountId?)null);

        public ValueTask<IReadOnlyList<ProviderNotice>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken) => new([]);
    }
}
