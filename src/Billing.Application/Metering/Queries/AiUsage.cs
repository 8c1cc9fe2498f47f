using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Queries;

/// <summary>By what AI usage is summed.</summary>
public enum AiGrouping
{
    Feature,
    App,
    Channel,

    /// <summary>The local day of the account's zone.</summary>
    Day,
}

/// <param name="From">Inclusive, moved back to its quarter of an hour; null: the start of the local day 29 days ago.</param>
/// <param name="To">Exclusive, moved on to the end of its quarter of an hour; null: after the present instant.</param>
/// <param name="App">Null: all apps together.</param>
public sealed record AiUsageRequest(
    AccountId Account, UsageLayout Layout, AccountZone Zone, DateTimeOffset? From, DateTimeOffset? To, AiGrouping GroupBy, AppId? App = null);

/// <param name="Key">The feature, app, channel (empty where the requests named none) or date (<c>2026-01-31</c>).</param>
public sealed record AiUsageGroup(string Key, long Requests, long InputTokens, long OutputTokens, long Micros);

/// <summary>Groups with usage in the order of their keys.</summary>
public sealed record AiUsage(IReadOnlyList<AiUsageGroup> Groups);

/// <summary>What AI features were used, and for how much.</summary>
public sealed class AiUsageHandler(ITableStore tables, TimeProvider clock)
{
    private const int DefaultDays = 30;

    private readonly RollupReader _rollups = new(tables);

    /// <returns>The groups; or <c>validation-failed</c> of a range that is empty, begins before 1970, or is longer than the trends show in days.</returns>
    public async ValueTask<Result<AiUsage>> AskAsync(AiUsageRequest request, CancellationToken cancellationToken)
    {
        var to = request.To ?? clock.GetUtcNow().AddTicks(1);
        var from = request.From ?? request.Zone.StartOf(request.Zone.DateOf(to.AddTicks(-1)).AddDays(1 - DefaultDays));
        if (from >= to || from < TrendWindow.Earliest || to > TrendWindow.Latest || (to - from).Days > TrendWindow.MostPoints)
        {
            return BillingError.Invalid("from", $"'from' lies before 'to', after 1969, and at most {TrendWindow.MostPoints} days apart from it.");
        }

        var groups = new SortedDictionary<string, AiTotals>(StringComparer.Ordinal);
        await VisitAsync(request.Account, request.Layout, request.App?.Value, from, to, Add, cancellationToken);
        return new AiUsage([.. groups.Select(static group => new AiUsageGroup(
            group.Key, group.Value.Requests, group.Value.InputTokens, group.Value.OutputTokens, group.Value.Micros.Value))]);

        void Add(AiRollupKey row, Slot slot, AiTotals totals)
        {
            var key = KeyOf(row, slot, request);
            groups[key] = groups.GetValueOrDefault(key) + totals;
        }
    }

    /// <summary>The cost of all requests in the span of time, widened to quarters of an hour.</summary>
    internal async ValueTask<Micros> CostAsync(
        AccountId account, UsageLayout layout, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var cost = Micros.Zero;
        await VisitAsync(account, layout, null, from, to, (_, _, totals) => cost += totals.Micros, cancellationToken);
        return cost;
    }

    private static string KeyOf(AiRollupKey row, Slot slot, AiUsageRequest request) => request.GroupBy switch
    {
        AiGrouping.Feature => row.Feature,
        AiGrouping.App => row.App,
        AiGrouping.Channel => row.Channel,
        _ => $"{request.Zone.DateOf(slot.Start):yyyy-MM-dd}",
    };

    private async ValueTask VisitAsync(
        AccountId account,
        UsageLayout layout,
        string? app,
        DateTimeOffset from,
        DateTimeOffset to,
        Action<AiRollupKey, Slot, AiTotals> visit,
        CancellationToken cancellationToken)
    {
        var span = new SlotSpan(Slot.Of(from), new(Slot.Of(to.AddTicks(-1)).Index + 1));
        await _rollups.ReadAsync(account, layout, span, ai: true, Take, cancellationToken);

        void Take(TableRow row)
        {
            var key = UsageRows.ParseAiRollup(row.RowKey);
            if (app is not null && app != key.App)
            {
                return;
            }

            var (first, day) = (Slot.FirstOf(key.Day).Index, UsageRowCodec.ReadAi(row));
            for (var i = 0; i < Slot.PerDay; i++)
            {
                if (day[i].Requests > 0 && span.Place(first + i) is not null)
                {
                    visit(key, new(first + i), day[i]);
                }
            }
        }
    }
}
