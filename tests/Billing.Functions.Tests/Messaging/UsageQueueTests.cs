using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Billing.Application.Ports;
using Billing.Functions.Messaging;

namespace Billing.Functions.Tests.Messaging;

public sealed class UsageQueueTests
{
    [Fact]
    public async Task Each_session_goes_in_batches_of_its_own_in_order()
    {
        var bus = new FakeSender(batchMessages: 4);
        var messages = Enumerable.Range(0, 25).Select(i => Message(i % 2 == 0 ? "even" : "odd", $"{i}")).ToList();

        await new UsageQueue(bus).SendAsync(messages, default);

        Assert.Equal([1, 4, 4, 4, 4, 4, 4], bus.Batches.Order());
        foreach (var session in (string[])["even", "odd"])
        {
            var sent = bus.Sent.Where(message => message.SessionId == session).Select(message => message.Body.ToString());
            Assert.Equal(messages.Where(message => message.Session == session).Select(message => BinaryData.FromBytes(message.Body).ToString()), sent);
        }

        Assert.All(bus.Sent, message => Assert.Equal("application/cloudevents+json", message.ContentType));
    }

    [Fact]
    public async Task Nothing_is_sent_for_nothing()
    {
        var bus = new FakeSender();

        await new UsageQueue(bus).SendAsync([], default);

        Assert.Empty(bus.Batches);
    }

    [Fact]
    public async Task A_message_that_fits_into_no_batch_is_no_outage() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UsageQueue(new FakeSender(0)).SendAsync([Message("s", "x")], default).AsTask());

    [Fact]
    public async Task A_bus_that_is_away_is_an_outage_with_when_to_come_back()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), (await FailAsync(Fault(ServiceBusFailureReason.ServiceBusy))).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(5), (await FailAsync(Fault(ServiceBusFailureReason.ServiceTimeout))).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(5), (await FailAsync(Fault(ServiceBusFailureReason.MessagingEntityNotFound))).RetryAfter);
    }

    [Fact]
    public async Task Who_is_not_let_in_hears_so()
    {
        Assert.IsType<StoreAccessException>(await FailAsync(new UnauthorizedAccessException("No.")));
        Assert.IsType<StoreAccessException>(await FailAsync(new AuthenticationFailedException("No.")));
    }

    private static async Task<StoreUnavailableException> FailAsync(Exception fault) =>
        await Assert.ThrowsAnyAsync<StoreUnavailableException>(
            () => new UsageQueue(new FakeSender { Fault = fault }).SendAsync([Message("s", "x")], default).AsTask());

    private static ServiceBusException Fault(ServiceBusFailureReason reason) => new("It is so.", reason);

    private static UsageMessage Message(string session, string body) => new(session, BinaryData.FromString(body).ToMemory());
}
