using System.Text.Json.Serialization;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;

namespace Billing.Application.Credits;

[JsonConverter(typeof(JsonStringEnumConverter<AiStatus>))]
public enum AiStatus
{
    [JsonStringEnumMemberName("active")]
    Active,

    [JsonStringEnumMemberName("paused")]
    Paused,
}

/// <summary>The automatic top-up as the customer set it; <c>Status</c> tells whether it waits, is under way, or stopped after a decline.</summary>
public sealed record AutoTopUpView(bool Enabled, Micros ThresholdMicros, Money? Amount, AutoTopUpState Status)
{
    public static AutoTopUpView Of(AutoTopUp setting) => new(setting.Enabled, setting.Threshold, setting.Amount, setting.State);
}

/// <summary>What <c>GET …/credits</c> answers (contract, section 5), in micros of the account's currency unit.</summary>
/// <param name="AvailableMicros">The total less open holds.</param>
public sealed record CreditsView(
    string Currency,
    Micros FreeMicros,
    Micros PaidMicros,
    Micros TotalMicros,
    Micros HeldMicros,
    Micros AvailableMicros,
    AiStatus Ai,
    bool LowBalance,
    AutoTopUpView AutoTopUp)
{
    public static CreditsView Of(AccountState state, DateTimeOffset now, Micros lowBalanceAt)
    {
        var view = CreditView.Of(state.Credits, now, lowBalanceAt);
        return new CreditsView(
            state.Profile.Currency, view.Free, view.Paid, view.Total, view.Held, view.Available,
            view.AiPaused ? AiStatus.Paused : AiStatus.Active, view.LowBalance, AutoTopUpView.Of(state.Credits.AutoTopUp));
    }
}

/// <param name="Micros">What to set aside; or <paramref name="Feature"/> with its tokens, priced by the catalog.</param>
/// <param name="ExpiresInSeconds">Left out: ten minutes.</param>
public sealed record HoldRequest(
    string HoldId, Micros? Micros = null, string? Feature = null, long? InputTokens = null, long? MaxOutputTokens = null, long? ExpiresInSeconds = null);

public sealed record HoldView(string HoldId, Micros Micros, Micros AvailableMicros);

public sealed record AutoTopUpRequest(bool Enabled, Micros? ThresholdMicros = null, Money? Amount = null);

/// <param name="ExpiresAt">The first instant at which the credits can no longer be used; null: never.</param>
public sealed record GrantRequest(Micros Micros, string Reason, DateTimeOffset? ExpiresAt = null);

public sealed record GrantView(string EntryId, Micros Micros, DateTimeOffset? ExpiresAt, Micros TotalMicros);
