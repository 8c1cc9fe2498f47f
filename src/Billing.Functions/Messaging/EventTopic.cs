using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Billing.Application.Ports;

namespace Billing.Functions.Messaging;

/// <summary>
/// Events of accounts as CloudEvents on a topic. A message's id is the event's: sent again within the topic's window, it is one message there. Its subject is
/// the event's name and its property <c>accountId</c> the account, for subscriptions to choose by.
/// </summary>
internal sealed class EventTopic(ServiceBusSender sender) : IEventPublisher
{
    public const string Name = "billing-events";

    public async ValueTask PublishAsync(AccountEvent told, CancellationToken cancellationToken) =>
        await BusFaults.AskAsync(() => sender.SendMessageAsync(Written(told), cancellationToken));

    private static ServiceBusMessage Written(AccountEvent told)
    {
        var body = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = told.EventId,
            ["source"] = "/billing",
            ["type"] = told.Name,
            ["subject"] = told.Account.Value,
            ["time"] = told.At.UtcDateTime.ToString("O"),
        };
        return new(body.ToJsonString())
        {
            MessageId = told.EventId,
            Subject = told.Name,
            ContentType = "application/cloudevents+json",
            ApplicationProperties = { ["accountId"] = told.Account.Value },
        };
    }
}
