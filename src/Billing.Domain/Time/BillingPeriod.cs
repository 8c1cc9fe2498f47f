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
    public int Days => DaysFrom(Start);

    /// <summary>Days of [<paramref name="date"/>, End): what is left of the period, that day included. Zero or less once it is over.</summary>
    public int DaysFrom(DateOnly date) => End.DayNumber - date.DayNumber;

    public bool Contains(DateOnly date) => Start <= date && date < End;

    public override string ToString() => $"[{Start:yyyy-MM-dd}, {End:yyyy-MM-dd})";
}
