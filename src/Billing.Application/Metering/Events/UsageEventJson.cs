using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Billing.Application.Metering.Events;

/// <summary>Writes a usage event as the CloudEvent that <see cref="UsageEventParser"/> reads it from: what counts and nothing else, under 4 KB.</summary>
public static class UsageEventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(UsageEvent usage)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", usage.Id);
        json.WriteString("source", usage.Source);
        json.WriteString("type", TypeOf(usage.Kind));
        json.WriteString("time", usage.At.UtcDateTime.ToString("O"));
        json.WriteStartObject("data");
        json.WriteString("accountId", usage.Account.Value);
        json.WriteString("appId", usage.App.Value);
        WriteData(json, usage);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static string TypeOf(UsageKind kind) => kind switch
    {
        UsageKind.Conversation => "conversation.activity",
        UsageKind.ApiSession or UsageKind.ApiRequest => "api.request",
        UsageKind.Voice => "voice.activity",
        UsageKind.Ai => "ai.usage",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static void WriteData(Utf8JsonWriter json, UsageEvent usage)
    {
        switch (usage.Kind)
        {
            case UsageKind.Conversation:
                json.WriteString("conversationId", usage.Subject);
                json.WriteString("channel", usage.Channel);
                break;
            case UsageKind.ApiSession:
                json.WriteString("sessionId", usage.Subject);
                break;
            case UsageKind.Voice:
                json.WriteString("callId", usage.Subject);
                json.WriteString("kind", usage.VoiceKind);
                break;
            case UsageKind.Ai:
                WriteAi(json, usage.Ai!);
                break;
        }
    }

    private static void WriteAi(Utf8JsonWriter json, AiRequest ai)
    {
        json.WriteString("feature", ai.Feature);
        json.WriteNumber("inputTokens", ai.InputTokens);
        json.WriteNumber("outputTokens", ai.OutputTokens);
        WriteWhereThere(json, "channel", ai.Channel);
        WriteWhereThere(json, "holdId", ai.HoldId);
    }

    private static void WriteWhereThere(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
