using System.Text.Json.Serialization;

namespace Billing.Workflows.Subscriptions;

/// <summary>What the workflows of a subscription have done outside. Each decides on the account as it is, in the commit that changes it.</summary>
public static class SubscriptionSteps
{
    /// <summary>Computes the coming period, planned changes included, and charges it, if that is due now.</summary>
    public static Activity<PeriodKey, RenewalStanding> ChargeRenewal { get; } =
        new("charge-renewal", WorkflowJson.Default.PeriodKey, WorkflowJson.Default.RenewalStanding, RetryPolicy.Standard);

    /// <summary>Ends services whose renewal was never paid, if the day has come.</summary>
    public static Activity<PeriodKey, RenewalStanding> StopServices { get; } =
        new("stop-services", WorkflowJson.Default.PeriodKey, WorkflowJson.Default.RenewalStanding, RetryPolicy.Standard);

    /// <summary>Ends a subscription on the day that the customer wanted, if that is still wanted.</summary>
    public static Activity<PeriodKey, RenewalStanding> EndPlanned { get; } =
        new("end-planned", WorkflowJson.Default.PeriodKey, WorkflowJson.Default.RenewalStanding, RetryPolicy.Standard);

    /// <summary>Tells the customer, once, that the trial is about to end.</summary>
    public static Activity<PeriodKey, TrialStanding> RemindOfTrial { get; } =
        new("remind-of-trial", WorkflowJson.Default.PeriodKey, WorkflowJson.Default.TrialStanding, RetryPolicy.Standard);

    /// <summary>Charges the plan that was ordered for the trial's end, or ends the trial, if the day has come.</summary>
    public static Activity<PeriodKey, TrialStanding> EndTrial { get; } =
        new("end-trial", WorkflowJson.Default.PeriodKey, WorkflowJson.Default.TrialStanding, RetryPolicy.Standard);
}

/// <summary>A period of an account's subscription.</summary>
/// <param name="Start">Its first local date; the one that the instance is named by.</param>
public sealed record PeriodKey(string Account, DateOnly Start);

/// <summary>How an account stands with a renewal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RenewalState>))]
public enum RenewalState
{
    /// <summary>Paid, by whatever means, or replaced by something else that was paid.</summary>
    [JsonStringEnumMemberName("settled")]
    Settled,

    /// <summary>There is no subscription to renew any more.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>An order whose payment is under way decides what becomes of the subscription.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>A charge failed; services go on until they stop.</summary>
    [JsonStringEnumMemberName("past-due")]
    PastDue,
}

/// <param name="NextAttemptAt">Null after the last try, and after a hard decline until the customer does something.</param>
/// <param name="ServicesStopAt">While past due.</param>
public sealed record RenewalStanding(RenewalState State, DateTimeOffset? NextAttemptAt = null, DateTimeOffset? ServicesStopAt = null);

/// <param name="EndsAt">While the trial goes on; null once it does not.</param>
public sealed record TrialStanding(DateTimeOffset? EndsAt);
