using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Due;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>
/// What an account's own calendar brings: credits that expire, trials and contracts that end, renewals with their retries, the stop of services, automatic
/// top-ups. A run that is late catches up period by period; one that is run twice finds nothing to do.
/// </summary>
public sealed class AccountCalendar(AccountStore accounts, OrderPlacement placement, ProductCatalog catalog) : IDueWork
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    public DueKind Kind => DueKind.Calendar;

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        await PassAsync(entry.Account, cancellationToken);
        await TopUpAsync(entry.Account, cancellationToken);
        while (await IsRenewalDueAsync(entry.Account, cancellationToken))
        {
            await placement.PlaceOffSessionAsync(entry.Account, DraftRenewal, cancellationToken);
        }

        // An order that is being paid holds the calendar up; what is still due then is looked at again.
        var state = await accounts.FindAsync(entry.Account, cancellationToken);
        var isHeldUp = state is { OrderInProgress: not null }
            && Lifecycle.NextDue(state.Subscription, state.Zone) is { } deadline && deadline.At <= accounts.Now;
        return isHeldUp ? accounts.Now + Again : null;
    }

    /// <summary>Everything that time alone decides.</summary>
    private async ValueTask PassAsync(AccountId account, CancellationToken cancellationToken) =>
        await accounts.RunAsync<Done>(account, work =>
        {
            if (!work.Exists)
            {
                return new(AccountStore.NotFound);
            }

            var expired = work.State.Credits.Expire(work.Posting("", ""));
            if (expired.Transfers.Count > 0)
            {
                work.Apply(expired, catalog);
            }

            var before = work.State.Subscription;
            var after = work.State.OrderInProgress is null ? Lifecycle.AsOf(before, work.State.Zone.DateOf(work.Now)) : before;
            if (!ReferenceEquals(before, after))
            {
                work.Become(after, catalog);
                TellEnd(work, before, after);
            }

            return new(Done.Ok);
        }, cancellationToken);

    private async ValueTask TopUpAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(account, cancellationToken) is { AutoTopUpDueAt: not null })
        {
            await placement.PlaceOffSessionAsync(account, TopUps.DraftAutomatic, cancellationToken);
        }
    }

    private async ValueTask<bool> IsRenewalDueAsync(AccountId account, CancellationToken cancellationToken) =>
        await accounts.FindAsync(account, cancellationToken) is { OrderInProgress: null } state
        && IsRenewalDue(state, accounts.Now);

    private static bool IsRenewalDue(AccountState state, DateTimeOffset now) =>
        Lifecycle.NextDue(state.Subscription, state.Zone) is { Kind: DeadlineKind.Renewal or DeadlineKind.RenewalRetry } deadline && deadline.At <= now;

    private Result<OrderDraft> DraftRenewal(AccountWork work)
    {
        var state = work.State;
        if (!IsRenewalDue(state, work.Now))
        {
            return new BillingError("nothing-to-change", "No renewal is due.");
        }

        var upgradeAdvised = state.UpgradeAdvisedFor is { } month && month >= state.Subscription.PaidPeriod.Start;
        var renewal = Renewal.Quote(state.Subscription, catalog, state.AccountCredit, upgradeAdvised);
        return new OrderDraft(
            StoredOrderKind.Renewal, OrderStatus.Completed, renewal.Bill.Total, OrderQuotes.LinesOf(renewal.Bill), renewal.Next, renewal.Bill.CreditBalance);
    }

    private static void TellEnd(AccountWork work, Subscription before, Subscription after)
    {
        if (after.Contract is null && before.HasServices && !after.HasServices)
        {
            work.Email(
                after.Status == SubscriptionStatus.Canceled ? EmailTemplate.SubscriptionCanceled
                : before.Status == SubscriptionStatus.Trialing ? EmailTemplate.TrialExpired
                : EmailTemplate.SubscriptionExpired,
                ("plan", before.Selection?.Plan ?? ""));
        }
    }
}
