using System.Text.Json.Nodes;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Functions.Messaging;

namespace Billing.Functions.Tests.Messaging;

public sealed class EventTopicTests
{
    [Fact]
    public async Task An_event_is_a_CloudEvent_under_its_own_id()
    {
        var topic = new FakeSender();
        var told = new AccountEvent("eml_1", "auto-renewal-unsuccessful", new AccountId("acme"), new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

        await new EventTopic(topic).PublishAsync(told, default);

        var message = Assert.Single(topic.Sent);
        Assert.Equal(("eml_1", "auto-renewal-unsuccessful", "acme"), (message.MessageId, message.Subject, message.ApplicationProperties["accountId"]));
        var expected = """
            {"specversion":"1.0","id":"eml_1","source":"/billing","type":"auto-renewal-unsuccessful","subject":"acme","time":"2026-03-01T09:00:00.0000000Z"}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(message.Body.ToString())), message.Body.ToString());
    }

    [Fact]
    public async Task What_an_account_reads_in_its_emails_is_on_the_topic()
    {
        var topic = new FakeSender();
        var stage = new Stage();
        stage.Postbox.Topic = told => new EventTopic(topic).PublishAsync(told, default);
        await stage.WithAccountAsync();
        await stage.WithPlanAsync();

        await stage.AdvanceAsync("2026-03-01");

        var emails = await stage.EmailsAsync();
        Assert.NotEmpty(emails);
        Assert.Equal(emails.Select(email => (email.EmailId, email.Template)), topic.Sent.Select(message => (message.MessageId, message.Subject)));
    }
}
