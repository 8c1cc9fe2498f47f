using System.Text.Json.Serialization;
using Billing.Application.Due;
using Billing.Application.Ports;

namespace Billing.Application.Notifications;

[JsonConverter(typeof(JsonStringEnumConverter<DeliveryStatus>))]
public enum DeliveryStatus
{
    /// <summary>Not out yet; where attempts were made, another one is coming.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>A service has taken it; what came of it is not known yet.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>Not sent on purpose: it was no longer true, or nobody is left to read it.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped,

    /// <summary>Given up.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>How far an e-mail has come.</summary>
/// <param name="At">Of the last step.</param>
/// <param name="Attempts">How often a sender was asked to send it, or what came of it.</param>
/// <param name="Reason">Why it is not out.</param>
/// <param name="NextAt">When the next step is due; null where it is due now, and once it is over.</param>
public sealed record Delivery(DeliveryStatus Status, DateTimeOffset At, int Attempts = 0, string? Reason = null, DateTimeOffset? NextAt = null)
{
    /// <summary>With the waits below, about two days.</summary>
    private const int MaxAttempts = 16;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    [JsonIgnore]
    public bool IsOver => Status is DeliveryStatus.Sent or DeliveryStatus.Dropped or DeliveryStatus.Failed;

    public static Delivery Queued(DateTimeOffset now) => new(DeliveryStatus.Queued, now);

    public Delivery Dropped(string reason, DateTimeOffset now) => new(DeliveryStatus.Dropped, now, Attempts, reason);

    /// <summary>After an attempt, or a look at what came of an earlier one.</summary>
    public Delivery After(SendAnswer answer, DateTimeOffset now) => answer.Outcome switch
    {
        SendOutcome.Sent => new(DeliveryStatus.Sent, now, Tried),
        SendOutcome.Rejected => new(DeliveryStatus.Failed, now, Tried, answer.Reason),
        _ when Tried >= MaxAttempts => new(DeliveryStatus.Failed, now, Tried, $"Given up after {Tried} attempts. {answer.Reason}"),
        SendOutcome.Accepted => new(DeliveryStatus.Accepted, now, Tried, null, now + Wait(answer.After)),
        _ => new(Status, now, Tried, answer.Reason, now + Wait(answer.After)),
    };

    private int Tried => Attempts + 1;

    /// <summary>Twice as long each time, and never shorter than the service asks for.</summary>
    private TimeSpan Wait(TimeSpan? asked)
    {
        var wait = Backoff.Doubled(Attempts, FirstWait, LongestWait);
        return asked > wait ? asked.Value : wait;
    }
}
