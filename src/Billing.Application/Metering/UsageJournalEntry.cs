using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering;

/// <summary>
/// What one commit of a usage stream changed, for the settlement. Entries of a stream are numbered from 1 without a gap; the sum of all is what was used.
/// </summary>
public sealed record UsageJournalEntry(long Sequence)
{
    /// <summary>
    /// Billing sessions by the slot that they begin in, over all apps. Merging activity may move a session to another slot: then one count is negative.
    /// </summary>
    public IReadOnlyList<SlotDelta> Sessions { get; init; } = [];

    /// <summary>Voice interactions by slot.</summary>
    public IReadOnlyList<SlotDelta> Voice { get; init; } = [];

    /// <summary>Conversations that began or were taken up again; <see cref="ConversationStart.CountsIn"/> tells which of them count in a period.</summary>
    public IReadOnlyList<StartDelta> Starts { get; init; } = [];

    public IReadOnlyList<AiCharge> Ai { get; init; } = [];
}

/// <summary>Never 0.</summary>
public readonly record struct SlotDelta(Slot Slot, int Count);

/// <summary>Never 0.</summary>
public readonly record struct StartDelta(ConversationStart Start, int Count);

/// <summary>One AI request, priced by the catalog at its intake.</summary>
/// <param name="Event">The hash of the event's name, 32 hexadecimal digits; the key of its row.</param>
/// <param name="HoldId">The hold that it settles, if it names one.</param>
public sealed record AiCharge(
    string Event, DateTimeOffset At, AppId App, string Feature, string? Channel, long InputTokens, long OutputTokens, Micros Micros, string? HoldId);
