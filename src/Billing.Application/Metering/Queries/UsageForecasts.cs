using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Queries;

/// <param name="PeriodStart">Of the current allowance month, inclusive.</param>
/// <param name="PeriodEnd">Exclusive.</param>
/// <param name="AccountSince">When the account was created.</param>
/// <param name="Credits">Free and paid together.</param>
public sealed record ForecastRequest(
    AccountId Account, UsageLayout Layout, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, DateTimeOffset AccountSince, Micros Credits);

/// <summary>Where usage is heading.</summary>
public sealed class UsageForecastHandler(ITableStore tables, TimeProvider clock)
{
    private readonly UsageTrendsHandler _trends = new(tables, clock);
    private readonly AiUsageHandler _ai = new(tables, clock);

    public async ValueTask<UsageForecast> AskAsync(ForecastRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sessions = await _trends.SessionsAsync(request.Account, request.Layout, request.PeriodStart, request.PeriodEnd, cancellationToken);
        var micros = await _ai.CostAsync(request.Account, request.Layout, now - UsageForecast.AiWindow, now.AddTicks(1), cancellationToken);
        return UsageForecast.Of(new(now, request.PeriodStart, request.PeriodEnd, sessions, request.AccountSince, micros, request.Credits));
    }
}
