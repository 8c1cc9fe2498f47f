using Billing.Email.Tests.Support;

namespace Billing.Host.Tests.Emails;

/// <summary>A home whose e-mails Azure Communication Services send.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task A_configured_service_sends_and_a_lost_answer_sends_nothing_twice()
    {
        await using var service = await AcsSimulator.StartAsync();
        await using var server = await StartAsync(service);
        await Story.CreateAccountAsync(server, "acme");
        service.NextAnswer = AcsSimulator.Lose;
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced"}""");
        Assert.Empty(await Mailbox.AllAsync(server));
        Assert.Equal("queued", (await server.Operator.GetAsync("/operations/emails")).Expect(200).String("items.0.status"));

        // A minute later the operation is looked for, and found.
        await server.AdvanceByAsync("PT1M");

        Assert.Equal(["automation-ai-subscription"], await Mailbox.TemplatesAsync(server, "acme"));
        var sent = Assert.Single(service.Sent).Value;
        Assert.Equal("bots@acme.example", sent["senderAddress"]!.GetValue<string>());
        Assert.Equal("Your Advanced plan is active", sent["content"]!["subject"]!.GetValue<string>());
        Assert.Single(service.Requests, request => request == "POST /emails:send");
        Assert.Equal(0, (await server.Operator.GetAsync("/operations/emails")).Expect(200)["items"].GetArrayLength());
    }

    [Fact]
    public async Task What_the_service_drops_in_the_end_is_told_to_operators()
    {
        await using var service = await AcsSimulator.StartAsync();
        await using var server = await StartAsync(service);
        await Story.CreateAccountAsync(server, "acme");
        service.Status = "Failed";
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced"}""");
        Assert.Equal(["automation-ai-subscription"], await Mailbox.TemplatesAsync(server, "acme"));

        await server.AdvanceByAsync("PT2M");

        var trouble = (await server.Operator.GetAsync("/operations/emails")).Expect(200);
        Assert.Equal("failed", trouble.String("items.0.status"));
        Assert.Equal("EmailDropped: Email was dropped after several attempts to deliver.", trouble.String("items.0.reason"));
        Assert.Equal(404, (await server.Nobody.GetAsync("/api/../outbox")).Status);
    }

    private static Task<BillingServer> StartAsync(AcsSimulator service) => BillingServer.StartProcessAsync(environment: new Dictionary<string, string?>
    {
        ["Billing__Email__ConnectionString"] = service.ConnectionString,
        ["Billing__Email__From"] = "bots@acme.example",
    });
}
