using System.Buffers;
using System.Text.Json;
using Billing.Domain;

namespace Billing.Application.Metering.Events;

/// <summary>
/// Reads a CloudEvents 1.0 JSON batch straight from its bytes. Attributes, extensions and data members that nobody asks for may hold anything;
/// an event that cannot be read is rejected by itself. Clock, accounts and prices are not known here: <see cref="UsageIntake"/> judges by them.
/// </summary>
public static class UsageEventParser
{
    private const int MostSourceChars = 1024;
    private const string IdRule = "1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'";

    private static readonly SearchValues<char> UriChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <param name="utf8">One CloudEvent.</param>
    /// <param name="index">Its place among those that it came with.</param>
    /// <returns>The event; or <c>validation-failed</c>, <c>unknown-type</c>.</returns>
    public static Result<UsageEvent> ParseEvent(ReadOnlySpan<byte> utf8, int index)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return new BillingError("validation-failed", "An event is an object.");
            }

            var members = new EventMembers();
            members.Read(ref reader);
            reader.Read(); // what follows the event throws
            return Event(members, index);
        }
        catch (JsonException problem)
        {
            return new BillingError("validation-failed", $"The event is not JSON: {problem.Message}");
        }
    }

    /// <returns>The batch; or <c>validation-failed</c> where the document is no JSON array of at most 1,000 events.</returns>
    public static Result<UsageBatch> Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8);
        try
        {
            return Parse(ref reader);
        }
        catch (JsonException problem)
        {
            return BillingError.Invalid("", $"The body is not JSON: {problem.Message}");
        }
    }

    private static Result<UsageBatch> Parse(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return BillingError.Invalid("", "The body is a JSON array of CloudEvents.");
        }

        var (events, rejected, members) = (new List<UsageEvent>(), new List<RejectedEvent>(), new EventMembers());
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index == UsageBatch.MostEvents)
            {
                return BillingError.Invalid("", $"A batch has at most {UsageBatch.MostEvents} events.");
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                rejected.Add(new(index, "validation-failed", "An event is an object."));
                continue;
            }

            members.Read(ref reader);
            var result = Event(members, index);
            if (result.IsOk)
            {
                events.Add(result.Value);
            }
            else
            {
                rejected.Add(new(index, result.Error.Code, result.Error.Detail));
            }
        }

        reader.Read(); // what follows the array throws
        return new UsageBatch(events, rejected);
    }

    private static Result<UsageEvent> Event(EventMembers members, int index)
    {
        var check = new EventCheck(members);
        if (members.Shape(Member.Type) == ValueShape.Text && KindOf(members) is null)
        {
            return new BillingError("unknown-type", "'type' is conversation.activity, api.request, voice.activity or ai.usage.");
        }

        check.Require(Member.Type, "type", "is the type of a usage event", static _ => true);
        check.Require(Member.SpecVersion, "specversion", "is \"1.0\"", static text => text == "1.0");
        check.Require(Member.Id, "id", $"is {IdRule}", CallerId.IsValid);
        check.Require(Member.Source, "source", $"is a URI-reference of 1 to {MostSourceChars} characters", IsUriReference);
        var at = default(DateTimeOffset);
        check.Require(Member.Time, "time", "is an instant of RFC 3339", text => Rfc3339.TryParse(text, out at));
        check.RequireData();
        check.Require(Member.AccountId, "data.accountId", $"is {IdRule}", CallerId.IsValid);
        check.Require(Member.AppId, "data.appId", $"is {IdRule}", CallerId.IsValid);
        if (check.Error is not null)
        {
            return check.Error;
        }

        var kind = KindOf(members)!.Value;
        var subject = Subject(check, members, kind);
        var ai = kind == UsageKind.Ai ? Ai(check, members) : null;
        if (check.Error is not null)
        {
            return check.Error;
        }

        var (account, app) = (new AccountId(members.Text(Member.AccountId)), new AppId(members.Text(Member.AppId)));
        return new UsageEvent(index, kind, account, app, at, members.Text(Member.Source), members.Text(Member.Id), subject)
        {
            Ai = ai,
            Channel = kind == UsageKind.Conversation ? members.Text(Member.Channel) : null,
            VoiceKind = kind == UsageKind.Voice ? members.Text(Member.Kind) : null,
        };
    }

    private static UsageKind? KindOf(EventMembers members) => members.Text(Member.Type) switch
    {
        "conversation.activity" => UsageKind.Conversation,
        "api.request" => members.Shape(Member.SessionId) is ValueShape.Absent or ValueShape.Null ? UsageKind.ApiRequest : UsageKind.ApiSession,
        "voice.activity" => UsageKind.Voice,
        "ai.usage" => UsageKind.Ai,
        _ => null,
    };

    private static string Subject(EventCheck check, EventMembers members, UsageKind kind)
    {
        switch (kind)
        {
            case UsageKind.Conversation:
                check.Require(Member.ConversationId, "data.conversationId", $"is {IdRule}", CallerId.IsValid);
                check.Require(Member.Channel, "data.channel", $"is {IdRule}", CallerId.IsValid);
                return members.Text(Member.ConversationId);
            case UsageKind.ApiSession:
                check.Require(Member.SessionId, "data.sessionId", $"is {IdRule}, or left out", CallerId.IsValid);
                return members.Text(Member.SessionId);
            case UsageKind.Voice:
                check.Require(Member.CallId, "data.callId", $"is {IdRule}", CallerId.IsValid);
                check.Require(Member.Kind, "data.kind", "is stt, tts or gateway", static text => text is "stt" or "tts" or "gateway");
                return members.Text(Member.CallId);
            default:
                return "";
        }
    }

    private static AiRequest Ai(EventCheck check, EventMembers members)
    {
        check.Require(Member.Feature, "data.feature", "is the id of an AI feature", CallerId.IsValid);
        return new(
            members.Text(Member.Feature),
            check.Optional(Member.Channel, "data.channel", $"is {IdRule}, or left out"),
            check.Tokens(Member.InputTokens, "data.inputTokens"),
            check.Tokens(Member.OutputTokens, "data.outputTokens"),
            check.Optional(Member.HoldId, "data.holdId", $"is {IdRule}, or left out"));
    }

    private static bool IsUriReference(string text)
    {
        if (text.Length is 0 or > MostSourceChars || text.AsSpan().IndexOfAnyExcept(UriChars) >= 0)
        {
            return false;
        }

        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Applies rules to the members of an event and keeps the first fault.</summary>
internal sealed class EventCheck(EventMembers members)
{
    public BillingError? Error { get; private set; }

    public void Require(Member member, string name, string rule, Func<string, bool> holds)
    {
        if (members.Shape(member) != ValueShape.Text || !holds(members.Text(member)))
        {
            Fail(member, name, rule);
        }
    }

    public void RequireData()
    {
        if (members.Shape(Member.Data) != ValueShape.Object)
        {
            Fail(Member.Data, "data", "is an object");
        }
    }

    /// <returns>Null where the member is left out or null.</returns>
    public string? Optional(Member member, string name, string rule)
    {
        if (members.Shape(member) is ValueShape.Absent or ValueShape.Null)
        {
            return null;
        }

        Require(member, name, rule, CallerId.IsValid);
        return members.Text(member);
    }

    public long Tokens(Member member, string name)
    {
        var tokens = members.Integer(member);
        if (members.Shape(member) != ValueShape.Integer || tokens is < 0 or > AiRequest.MostTokens)
        {
            Fail(member, name, $"is a whole number from 0 to {AiRequest.MostTokens}");
        }

        return tokens;
    }

    private void Fail(Member member, string name, string rule) =>
        Error ??= new("validation-failed", members.Shape(member) == ValueShape.Twice ? $"'{name}' occurs twice." : $"'{name}' {rule}.");
}
