using System.Text;
using System.Text.Json.Nodes;
using Billing.Application.Metering.Events;

namespace Billing.Application.Tests.Metering;

public sealed class UsageEventParserTests
{
    private const string Activity = """
        {"specversion":"1.0","id":"e1","source":"/runtime","type":"conversation.activity","time":"2030-02-10T11:00:00Z",
         "data":{"accountId":"acme","appId":"support","conversationId":"c1","channel":"web"}}
        """;

    private const string Ai = """
        {"specversion":"1.0","id":"e1","source":"/runtime","type":"ai.usage","time":"2030-02-10T11:00:00Z",
         "data":{"accountId":"acme","appId":"support","feature":"smart-replies","inputTokens":10,"outputTokens":0}}
        """;

    [Theory]
    [InlineData("2030-02-10T11:00:00Z", "2030-02-10T11:00:00.0000000")]
    [InlineData("2030-02-10t11:00:00z", "2030-02-10T11:00:00.0000000")]
    [InlineData("2030-02-10T11:00:00.5Z", "2030-02-10T11:00:00.5000000")]
    [InlineData("2030-02-10T11:00:00.123456789123Z", "2030-02-10T11:00:00.1234567")]
    [InlineData("2030-02-10T11:00:00+23:59", "2030-02-09T11:01:00.0000000")]
    [InlineData("2030-02-10T11:00:00.1-00:30", "2030-02-10T11:30:00.1000000")]
    [InlineData("2028-02-29T23:59:59Z", "2028-02-29T23:59:59.0000000")]
    [InlineData("0001-01-01T00:00:00+00:01", null)]
    [InlineData("9999-12-31T23:59:59-00:01", null)]
    [InlineData("2029-02-29T23:59:59Z", null)]
    [InlineData("2030-02-10T24:00:00Z", null)]
    [InlineData("2030-02-10T23:59:60Z", null)]
    [InlineData("2030-02-10 11:00:00Z", null)]
    [InlineData("2030-02-10T11:00:00", null)]
    [InlineData("2030-02-10T11:00:00.", null)]
    [InlineData("2030-02-10T11:00:00.Z", null)]
    [InlineData("2030-02-10T11:00:00.1", null)]
    [InlineData("2030-02-10T11:00:00+1:00", null)]
    [InlineData("2030-02-10T11:00:00+24:00", null)]
    [InlineData("2030-2-10T11:00:00Z", null)]
    [InlineData("２030-02-10T11:00:00Z", null)]
    [InlineData("", null)]
    public void Instants_of_rfc_3339(string text, string? utc) =>
        Assert.Equal(utc, Rfc3339.TryParse(text, out var instant) ? $"{instant.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}" : null);

    [Fact]
    public void Reads_every_type_of_event()
    {
        var batch = Parse($$$"""
            [{{{Activity}}}, {{{Ai}}},
             {"data":{"kind":"tts","callId":"call","appId":"a","accountId":"b"},
              "type":"voice.activity","time":"2030-02-10T12:00:00+01:00","source":"urn:x","id":"v","specversion":"1.0"},
             {"specversion":"1.0","id":"r","source":"x","type":"api.request","time":"2030-02-10T11:00:00Z","data":{"accountId":"acme","appId":"a"}},
             {"specversion":"1.0","id":"s","source":"x","type":"api.request","time":"2030-02-10T11:00:00Z",
              "data":{"accountId":"acme","appId":"a","sessionId":"s1"}}]
            """);

        Assert.Empty(batch.Rejected);
        var at = new DateTimeOffset(2030, 2, 10, 11, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                new(0, UsageKind.Conversation, new("acme"), new("support"), at, "/runtime", "e1", "c1") { Channel = "web" },
                new(1, UsageKind.Ai, new("acme"), new("support"), at, "/runtime", "e1", "") { Ai = new("smart-replies", null, 10, 0, null) },
                new(2, UsageKind.Voice, new("b"), new("a"), at, "urn:x", "v", "call") { VoiceKind = "tts" },
                new(3, UsageKind.ApiRequest, new("acme"), new("a"), at, "x", "r", ""),
                new(4, UsageKind.ApiSession, new("acme"), new("a"), at, "x", "s", "s1"),
            ],
            batch.Events);
    }

    [Theory]
    [InlineData("/subject", "\"anything\"")]
    [InlineData("/dataschema", "5")]
    [InlineData("/traceparent", "{\"deep\":[{\"id\":1}]}")]
    [InlineData("/data/id", "[1]")]
    [InlineData("/data/inputTokens", "-1")] // not this type's
    [InlineData("/data/kind", "{}")]
    [InlineData("/source", "\"https://x.example/a%20b?c#d\"")]
    [InlineData("/data/conversationId", "\"\\u0063\\u0031\"")]
    public void Takes_what_does_not_matter(string pointer, string json)
    {
        var batch = Parse($"[{With(Activity, pointer, json)}]");

        Assert.Empty(batch.Rejected);
        Assert.Equal("c1", batch.Events.Single().Subject);
    }

    [Theory]
    [InlineData("/specversion", "\"0.3\"", "'specversion' is \"1.0\".")]
    [InlineData("/specversion", null, "'specversion' is \"1.0\".")]
    [InlineData("/id", "\"\"", "'id' is 1 to 128 characters")]
    [InlineData("/id", "7", "'id' is 1 to 128 characters")]
    [InlineData("/id", "\"\\ud800\"", "'id' is 1 to 128 characters")]
    [InlineData("/id", "\"ä\"", "'id' is 1 to 128 characters")]
    [InlineData("/source", "\"\"", "'source' is a URI-reference")]
    [InlineData("/source", "\"a b\"", "'source' is a URI-reference")]
    [InlineData("/source", "\"a%2\"", "'source' is a URI-reference")]
    [InlineData("/type", "null", "'type' is the type")]
    [InlineData("/type", "[]", "'type' is the type")]
    [InlineData("/time", "\"yesterday\"", "'time' is an instant")]
    [InlineData("/time", "1700000000", "'time' is an instant")]
    [InlineData("/data", "\"text\"", "'data' is an object.")]
    [InlineData("/data", "[]", "'data' is an object.")]
    [InlineData("/data", null, "'data' is an object.")]
    [InlineData("/data/accountId", "\"a|b\"", "'data.accountId' is")]
    [InlineData("/data/appId", "null", "'data.appId' is")]
    [InlineData("/data/feature", "null", "'data.feature' is")]
    [InlineData("/data/inputTokens", "-1", "'data.inputTokens' is a whole number from 0")]
    [InlineData("/data/inputTokens", "1.5", "'data.inputTokens' is a whole number from 0")]
    [InlineData("/data/inputTokens", "\"10\"", "'data.inputTokens' is a whole number from 0")]
    [InlineData("/data/inputTokens", "1099511627777", "'data.inputTokens' is a whole number from 0")]
    [InlineData("/data/outputTokens", "99999999999999999999999999", "'data.outputTokens' is a whole number from 0")]
    [InlineData("/data/outputTokens", null, "'data.outputTokens' is a whole number from 0")]
    [InlineData("/data/channel", "5", "'data.channel' is")]
    [InlineData("/data/holdId", "\"a b\"", "'data.holdId' is")]
    public void Rejects_an_event_and_not_its_neighbours(string pointer, string? json, string detail)
    {
        var batch = Parse($"[{Activity},{With(Ai, pointer, json)},{Ai}]");

        Assert.Equal([0, 2], batch.Events.Select(usage => usage.Index));
        var rejected = batch.Rejected.Single();
        Assert.Equal((1, "validation-failed"), (rejected.Index, rejected.Code));
        Assert.StartsWith(detail, rejected.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "validation-failed")]
    [InlineData("5", "validation-failed")]
    [InlineData("null", "validation-failed")]
    [InlineData("[[1]]", "validation-failed")]
    [InlineData("{\"type\":\"order.placed\"}", "unknown-type")]
    [InlineData("{\"type\":\"\"}", "unknown-type")]
    [InlineData("{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}", "validation-failed")]
    public void Rejects_what_is_no_event(string json, string code) =>
        Assert.Equal([(0, code)], Parse($"[{json}]").Rejected.Select(each => (each.Index, each.Code)));

    [Fact]
    public void A_member_that_occurs_twice_is_said_to()
    {
        var twice = Activity.Replace("\"id\":\"e1\"", "\"id\":\"e1\",\"id\":\"e2\"", StringComparison.Ordinal);

        Assert.Equal("'id' occurs twice.", Parse($"[{twice}]").Rejected.Single().Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("[{}")]
    [InlineData("[{},]")]
    [InlineData("[{\"id\":}]")]
    [InlineData("[{\"id\":\"e1\"]")]
    [InlineData("[] []")]
    [InlineData("[{\"id\":\"\\x\"}]")]
    [InlineData("[{\"more\":tru}]")]
    [InlineData("// comment\n[]")]
    public void Refuses_a_body_that_is_no_array_of_json(string body) =>
        Assert.Equal("validation-failed", UsageEventParser.Parse(Encoding.UTF8.GetBytes(body)).Error?.Code);

    [Fact]
    public void Refuses_deep_nesting_and_more_than_a_thousand_events()
    {
        var deep = $"[{{\"more\":{new string('[', 5000)}{new string(']', 5000)}}}]";

        Assert.Equal("validation-failed", UsageEventParser.Parse(Encoding.UTF8.GetBytes(deep)).Error?.Code);
        Assert.Equal("validation-failed", UsageEventParser.Parse(Encoding.UTF8.GetBytes(Many(1001))).Error?.Code);
        Assert.Equal(1000, Parse(Many(1000)).Events.Count);
    }

    [Fact]
    public void Bytes_that_are_no_text_reject_the_event_alone()
    {
        var body = Encoding.UTF8.GetBytes($"[{Activity},{Activity}]");
        body[body.AsSpan().IndexOf("c1"u8)] = 0xFF;

        var batch = UsageEventParser.Parse(body).Value;
        Assert.Equal((1, 1), (batch.Events.Count, batch.Rejected.Count));
    }

    [Fact]
    public void A_byte_order_mark_and_an_empty_batch_are_fine() => Assert.Empty(UsageEventParser.Parse("\uFEFF [ ] "u8).Value.Events);

    private static UsageBatch Parse(string body) => UsageEventParser.Parse(Encoding.UTF8.GetBytes(body)).Value;

    private static string Many(int count) => $"[{string.Join(',', Enumerable.Repeat(Activity, count))}]";

    /// <summary>The event with another value at the pointer; null takes the member away.</summary>
    private static string With(string usage, string pointer, string? json)
    {
        var root = JsonNode.Parse(usage)!.AsObject();
        var path = pointer[1..].Split('/');
        var parent = path.Length == 1 ? root : root[path[0]]!.AsObject();
        parent.Remove(path[^1]);
        if (json is null)
        {
            return root.ToJsonString();
        }

        const string placeholder = "placeholder-of-the-value";
        parent.Add(path[^1], placeholder);
        return root.ToJsonString().Replace($"\"{placeholder}\"", json, StringComparison.Ordinal);
    }
}
