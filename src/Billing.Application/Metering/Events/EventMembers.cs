using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Billing.Application.Metering.Events;

/// <summary>The members of an event that count; all others may hold anything.</summary>
internal enum Member
{
    SpecVersion,
    Id,
    Source,
    Type,
    Time,
    Data,
    AccountId,
    AppId,
    ConversationId,
    SessionId,
    Channel,
    CallId,
    Kind,
    Feature,
    InputTokens,
    OutputTokens,
    HoldId,
    Other,
}

internal enum ValueShape : byte
{
    Absent,
    Null,
    Text,
    Integer,
    Object,

    /// <summary>A value of another type, or text that is no Unicode.</summary>
    Wrong,

    /// <summary>The member occurs twice.</summary>
    Twice,
}

/// <summary>
/// The values of one event as they stood there, before any rule is applied: <c>data</c> may come before <c>type</c>, and what an event does not need may
/// be of any type.
/// Used again from event to event; texts that repeat from one event to the next are not made anew.
/// </summary>
internal sealed class EventMembers
{
    private readonly ValueShape[] _shapes = new ValueShape[(int)Member.Other];
    private readonly string[] _texts = [.. Enumerable.Repeat("", (int)Member.Other)];
    private readonly long[] _integers = new long[(int)Member.Other];

    public ValueShape Shape(Member member) => _shapes[(int)member];

    public string Text(Member member) => _texts[(int)member];

    public long Integer(Member member) => _integers[(int)member];

    /// <summary>Reads one event; the reader stands on its opening brace, and afterwards on its closing one.</summary>
    /// <exception cref="JsonException">The document is malformed.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        Array.Clear(_shapes);
        ReadObject(ref reader, Envelope);
    }

    private delegate Member Names(ref Utf8JsonReader reader);

    private void ReadObject(ref Utf8JsonReader reader, Names names)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = names(ref reader);
            reader.Read();
            if (member == Member.Other)
            {
                reader.Skip();
            }
            else if (_shapes[(int)member] != ValueShape.Absent)
            {
                _shapes[(int)member] = ValueShape.Twice;
                reader.Skip();
            }
            else
            {
                _shapes[(int)member] = ReadValue(ref reader, member);
            }
        }
    }

    private ValueShape ReadValue(ref Utf8JsonReader reader, Member member)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ReadText(ref reader, member) ? ValueShape.Text : ValueShape.Wrong;
            case JsonTokenType.Number:
                return reader.TryGetInt64(out _integers[(int)member]) ? ValueShape.Integer : ValueShape.Wrong;
            case JsonTokenType.Null:
                return ValueShape.Null;
            case JsonTokenType.StartObject when member == Member.Data:
                ReadObject(ref reader, Data);
                return ValueShape.Object;
            default:
                reader.Skip();
                return ValueShape.Wrong;
        }
    }

    private bool ReadText(ref Utf8JsonReader reader, Member member)
    {
        ref var text = ref _texts[(int)member];
        if (!reader.ValueIsEscaped)
        {
            if (!Utf8.IsValid(reader.ValueSpan))
            {
                return false;
            }

            text = reader.ValueTextEquals(text) ? text : Encoding.UTF8.GetString(reader.ValueSpan);
            return true;
        }

        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader has no other way to say that an escape is half a surrogate pair.
            return false;
        }
    }

    private static Member Envelope(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? Member.Id
        : reader.ValueTextEquals("source"u8) ? Member.Source
        : reader.ValueTextEquals("type"u8) ? Member.Type
        : reader.ValueTextEquals("time"u8) ? Member.Time
        : reader.ValueTextEquals("data"u8) ? Member.Data
        : reader.ValueTextEquals("specversion"u8) ? Member.SpecVersion
        : Member.Other;

    private static Member Data(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("accountId"u8) ? Member.AccountId
        : reader.ValueTextEquals("appId"u8) ? Member.AppId
        : reader.ValueTextEquals("conversationId"u8) ? Member.ConversationId
        : reader.ValueTextEquals("channel"u8) ? Member.Channel
        : reader.ValueTextEquals("feature"u8) ? Member.Feature
        : reader.ValueTextEquals("inputTokens"u8) ? Member.InputTokens
        : reader.ValueTextEquals("outputTokens"u8) ? Member.OutputTokens
        : reader.ValueTextEquals("holdId"u8) ? Member.HoldId
        : reader.ValueTextEquals("sessionId"u8) ? Member.SessionId
        : reader.ValueTextEquals("callId"u8) ? Member.CallId
        : reader.ValueTextEquals("kind"u8) ? Member.Kind
        : Member.Other;
}
