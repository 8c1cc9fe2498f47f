using System.Text.Json.Serialization;

namespace Billing.Domain.Credits;

/// <summary>What the automatic top-up is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AutoTopUpState>))]
public enum AutoTopUpState
{
    /// <summary>Waits for the total to fall below the threshold.</summary>
    [JsonStringEnumMemberName("armed")]
    Armed,

    /// <summary>One is ordered and not yet settled: no second one starts.</summary>
    [JsonStringEnumMemberName("inFlight")]
    InFlight,

    /// <summary>The last one failed; a new setting or payment method arms it again, so that a dead card is not charged over and over.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,
}

/// <summary>Charges the default payment method once whenever the total falls below the threshold (contract, section 5).</summary>
/// <param name="Threshold">Zero or more; exclusive: a total of exactly this does not start one.</param>
/// <param name="Amount">What one top-up loads; null only where it was never set.</param>
public sealed record AutoTopUp(bool Enabled, Micros Threshold, Money? Amount, AutoTopUpState State)
{
    public static AutoTopUp Off { get; } = new(Enabled: false, Micros.Zero, Amount: null, AutoTopUpState.Armed);

    public bool IsArmed => Enabled && State == AutoTopUpState.Armed;

    /// <summary>The customer's setting: also takes back a stop, but not what is in flight.</summary>
    /// <param name="amount">Within the bounds of a top-up, which the caller has checked.</param>
    /// <returns>The setting, or <c>validation-failed</c>.</returns>
    public Result<AutoTopUp> Set(bool enabled, Micros threshold, Money? amount)
    {
        if (threshold.IsNegative)
        {
            return BillingError.Invalid("/thresholdMicros", "The threshold is zero or more.");
        }

        if (enabled && amount is null)
        {
            return BillingError.Invalid("/amount", "An amount is needed to switch automatic top-ups on.");
        }

        return new AutoTopUp(enabled, threshold, amount, State == AutoTopUpState.InFlight ? State : AutoTopUpState.Armed);
    }

    /// <summary>One is due by the total alone: asked when the customer switches it on; afterwards <see cref="CreditFact.AutoTopUpDue"/> tells.</summary>
    public bool IsDue(Micros total) => IsArmed && total < Threshold;

    public AutoTopUp Started() => this with { State = AutoTopUpState.InFlight };

    /// <summary>The customer did something about what stopped it, or it was not begun after all.</summary>
    public AutoTopUp Rearmed() => this with { State = AutoTopUpState.Armed };

    /// <param name="loaded">The credits were loaded; false where the payment failed for good.</param>
    public AutoTopUp Finished(bool loaded) => this with { State = loaded ? AutoTopUpState.Armed : AutoTopUpState.Stopped };
}
