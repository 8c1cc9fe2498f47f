using Billing.Application.Accounts;
using Billing.Application.Metering.Queries;
using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Apps;

public sealed record AppView(string AppId);

/// <summary>Which apps an account has. Nobody registers one: it is known by what was done with it.</summary>
public sealed class AccountApps(ITableStore tables, AccountStore accounts)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(90);

    private readonly RollupReader _rollups = new(tables);

    /// <summary>Apps with metered usage in the last 90 days, with channels, or with deployments; by id.</summary>
    public async ValueTask<Result<Page<AppView>>> ListAsync(AccountId account, PageRequest page, RequestContext context)
    {
        var layout = await accounts.LayoutAsync(account, context.CancellationToken);
        if (layout is null)
        {
            return AccountStore.NotFound;
        }

        var apps = new SortedSet<string>(StringComparer.Ordinal);
        var span = SlotSpan.Of(accounts.Now - Recent, accounts.Now);
        await _rollups.ReadAsync(account, layout, span, ai: false, row => apps.Add(UsageRows.ParseRollup(row.RowKey).App), context.CancellationToken);
        await _rollups.ReadAsync(account, layout, span, ai: true, row => apps.Add(UsageRows.ParseAiRollup(row.RowKey).App), context.CancellationToken);
        await AddAsync(AccountRows.ChannelPrefix);
        await AddAsync(AccountRows.DeploymentPrefix);

        var rest = page.After is null ? apps : apps.GetViewBetween(page.After, "\uffff");
        var items = rest.Take(page.Limit + 1).ToList();
        var next = items.Count > page.Limit ? Cursor.Encode(items[^1]) : null;
        return new Page<AppView>([.. items.Take(page.Limit).Select(app => new AppView(app))], next);

        async ValueTask AddAsync(string prefix)
        {
            await foreach (var row in tables.ReadAllAsync(TableRange.Prefix(TablesInUse.Accounts, account.Value, prefix), context.CancellationToken))
            {
                apps.Add(row.RowKey.Split('|')[1]);
            }
        }
    }
}
