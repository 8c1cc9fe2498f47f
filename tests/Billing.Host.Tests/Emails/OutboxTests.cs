using System.Net.Http.Headers;
using Billing.Application;

namespace Billing.Host.Tests.Emails;

/// <summary>The e-mails as files and as pages, and what operators see of those that do not go out.</summary>
public sealed class OutboxTests
{
    private const string Reset = """
        {"id":"n","template":"forgot-password","to":["ada@example.com"],"data":{"resetLink":"https://b.example/?a=1&b=2","expiresInMinutes":30}}
        """;

    [Fact]
    public async Task The_outbox_shows_e_mails_and_runs_nothing_of_them()
    {
        await using var server = await BillingServer.StartAsync();
        (await server.Service.PostAsync("/notifications", Reset)).Expect(202);
        await server.SettleAsync();
        var file = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Path.Combine(server.Data, "outbox"), "*.eml")));
        await File.WriteAllTextAsync(Path.Combine(server.Data, "outbox", "eml_of_somebody.eml"), "No mail of ours.");

        var list = await GetAsync(server, "/outbox");
        Assert.Contains($"<a href=\"/outbox/{file}\">Set a new password for Billing</a>", list.Text, StringComparison.Ordinal);
        var mail = await GetAsync(server, $"/outbox/{file}");
        Assert.Contains($"<iframe sandbox title=\"HTML\" src=\"/outbox/{file}/html\">", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://b.example/?a=1&amp;b=2", mail.Text, StringComparison.Ordinal);
        var html = await GetAsync(server, $"/outbox/{file}/html");
        Assert.Contains("sandbox", html.Raw.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("href=\"https://b.example/?a=1&amp;b=2\"", html.Text, StringComparison.Ordinal);
        Assert.Equal("message/rfc822", (await GetAsync(server, $"/outbox/{file}/eml")).Raw.Content.Headers.ContentType!.MediaType);
        Assert.All([list, mail, html], page => Assert.Contains("default-src 'none'", page.Raw.Headers.GetValues("Content-Security-Policy").Single()));
    }

    [Theory]
    [InlineData("/outbox/eml_01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("/outbox/..%2Fsigning-key")]
    [InlineData("/outbox/eml_..%2F..%2Fsigning-key")]
    [InlineData("/outbox/a/b/c")]
    public async Task Nothing_else_is_to_be_had_there(string path)
    {
        await using var server = await BillingServer.StartAsync();
        Assert.Equal(404, (await GetAsync(server, path)).Status);
    }

    [Fact]
    public async Task Who_comes_from_elsewhere_needs_an_operators_token()
    {
        await using var server = await BillingServer.StartAsync();

        Assert.Equal(403, (await GetAsync(server, "/outbox", host: "evil.example")).Status);
        Assert.Equal(403, (await GetAsync(server, "/outbox", forwardedFor: "203.0.113.7")).Status);
        Assert.Equal(403, (await GetAsync(server, "/outbox", host: "evil.example", token: server.Token(Role.Service, null))).Status);
        Assert.Equal(200, (await GetAsync(server, "/outbox", host: "billing.example", token: server.Token(Role.Operator, null))).Status);
    }

    [Fact]
    public async Task An_e_mail_that_fails_is_told_to_operators_and_goes_out_later()
    {
        // A file lies where the outbox should be.
        await using var server = await BillingServer.StartAsync();
        var outbox = Path.Combine(server.Data, "outbox");
        await File.WriteAllTextAsync(outbox, "");
        (await server.Service.PostAsync("/notifications", Reset)).Expect(202);
        Assert.Empty(await Mailbox.AllAsync(server));
        var trouble = (await server.Operator.GetAsync("/operations/emails")).Expect(200);
        Assert.Equal(
            ("forgot-password", "queued", 1, "2026-01-01T00:01:00Z"),
            (trouble.String("items.0.template"), trouble.String("items.0.status"), trouble.Int("items.0.attempts"), trouble.String("items.0.nextAttemptAt")));

        File.Delete(outbox);
        await server.AdvanceByAsync("PT1M");

        Assert.Equal("2026-01-01T00:01:00Z", Assert.Single(await Mailbox.AllAsync(server)).GetProperty("sentAt").GetString());
        Assert.Equal(0, (await server.Operator.GetAsync("/operations/emails")).Expect(200)["items"].GetArrayLength());
    }

    [Fact]
    public async Task A_bounce_switches_an_address_off_until_an_operator_switches_it_on()
    {
        var environment = new Dictionary<string, string?> { ["Billing__Email__ReportSecret"] = "s3cret" };
        await using var server = await BillingServer.StartProcessAsync(environment: environment);
        const string Bounce = """
            [{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"ada@example.com","status":"Bounced"}}]
            """;
        const string Handshake = """[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"c-1"}}]""";
        (await server.Nobody.PostAsync("/webhooks/email", Bounce)).ExpectProblem(403, "forbidden");
        (await server.Nobody.PostAsync("/webhooks/email?secret=other", Bounce)).ExpectProblem(403, "forbidden");
        Assert.Equal("c-1", (await server.Nobody.PostAsync("/webhooks/email?secret=s3cret", Handshake)).Expect(200).String("validationResponse"));
        (await server.Nobody.PostAsync("/webhooks/email?secret=s3cret", Bounce)).Expect(200);

        (await server.Service.PostAsync("/notifications", Reset)).Expect(202);
        Assert.Empty(await Mailbox.AllAsync(server));
        Assert.Equal("dropped", (await server.Operator.GetAsync("/operations/emails")).Expect(200).String("items.0.status"));
        Assert.Equal("ada@example.com", (await server.Operator.GetAsync("/operations/suppressed-addresses")).Expect(200).String("items.0.address"));

        (await server.Operator.DeleteAsync("/operations/suppressed-addresses?address=ADA@example.com")).Expect(204);
        (await server.Service.PostAsync("/notifications", Reset.Replace("\"n\"", "\"m\"", StringComparison.Ordinal))).Expect(202);
        Assert.Single(await Mailbox.AllAsync(server));
    }

    [Fact]
    public async Task A_home_that_was_killed_sends_what_it_had_queued()
    {
        await using var server = await BillingServer.StartProcessAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced"}""");

        await server.KillAndRestartAsync();

        Assert.Equal(["automation-ai-subscription"], await Mailbox.TemplatesAsync(server, "acme"));
        await server.KillAndRestartAsync();
        Assert.Equal(["automation-ai-subscription"], await Mailbox.TemplatesAsync(server, "acme"));
    }

    private static async Task<Answer> GetAsync(
        BillingServer server, string path, string? host = null, string? forwardedFor = null, string? token = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, path));
        request.Headers.Host = host;
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}
