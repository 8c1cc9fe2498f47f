using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Channels;

namespace Billing.Application.Channels;

public sealed record ChannelView(string App, string Channel, bool Connected);

/// <summary>Connects channels to apps where the plan has them; disconnecting is always allowed.</summary>
public sealed class AppChannels(AccountStore accounts, ProductCatalog catalog)
{
    public ValueTask<Result<ChannelView>> ConnectAsync(AccountId account, AppId app, string channel, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.ChannelView, async work =>
        {
            var row = AccountRows.Channel(app.Value, channel);
            var allowed = ChannelRules.CanConnect(channel, AccountTerms.Of(work.State, catalog, work.Now).Limits.Channels, catalog);
            if (allowed.IsOk && !await work.HasRowAsync(row))
            {
                work.Mark(row);
            }

            return allowed.Map(_ => new ChannelView(app.Value, channel, Connected: true));
        });

    /// <summary>Connected ones, by app and channel.</summary>
    public ValueTask<Result<Page<ChannelView>>> ListAsync(AccountId account, PageRequest page, RequestContext context) =>
        accounts.PageAsync(account, AccountRows.ChannelPrefix, page, static (key, _) =>
        {
            var (app, channel) = AccountRows.SplitChannel(key);
            return new ChannelView(app, channel, Connected: true);
        }, context.CancellationToken);

    public ValueTask<Result<ChannelView>> DisconnectAsync(AccountId account, AppId app, string channel, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.ChannelView, async work =>
        {
            var row = AccountRows.Channel(app.Value, channel);
            if (await work.HasRowAsync(row))
            {
                work.Remove(row);
            }

            return new ChannelView(app.Value, channel, Connected: false);
        });
}
