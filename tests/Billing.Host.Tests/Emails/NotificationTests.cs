using System.Text.Json.Nodes;

namespace Billing.Host.Tests.Emails;

/// <summary>The platform's own e-mails over <c>POST /notifications</c>.</summary>
public sealed class NotificationTests
{
    /// <summary>Each of the product's templates with its data: its reader must find every text of it.</summary>
    private const string Asked = """
        template                                 | data
        sign-up-otp                              | {"code":"493027","expiresInMinutes":10}
        forgot-password                          | {"resetLink":"https://b.example/reset/x7","expiresInMinutes":30}
        two-factor-otp                           | {"code":"118250","expiresInMinutes":5}
        workspace-approval-request               | {"workspaceName":"W","requesterName":"A","requesterEmail":"a@x.example","reviewLink":"https://b.example"}
        workspace-approval-accepted              | {"workspaceName":"Support","workspaceLink":"https://b.example/w"}
        workspace-approval-rejected              | {"workspaceName":"Support","reason":"Not in our team"}
        invite-new-user-admin-console            | {"inviterName":"Zoe","accountName":"Acme","inviteLink":"https://b.example/i"}
        invite-existing-user-admin-console       | {"inviterName":"Zoe","accountName":"Acme","inviteLink":"https://b.example/i"}
        invite-new-user-bot                      | {"inviterName":"Zoe","botName":"Helper","inviteLink":"https://b.example/i"}
        invite-existing-user-bot-outside-account | {"inviterName":"Zoe","botName":"H","accountName":"Acme","inviteLink":"https://b.example"}
        invite-existing-user-bot-in-account      | {"inviterName":"Zoe","botName":"Helper","botLink":"https://b.example/b"}
        bot-publish                              | {"botName":"Helper","publisherName":"Zoe","channels":["web","slack"]}
        free-tokens-exhausted                    | {"accountName":"Acme"}
        """;

    private const string Refused = """
        body                                                                                                                  | pointer
        {"id":"n","template":"sign-up-otp","to":["a@b.example"],"data":{}}                                                    | /data/code
        {"id":"n","template":"sign-up-otp","to":["a@b.example"],"data":{"code":"1"}}                                          | /data/expiresInMinutes
        {"id":"n","template":"sign-up-otp","to":["a@b.example"],"data":null}                                                  | /data
        {"id":"n","template":"sign-up-otp","to":["a@b.example"]}                                                              | /data
        {"id":"n","template":"sign-up-otp","to":["a@b.example"],"data":{"code":"1","expiresInMinutes":0}}                     | /data/expiresInMinutes
        {"id":"n","template":"sign-up-otp","to":["a@b.example"],"data":{"code":"","expiresInMinutes":1}}                      | /data/code
        {"id":"n","template":"sign-up-otp","to":["a@b.example"],"data":{"code":"1","expiresInMinutes":1,"more":1}}            | /data/more
        {"id":"n","template":"forgot-password","to":["a@b.example"],"data":{"resetLink":"javascript:1","expiresInMinutes":1}} | /data/resetLink
        {"id":"n","template":"forgot-password","to":["a@b.example"],"data":{"resetLink":"http://x.example","expiresInMinutes":1}} | /data/resetLink
        {"id":"n","template":"trial-expired","to":["a@b.example"],"data":{"plan":"essential","endedOn":"2026-01-01"}}         | /template
        {"id":"n","template":"nothing-known","to":["a@b.example"],"data":{}}                                                  | /template
        {"id":"n","template":"free-tokens-exhausted","to":[],"data":{"accountName":"A"}}                                      | /to
        {"id":"n","template":"free-tokens-exhausted","to":["a@b.example","nobody"],"data":{"accountName":"A"}}                | /to/1
        {"id":"a b","template":"free-tokens-exhausted","to":["a@b.example"],"data":{"accountName":"A"}}                       | /id
        """;

    [Fact]
    public async Task Each_template_is_sent_once_with_its_facts()
    {
        await using var server = await BillingServer.StartAsync();
        foreach (var row in Table.Rows(Asked))
        {
            var body = Body(row["template"], row["template"], row["data"]);
            Assert.Equal(row["template"], (await server.Service.PostAsync("/notifications", body)).Expect(202).String("id"));
            (await server.Service.PostAsync("/notifications", body)).Expect(202);
        }

        var sent = await Mailbox.AllAsync(server);
        foreach (var row in Table.Rows(Asked))
        {
            var email = Assert.Single(sent, email => email.GetProperty("template").GetString() == row["template"]);
            Assert.Equal((row["template"], null), (email.GetProperty("id").GetString(), email.GetProperty("account").GetString()));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(row["data"]), JsonNode.Parse(email.GetProperty("data").GetRawText())));
            foreach (var said in Texts(JsonNode.Parse(row["data"])!))
            {
                Assert.Contains(said, email.GetProperty("text").GetString(), StringComparison.Ordinal);
                Assert.Contains(said, email.GetProperty("html").GetString(), StringComparison.Ordinal);
            }

            Assert.Equal(["ada@example.com", "bob@example.com"], email.To());
        }

        Assert.Equal(13, sent.Count);
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_nothing_is_sent()
    {
        await using var server = await BillingServer.StartAsync();
        foreach (var row in Table.Rows(Refused))
        {
            var refused = (await server.Service.PostAsync("/notifications", row["body"])).ExpectProblem(400, "validation-failed");
            Assert.Equal(row["pointer"], refused.String("errors.0.pointer"));
        }

        (await server.Operator.PostAsync("/notifications", Body("n", "free-tokens-exhausted", """{"accountName":"A"}"""))).ExpectProblem(403, "forbidden");
        Assert.Empty(await Mailbox.AllAsync(server));
    }

    [Fact]
    public async Task One_id_is_one_e_mail()
    {
        await using var server = await BillingServer.StartAsync();
        (await server.Service.PostAsync("/notifications", Body("n", "free-tokens-exhausted", """{"accountName":"A"}"""), "key-1")).Expect(202);

        (await server.Service.PostAsync("/notifications", Body("n", "free-tokens-exhausted", """{"accountName":"B"}""")))
            .ExpectProblem(409, "notification-conflict");
        (await server.Service.PostAsync("/notifications", Body("m", "free-tokens-exhausted", """{"accountName":"A"}"""), "key-1"))
            .ExpectProblem(422, "idempotency-key-reused");
        Assert.True((await server.Service.PostAsync("/notifications", Body("n", "free-tokens-exhausted", """{"accountName":"A"}"""), "key-1")).IsReplayed);

        Assert.Equal("A", Assert.Single(await Mailbox.AllAsync(server)).GetProperty("data").GetProperty("accountName").GetString());
    }

    private static IEnumerable<string> Texts(JsonNode data) => data switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value!)),
        JsonArray items => items.SelectMany(item => Texts(item!)),
        _ => [data.ToString()],
    };

    private static string Body(string id, string template, string data) =>
        $$"""{"id":"{{id}}","template":"{{template}}","to":["ada@example.com","bob@example.com","ADA@example.com"],"data":{{data}}}""";
}
