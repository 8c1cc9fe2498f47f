using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Invoicing;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Wires;

/// <summary>
/// What bank transfers have left in an account's cash at the provider, and what banks took back of it. Whatever no payment has taken becomes paid credits:
/// by an order of its own, so that the provider's books and ours have the same payments.
/// </summary>
public sealed class WireCash(AccountStore accounts, IPaymentGateway gateway, OrderPlacement placement, ProductCatalog catalog)
{
    /// <summary>How long the provider may take to match a transfer with an order that waits.</summary>
    private static readonly TimeSpan Matching = TimeSpan.FromMinutes(10);

    public async ValueTask ApplyAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(account, cancellationToken) is not { } state)
        {
            return;
        }

        var news = new List<CashMovement>();
        CashMovement? newest = null;
        await foreach (var movement in gateway.CashMovementsAsync(account, cancellationToken))
        {
            newest ??= movement;
            if (movement.Id == state.CashSeen)
            {
                break;
            }

            news.Add(movement);
        }

        if (newest is null)
        {
            return;
        }

        if (news.Count > 0)
        {
            await SeeAsync(account, state.CashSeen, news, cancellationToken);
        }

        if (IsLeftOver(newest, state))
        {
            await placement.PlaceFromCashAsync(account, work => Draft(work, newest), cancellationToken);
        }
    }

    /// <summary>Acts on what banks took back, and remembers how far the movements were read.</summary>
    /// <param name="since">The movement before; where another process has gone on from it, it has acted too.</param>
    /// <param name="news">Newest first.</param>
    private async ValueTask SeeAsync(AccountId account, string? since, List<CashMovement> news, CancellationToken cancellationToken) =>
        await accounts.RunAsync<Done>(account, work =>
        {
            if (work.State.CashSeen == since)
            {
                work.State = work.State with { CashSeen = news[0].Id };
                var lost = news.Where(movement => movement.Kind == CashMovementKind.Overdraft).Aggregate(0L, (sum, movement) => sum + movement.Net.Minor);
                if (lost > 0)
                {
                    TakeBack(work, new Money(lost, news[0].Net.Currency));
                }
            }

            return new(Done.Ok);
        }, cancellationToken);

    /// <summary>
    /// A transfer that was taken back had paid already. Of the credits that transfers have loaded, what is unspent is taken back with it; what was used, and
    /// what was subscribed, stays as it happened, for an operator to pursue.
    /// </summary>
    private void TakeBack(AccountWork work, Money lost)
    {
        var unspent = Micros.Min(lost.ToMicros(), Micros.Min(work.State.WireCredits, work.State.Credits.Paid));
        if (unspent.IsPositive)
        {
            work.Apply(work.State.Credits.TakeBack(unspent, work.Posting("", $"A bank took back {lost}")), catalog);
            work.State = work.State with { WireCredits = work.State.WireCredits - unspent };
            work.CreditTakenBack(Money.FromMicros(unspent, lost.Currency), catalog.Seller);
        }

        var taken = Micros.Max(unspent, Micros.Zero);
        work.Audit(
            Caller.Billing, "wire.reversed",
            $"A bank took back {lost} that had paid already: {taken} of credits were taken back, {lost.ToMicros() - taken} are open.");
    }

    /// <summary>While an order lets go of its payment, or the provider still matches, what is there is not known to be left over.</summary>
    private bool IsLeftOver(CashMovement newest, AccountState state) =>
        newest.Balance.IsPositive
        && newest.Id != state.SweptMovement
        && newest.Kind is CashMovementKind.Funded or CashMovementKind.Applied or CashMovementKind.Unapplied
        && (newest.Kind != CashMovementKind.Funded || state.OpenWires.IsEmpty || accounts.Now >= newest.At + Matching);

    private static async ValueTask<Result<OrderDraft>> Draft(AccountWork work, CashMovement newest)
    {
        if (work.State.SweptMovement == newest.Id)
        {
            return new BillingError("nothing-to-change", "The cash was taken already.");
        }

        foreach (var orderId in work.State.OpenWires)
        {
            if (await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder) is { Ending: not null })
            {
                return OrderQuotes.InProgress(orderId);
            }
        }

        var counted = Money.Min(new Money(work.State.CashCountedMinor, newest.Balance.Currency), newest.Balance);
        work.State = work.State with { SweptMovement = newest.Id, CashCountedMinor = work.State.CashCountedMinor - counted.Minor };
        return TopUps.Draft(newest.Balance - counted) with { CashMovement = newest.Id, AlreadyCounted = counted };
    }
}
