using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Application.Metering.Events;
using Billing.Http.Api;

namespace Billing.Http.Tests.OpenApi;

public sealed class UsageEventSchemaTests
{
    [Theory]
    [InlineData("ConversationActivityEvent", UsageKind.Conversation)]
    [InlineData("ApiRequestEvent", UsageKind.ApiRequest)]
    [InlineData("VoiceActivityEvent", UsageKind.Voice)]
    [InlineData("AiUsageEvent", UsageKind.Ai)]
    public void Events_are_read_as_they_are_described(string name, UsageKind kind)
    {
        var schemas = new OpenApiSchemas(JsonSerializerOptions.Default);
        UsageEventSchema.Batch(schemas);
        var schema = schemas.Components()[name]!;

        var whole = Sample(schema).AsObject();
        Assert.Equal(kind, Read(whole).Value.Kind);
        foreach (var path in Needed(schema).Concat(Needed(schema["properties"]!["data"]!).Select(member => $"data.{member}")))
        {
            var cut = whole.DeepClone().AsObject();
            var parent = path.StartsWith("data.", StringComparison.Ordinal) ? cut["data"]!.AsObject() : cut;
            Assert.True(parent.Remove(path.Split('.')[^1]));
            Assert.False(Read(cut).IsOk, path);
        }
    }

    private static Domain.Result<UsageEvent> Read(JsonObject usage) => UsageEventParser.ParseEvent(Encoding.UTF8.GetBytes(usage.ToJsonString()), 0);

    private static IEnumerable<string> Needed(JsonNode schema) => schema["required"]!.AsArray().Select(name => name!.GetValue<string>());

    /// <summary>What the schema allows and no more than it needs.</summary>
    private static JsonNode Sample(JsonNode schema) => schema switch
    {
        _ when schema["const"] is { } only => only.DeepClone(),
        _ when schema["enum"] is JsonArray names => names[^1]!.DeepClone(),
        _ when schema["maximum"] is { } most => most.DeepClone(),
        _ when schema["format"]?.GetValue<string>() == "date-time" => "2026-03-01T10:00:00.5+01:00",
        _ when schema["properties"] is { } members => new JsonObject(
            Needed(schema).Select(name => KeyValuePair.Create(name, (JsonNode?)Sample(members[name]!)))),
        _ => "a:b",
    };
}
