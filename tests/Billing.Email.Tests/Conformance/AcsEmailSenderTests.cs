using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Application.Ports;
using Billing.Email.Acs;
using Billing.Email.Tests.Support;

namespace Billing.Email.Tests.Conformance;

public sealed class AcsEmailSenderTests : EmailSenderConformance
{
    private readonly HandClock _clock = new();

    private protected override async Task<Carrier> StartAsync()
    {
        var service = await AcsSimulator.StartAsync();
        return new(
            SenderOf(service),
            () => Task.FromResult<IReadOnlyList<Arrived>>([.. service.Sent.Values.Select(Read)]),
            service.DisposeAsync);
    }

    [Fact]
    public async Task The_machines_identity_opens_the_service_too()
    {
        await using var service = await AcsSimulator.StartAsync(isSecure: true);
#pragma warning disable MA0039 // the simulator's certificate is its own
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
#pragma warning restore MA0039
        var transport = new HttpClientTransport(handler);
        var sender = EmailWire.Connect(AcsConnection.Parse(service.Endpoint), Letters.From, _clock, new Identity(), transport);

        Assert.Equal(SendOutcome.Accepted, (await sender.SendAsync(Letters.One(), default)).Outcome);
        Assert.Single(service.Sent);
    }

    [Fact]
    public async Task A_lost_answer_never_sends_twice()
    {
        await using var service = await AcsSimulator.StartAsync();
        var sender = SenderOf(service);
        service.NextAnswer = AcsSimulator.Lose;
        Assert.Equal(SendOutcome.TryAgain, (await sender.SendAsync(Letters.One(), default)).Outcome);
        _clock.Now += TimeSpan.FromMinutes(1);

        // It is looked for first, and found.
        Assert.Equal(SendAnswer.Sent, await sender.SendAsync(Letters.One(mayBeSent: true), default));

        Assert.Single(service.Sent);
        Assert.Single(service.Requests, request => request == "POST /emails:send");
    }

    [Fact]
    public async Task An_attempt_that_never_arrived_is_made_again()
    {
        await using var service = await AcsSimulator.StartAsync();
        var sender = SenderOf(service);
        service.NextRefusal = AcsSimulator.Lose;
        Assert.Equal(SendOutcome.TryAgain, (await sender.SendAsync(Letters.One(), default)).Outcome);
        Assert.Empty(service.Sent);
        _clock.Now += TimeSpan.FromMinutes(1);

        Assert.Equal(SendOutcome.Accepted, (await sender.SendAsync(Letters.One(mayBeSent: true), default)).Outcome);
        Assert.Equal(Letters.One().OperationId.ToString(), Assert.Single(service.Sent).Key);
    }

    [Fact]
    public async Task Who_is_told_to_wait_waits_with_all_e_mails()
    {
        await using var service = await AcsSimulator.StartAsync();
        var sender = SenderOf(service);
        service.NextRefusal = AcsSimulator.Refuse(429, "TooManyRequests", retryAfter: 90);
        var refused = await sender.SendAsync(Letters.One(), default);
        Assert.Equal((SendOutcome.TryAgain, TimeSpan.FromSeconds(90)), (refused.Outcome, refused.After));

        _clock.Now += TimeSpan.FromSeconds(60);
        var early = await sender.SendAsync(Letters.One("eml_01ARZ3NDEKTSV4RRFFQ69G5FAW"), default);
        Assert.Equal((SendOutcome.TryAgain, TimeSpan.FromSeconds(30)), (early.Outcome, early.After));
        Assert.Single(service.Requests);

        _clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(SendOutcome.Accepted, (await sender.SendAsync(Letters.One("eml_01ARZ3NDEKTSV4RRFFQ69G5FAW"), default)).Outcome);
    }

    [Theory]
    [InlineData(400, "InvalidRequest", SendOutcome.Rejected)]
    [InlineData(401, "Denied", SendOutcome.TryAgain)]
    [InlineData(404, "DomainNotLinked", SendOutcome.TryAgain)]
    [InlineData(500, "InternalError", SendOutcome.TryAgain)]
    [InlineData(503, "ServiceUnavailable", SendOutcome.TryAgain)]
    public async Task What_the_service_refuses_is_told_with_its_reason(int status, string code, SendOutcome outcome)
    {
        await using var service = await AcsSimulator.StartAsync();
        service.NextRefusal = AcsSimulator.Refuse(status, code);

        var answer = await SenderOf(service).SendAsync(Letters.One(), default);

        Assert.Equal((outcome, $"{status} {code}: {code} was asked for."), (answer.Outcome, answer.Reason));
        Assert.Empty(service.Sent);
    }

    [Theory]
    [InlineData("NotStarted", SendOutcome.Accepted, 100)]
    [InlineData("Running", SendOutcome.Accepted, 100)]
    [InlineData("SomethingNew", SendOutcome.Accepted, null)]
    [InlineData("Succeeded", SendOutcome.Sent, null)]
    [InlineData("Failed", SendOutcome.Rejected, null)]
    [InlineData("Canceled", SendOutcome.Rejected, null)]
    public async Task What_became_of_it_is_asked_later(string status, SendOutcome outcome, int? after)
    {
        await using var service = await AcsSimulator.StartAsync();
        var sender = SenderOf(service);
        Assert.Equal(TimeSpan.FromSeconds(20), (await sender.SendAsync(Letters.One(), default)).After);
        service.Status = status;

        var answer = await sender.CheckAsync(Letters.One().OperationId, default);

        Assert.Equal((outcome, after), (answer.Outcome, (int?)answer.After?.TotalSeconds));
        Assert.Equal(status == "Failed", answer.Reason?.StartsWith("EmailDropped: ", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_wrong_key_is_an_operators_trouble()
    {
        await using var service = await AcsSimulator.StartAsync();
        var connection = AcsConnection.Parse($"endpoint={service.Endpoint};accesskey=c2VjcmV0");

        var answer = await EmailWire.Connect(connection, Letters.From, _clock).SendAsync(Letters.One(), default);

        Assert.Equal((SendOutcome.TryAgain, "401 Denied: The signature is wrong."), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_tried_again()
    {
        var service = await AcsSimulator.StartAsync();
        var sender = SenderOf(service);
        await service.DisposeAsync();

        Assert.Equal(SendOutcome.TryAgain, (await sender.SendAsync(Letters.One(), default)).Outcome);
    }

    private AcsEmailSender SenderOf(AcsSimulator service) => EmailWire.Connect(AcsConnection.Parse(service.ConnectionString), Letters.From, _clock);

    private static Arrived Read(JsonNode email)
    {
        Assert.Equal("billing@acme.example", email["senderAddress"]!.GetValue<string>());
        Assert.Equal("help@acme.example", email["replyTo"]![0]!["address"]!.GetValue<string>());
        var content = email["content"]!;
        return new(
            content["subject"]!.GetValue<string>(),
            [.. email["recipients"]!["to"]!.AsArray().Select(to => to!["address"]!.GetValue<string>())],
            content["plainText"]!.GetValue<string>(),
            content["html"]!.GetValue<string>());
    }

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            // The official client asks with two slashes, which says the same.
            Assert.Matches("^https://communication\\.azure\\.com//?\\.default$", Assert.Single(requestContext.Scopes));
            return new(AcsSimulator.Token, DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
