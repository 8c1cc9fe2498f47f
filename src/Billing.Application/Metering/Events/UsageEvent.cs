using Billing.Domain;

namespace Billing.Application.Metering.Events;

/// <summary>What a usage event counts as: contract, section 6.</summary>
public enum UsageKind
{
    /// <summary>Activity of a conversation; a member of a set, its name does not matter.</summary>
    Conversation,

    /// <summary>Activity of an API session; a member of a set, its name does not matter.</summary>
    ApiSession,

    /// <summary>An API request without a session: one billing session.</summary>
    ApiRequest,

    /// <summary>One voice interaction.</summary>
    Voice,

    /// <summary>Consumption of a paid AI feature.</summary>
    Ai,
}

/// <summary>Something that was used.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Source">With <paramref name="Id"/> the name of the event: the same name is the same event, however often it comes.</param>
/// <param name="Subject">The id of the conversation, the API session or the call; empty where there is none.</param>
public sealed record UsageEvent(int Index, UsageKind Kind, AccountId Account, AppId App, DateTimeOffset At, string Source, string Id, string Subject)
{
    /// <summary>There exactly where <see cref="Kind"/> is <see cref="UsageKind.Ai"/>.</summary>
    public AiRequest? Ai { get; init; }

    /// <summary>Where a conversation goes on; otherwise null. It does not count.</summary>
    public string? Channel { get; init; }

    /// <summary><c>stt</c>, <c>tts</c> or <c>gateway</c> of a voice interaction; otherwise null.</summary>
    public string? VoiceKind { get; init; }

    /// <summary>Whether it is counted by its name, and not as a member of a set of activity.</summary>
    public bool IsNamed => Kind is not (UsageKind.Conversation or UsageKind.ApiSession);
}

/// <param name="InputTokens">0 to <see cref="MostTokens"/>.</param>
/// <param name="OutputTokens">The same.</param>
/// <param name="HoldId">The hold of credits that this request settles.</param>
public sealed record AiRequest(string Feature, string? Channel, long InputTokens, long OutputTokens, string? HoldId)
{
    public const long MostTokens = 1L << 40;
}

/// <param name="Code"><c>unknown-type</c>, <c>account-not-found</c>, <c>time-in-future</c>, <c>too-late</c> or <c>validation-failed</c>.</param>
public sealed record RejectedEvent(int Index, string Code, string Detail);

/// <summary>The events of one request: those that can be read, and those that cannot.</summary>
public sealed record UsageBatch(IReadOnlyList<UsageEvent> Events, IReadOnlyList<RejectedEvent> Rejected)
{
    public const int MostEvents = 1000;
}
