using System.Text;
using Billing.Application.Accounts;
using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Metering;

namespace Billing.Application.Usage;

/// <summary>Where a home lets usage in: <see cref="UsageIntake"/> itself, or <see cref="UsageQueueing"/>.</summary>
public delegate ValueTask<Result<UsageReceipt>> TakeUsage(UsageBatch batch, CancellationToken cancellationToken);

/// <summary>Usage over HTTP: takes events in, and reports them in the terms of the account.</summary>
public sealed class UsageDesk(
    AccountStore accounts,
    TakeUsage take,
    UsageSettlement settlement,
    UsageTrendsHandler trends,
    AiUsageHandler ai,
    UsageForecastHandler forecasts,
    ProductCatalog catalog)
{
    public async ValueTask<Result<UsageReceipt>> AcceptAsync(ReadOnlyMemory<byte> body, RequestContext context)
    {
        var batch = UsageEventParser.Parse(body.Span);
        return batch.IsOk ? await take(batch.Value, context.CancellationToken) : batch.Error;
    }

    public async ValueTask<Result<UsageTrends>> TrendsAsync(AccountId account, TrendQuery query, AppId? app, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        if (state is not { IsOk: true, Value: var found })
        {
            return state.Error;
        }

        return await trends.AskAsync(new(account, found.Layout, found.Zone, query, app, AgentSteps(found)), context.CancellationToken);
    }

    public async ValueTask<Result<AiUsage>> AiAsync(
        AccountId account, DateTimeOffset? from, DateTimeOffset? to, AiGrouping grouping, AppId? app, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.IsOk
            ? await ai.AskAsync(new AiUsageRequest(account, state.Value.Layout, state.Value.Zone, from, to, grouping, app), context.CancellationToken)
            : state.Error;
    }

    public async ValueTask<Result<UsageForecast>> ForecastAsync(AccountId account, RequestContext context)
    {
        await settlement.CatchUpAsync(account, context.CancellationToken);
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.IsOk ? await ForecastAsync(account, state.Value, context.CancellationToken) : state.Error;
    }

    public static FileContent Csv(UsageTrends trends) => new("text/csv", Encoding.UTF8.GetBytes(trends.ToCsv()), "usage-trends.csv");

    private async ValueTask<UsageForecast> ForecastAsync(AccountId account, AccountState state, CancellationToken cancellationToken)
    {
        var terms = AccountTerms.Of(state, catalog, accounts.Now);
        var first = new DateOnly(terms.Today.Year, terms.Today.Month, 1);
        var month = terms.AllowanceMonth ?? new BillingPeriod(first, first.AddMonths(1));
        var total = CreditView.Of(state.Credits, accounts.Now, catalog.LowBalance).Total;
        var (start, end) = (state.Zone.StartOf(month.Start), state.Zone.StartOf(month.End));
        var request = new ForecastRequest(account, state.Layout, start, end, state.Profile.CreatedAt, total);
        return await forecasts.AskAsync(request, cancellationToken);
    }

    private static IReadOnlyList<AgentStep>? AgentSteps(AccountState state) =>
        state.Profile.Kind == AccountKind.Enterprise ? null : [.. state.SeatHistory.Select(step => new AgentStep(step.At, step.Seats))];
}
