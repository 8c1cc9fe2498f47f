using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Due;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Subscriptions;

/// <summary>
/// What an account's own calendar brings beside its workflows: credits that expire, contracts that begin and end, automatic top-ups. A run that is late does
/// all of it; one that is run twice finds nothing to do.
/// </summary>
public sealed class AccountCalendar(AccountStore accounts, OrderPlacement placement, ProductCatalog catalog) : IDueWork
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public DueKind Kind => DueKind.Calendar;

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        await PassAsync(entry.Account, cancellationToken);
        if (await accounts.FindAsync(entry.Account, cancellationToken) is { AutoTopUpDueAt: not null })
        {
            await placement.PlaceOffSessionAsync(entry.Account, TopUps.DraftAutomatic, cancellationToken);
        }

        // What a commit made due has an entry of its own; only what is as due as before would be forgotten.
        var after = await accounts.FindAsync(entry.Account, cancellationToken);
        return after?.NextDue <= entry.At ? accounts.Now + Again : null;
    }

    /// <summary>Everything that time alone decides.</summary>
    private async ValueTask PassAsync(AccountId account, CancellationToken cancellationToken) =>
        await accounts.RunAsync<Done>(account, async work =>
        {
            if (!work.Exists)
            {
                return AccountStore.NotFound;
            }

            var expired = work.State.Credits.Expire(work.Posting("", ""));
            if (expired.Transfers.Count > 0)
            {
                work.Apply(expired, catalog);
            }

            if (work.State.Subscription is { Contract: not null } contracted)
            {
                await work.PassAsync(contracted, catalog);
            }

            return Done.Ok;
        }, cancellationToken);
}
