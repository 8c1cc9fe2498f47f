using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Due;
using Billing.Application.Orders;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain;

namespace Billing.Application.Subscriptions;

/// <summary>
/// What an account's own calendar brings: credits that expire, trials and contracts that end, renewals with their retries, the stop of services, automatic
/// top-ups. A run that is late catches up period by period; one that is run twice finds nothing to do.
/// </summary>
public sealed class AccountCalendar(AccountStore accounts, OrderPlacement placement, OrderPayments payments, ProductCatalog catalog) : IDueWork
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public DueKind Kind => DueKind.Calendar;

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        await EndRenewalAsync(entry.Account, cancellationToken);
        await PassAsync(entry.Account, cancellationToken);
        if (await accounts.FindAsync(entry.Account, cancellationToken) is { AutoTopUpDueAt: not null })
        {
            await placement.PlaceOffSessionAsync(entry.Account, TopUps.DraftAutomatic, cancellationToken);
        }

        while (await accounts.FindAsync(entry.Account, cancellationToken) is { } state && IsRenewalDue(state, accounts.Now)
            && await placement.PlaceOffSessionAsync(entry.Account, DraftRenewal, cancellationToken))
        {
        }

        // What a commit made due has an entry of its own; only what is as due as before would be forgotten.
        var after = await accounts.FindAsync(entry.Account, cancellationToken);
        return after?.NextDue <= entry.At ? accounts.Now + Again : null;
    }

    /// <summary>A renewal that its customer has not authenticated ends with the services that it was to renew.</summary>
    private async ValueTask EndRenewalAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(account, cancellationToken) is { RenewalToAuthenticate: { } renewal } state && !After(state).HasServices)
        {
            await payments.EndAsync(account, renewal, OrderStatus.Failed, cancellationToken);
        }
    }

    private Subscription After(AccountState state) => Lifecycle.AsOf(state.Subscription, state.Zone.DateOf(accounts.Now));

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

            var before = work.State.Subscription;
            var after = Lifecycle.AsOf(before, work.State.Zone.DateOf(work.Now));
            if (!ReferenceEquals(before, after) && !work.State.IsHeld && (after.HasServices || work.State.RenewalToAuthenticate is null))
            {
                await work.BecomeAsync(after, catalog);
            }

            return Done.Ok;
        }, cancellationToken);

    /// <summary>None is due while an order is being paid: that one decides what the subscription becomes.</summary>
    private static bool IsRenewalDue(AccountState state, DateTimeOffset now) =>
        !state.IsHeld
        && Lifecycle.NextDue(state.Subscription, state.Zone) is { Kind: DeadlineKind.Renewal or DeadlineKind.RenewalRetry } deadline && deadline.At <= now;

    private Result<OrderDraft> DraftRenewal(AccountWork work)
    {
        var state = work.State;
        if (!IsRenewalDue(state, work.Now))
        {
            return new BillingError("nothing-to-change", "No renewal is due.");
        }

        var upgradeAdvised = state.UpgradeAdvisedFor?.AddMonths(1) > state.Subscription.PaidPeriod.Start;
        var renewal = Renewal.Quote(state.Subscription, catalog, state.AccountCredit, upgradeAdvised, catalog.Tax.Of(state.BillingInformation));
        return new OrderDraft(
            OrderKind.Renewal, OrderStatus.Completed, renewal.Bill.Total, OrderQuotes.LinesOf(renewal.Bill), renewal.Next, renewal.Bill.CreditBalance);
    }
}
