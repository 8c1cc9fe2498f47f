using System.Text.Json.Nodes;
using Billing.Application.Metering.Events;

namespace Billing.Http.Api;

/// <summary>What <see cref="UsageEventParser"/> takes, for the OpenAPI document: it reads bytes, so that no type says it.</summary>
internal static class UsageEventSchema
{
    /// <summary>A batch; every event is of one of the types, and may have attributes beyond these.</summary>
    public static JsonNode Batch(OpenApiSchemas schemas)
    {
        (string Type, JsonObject Schema)[] events =
        [
            Event("conversation.activity", "ConversationActivityEvent", new() { ["conversationId"] = Id(), ["channel"] = Id() }, []),
            Event("api.request", "ApiRequestEvent", [], new() { ["sessionId"] = OptionalId() }),
            Event("voice.activity", "VoiceActivityEvent", new() { ["callId"] = Id(), ["kind"] = Schema.OneOf(["stt", "tts", "gateway"]) }, []),
            Event(
                "ai.usage", "AiUsageEvent",
                new() { ["feature"] = Id(), ["inputTokens"] = Tokens(), ["outputTokens"] = Tokens() },
                new() { ["channel"] = OptionalId(), ["holdId"] = OptionalId() }),
        ];
        return schemas.Component("UsageEventBatch", new JsonObject
        {
            ["type"] = "array",
            ["items"] = Schema.Variants("type", events),
            ["maxItems"] = UsageBatch.MostEvents,
        });

        (string Type, JsonObject Schema) Event(string type, string name, JsonObject needed, JsonObject optional) =>
            (type, schemas.Component(name, Envelope(type, Data(needed, optional))));
    }

    private static JsonObject Envelope(string type, JsonObject data) => Needing(new JsonObject
    {
        ["specversion"] = new JsonObject { ["type"] = "string", ["const"] = "1.0" },
        ["id"] = Schema.Matching(Schema.CallerIdPattern, "With `source` the name of the event: what comes again by it counts once."),
        ["source"] = Schema.Formatted("string", "uri-reference"),
        ["type"] = new JsonObject { ["type"] = "string", ["const"] = type },
        ["time"] = Schema.Formatted("string", "date-time", "At most 5 minutes ahead and 35 days ago."),
        ["data"] = data,
    });

    private static JsonObject Data(JsonObject needed, JsonObject optional)
    {
        needed.Insert(0, "accountId", Id());
        needed.Insert(1, "appId", Id());
        var data = Needing(needed);
        foreach (var (name, schema) in optional)
        {
            needed[name] = schema!.DeepClone();
        }

        return data;
    }

    private static JsonObject Needing(JsonObject members) => new()
    {
        ["type"] = "object",
        ["properties"] = members,
        ["required"] = Schema.Names(members.Select(member => member.Key)),
    };

    private static JsonObject Id() => Schema.Matching(Schema.CallerIdPattern);

    private static JsonObject OptionalId() => new() { ["type"] = Schema.Names(["string", "null"]), ["pattern"] = Schema.CallerIdPattern };

    private static JsonObject Tokens() =>
        new() { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 0, ["maximum"] = AiRequest.MostTokens };
}
