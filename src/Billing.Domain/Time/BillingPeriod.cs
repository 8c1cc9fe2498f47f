using System.Text.Json.Serialization;

namespace Billing.Domain;

/// <summary>How often a subscription renews.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BillingInterval>))]
public enum BillingInterval
{
    [JsonStringEnumMemberName("month")]
    Month,

    [JsonStringEnumMemberName("year")]
    Year,
}

/// <summary>A half-open interval of local dates: <paramref name="Start"/> belongs to it, <paramref name="End"/> does not.</summary>
public readonly record struct BillingPeriod(DateOnly Start, DateOnly End)
{
    [JsonIgnore]
    public int Days => End.DayNumber - Start.DayNumber;

    /// <summary>
    /// Days of [<paramref name="date"/>, End): what is left of the period, that day included. All of it on an earlier date, none on a later one.
    /// </summary>
    public int DaysLeft(DateOnly date) => Math.Clamp(End.DayNumber - date.DayNumber, 0, Days);

    public bool Contains(DateOnly date) => Start <= date && date < End;

    public override string ToString() => $"[{Start:yyyy-MM-dd}, {End:yyyy-MM-dd})";
}
