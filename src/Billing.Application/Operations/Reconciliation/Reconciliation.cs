using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Operations;

/// <summary>
/// Compares what the provider has with what orders, invoices and ledgers say of it, and lists every difference; it repairs nothing. Reads the provider's
/// payments of a window and the orders that were begun in it, and of the books of their accounts as much as those are about.
/// </summary>
public sealed partial class Reconciliation(
    IPaymentGateway gateway, OrderDays days, AccountStore accounts, ITableStore tables, ILogger<Reconciliation> logger)
{
    /// <summary>As long as a page of a window may be; a longer time is asked for in parts.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(92);
    private static readonly TimeSpan Default = TimeSpan.FromDays(35);

    /// <summary>A bank transfer comes, or goes again, up to so long after its order.</summary>
    private static readonly TimeSpan CashLife = TimeSpan.FromDays(90);

    /// <summary>The provider dates by whole seconds: what has happened just now belongs to a window that ends now.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>So long the request that placed an order may be about to write what the provider has done already.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    /// <param name="from">Null: 35 days before the end.</param>
    /// <param name="to">Exclusive; null: now.</param>
    /// <returns>Or <c>validation-failed</c>; <c>service-unavailable</c> where the provider does not answer.</returns>
    public async ValueTask<Result<ReconciliationView>> CheckAsync(DateTimeOffset? from, DateTimeOffset? to, RequestContext context)
    {
        var end = to ?? accounts.Now + Tick;
        var begin = from ?? end - Default;
        if (begin >= end || end - begin > Longest)
        {
            return BillingError.Invalid("/query/from", $"'from' lies before 'to', by at most {Longest.TotalDays:0} days.");
        }

        try
        {
            var view = await CompareAsync(begin, end, context.CancellationToken);
            if (view.Differences.Length > 0)
            {
                LogDifferences(view.Differences.Length, begin, end);
            }

            return view;
        }
        catch (PaymentProviderException)
        {
            return new BillingError("service-unavailable", "The payment provider does not answer; nothing was compared.");
        }
    }

    private async ValueTask<ReconciliationView> CompareAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = new List<Difference>();
        var payments = await gateway.PaymentsAsync(from, to, cancellationToken).ToListAsync(cancellationToken);
        found.AddRange(payments.Where(payment => !IsOurs(payment) && payment.Outcome == PaymentOutcome.Succeeded).Select(Strange));
        var paymentsOf = payments.Where(IsOurs).ToLookup(payment => payment.Account!.Value);
        var ordersOf = (await days.BegunAsync(from, to, cancellationToken).ToListAsync(cancellationToken)).ToLookup(order => order.Account);

        var (orders, invoices, loads) = (0, 0, 0);
        var touched = paymentsOf.Select(group => group.Key).Union(ordersOf.Select(group => group.Key)).OrderBy(id => id.Value, StringComparer.Ordinal).ToList();
        foreach (var account in touched)
        {
            var named = paymentsOf[account].Select(payment => OrderPayment.OrderOf(payment.PaymentId)).OfType<string>();
            string[] orderIds = [.. ordersOf[account].Select(order => order.OrderId).Union(named.Where(id => Ulid.IsPrefixed(id, "ord")))];
            var (books, differences) = await CompareAsync(account, from, orderIds, [.. paymentsOf[account]], cancellationToken);
            if (differences.Count > 0)
            {
                // What is written while it is read looks like a difference too, but not twice.
                (books, var again) = await CompareAsync(account, from, orderIds, [.. paymentsOf[account]], cancellationToken);
                found.AddRange(differences.Intersect(again));
            }

            (orders, invoices, loads) = (orders + books.Orders.Count, invoices + books.Invoices.Count, loads + books.Loads.Count);
        }

        found.AddRange(await CashAsync(from, to, cancellationToken));
        return new ReconciliationView(from, to, new ReconciliationScope(payments.Count, orders, invoices, loads, touched.Count), [.. found]);
    }

    private async ValueTask<(AccountBooks Books, IReadOnlyList<Difference> Differences)> CompareAsync(
        AccountId account, DateTimeOffset from, IReadOnlyCollection<string> orderIds, List<ProviderPayment> payments, CancellationToken cancellationToken)
    {
        var books = await AccountBooks.ReadAsync(accounts, tables, account, from, orderIds, cancellationToken);
        var charges = await WithMissingAsync(books, payments, cancellationToken);
        return (books, new BookComparison(books, accounts.Now - UnderWay).Compare(charges));
    }

    /// <summary>A payment that the provider began on the other side of the window's edge is asked for by itself.</summary>
    private async ValueTask<List<ProviderPayment>> WithMissingAsync(AccountBooks books, List<ProviderPayment> payments, CancellationToken cancellationToken)
    {
        var known = payments.Select(payment => payment.PaymentId).ToHashSet();
        foreach (var order in books.Orders.Values)
        {
            if (order is { Status: OrderStatus.Completed, Payment: { } payment } && !known.Contains(payment.PaymentId))
            {
                var answer = await gateway.FindAsync(payment.ToLookUp(books.Account), cancellationToken);
                if (answer is { Outcome: PaymentOutcome.Unknown })
                {
                    throw new PaymentProviderException("The provider did not tell of a payment.");
                }

                if (answer is { Outcome: PaymentOutcome.Succeeded, Received: { } received })
                {
                    payments.Add(new ProviderPayment(
                        answer.ProviderReference ?? "", books.Account, payment.PaymentId, answer.Outcome, received, received, order.CreatedAt));
                }
            }
        }

        return payments;
    }

    private async ValueTask<IReadOnlyList<Difference>> CashAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = new List<Difference>();
        var wired = days.BegunAsync(from - CashLife, to, cancellationToken).Where(order => order.IsByWire).Select(order => order.Account);
        foreach (var account in (await wired.ToListAsync(cancellationToken)).Distinct())
        {
            var movements = await gateway.CashMovementsAsync(account, cancellationToken).ToListAsync(cancellationToken);
            if (movements is [{ Balance.IsPositive: true } newest, ..])
            {
                var detail = $"{newest.Balance} came by bank transfer, and no payment has taken it.";
                found.Add(Cash(DifferenceKind.UnappliedCash, account, newest, newest.Balance, detail));
            }

            found.AddRange(movements
                .Where(movement => movement.Kind == CashMovementKind.Overdraft && movement.At >= from && movement.At < to)
                .Select(lost => Cash(DifferenceKind.FundingReversed, account, lost, lost.Net, $"A bank took {lost.Net} back that had paid already.")));
        }

        return found;
    }

    private static bool IsOurs(ProviderPayment payment) => payment is { Account: not null, PaymentId: not null };

    private static Difference Strange(ProviderPayment payment) => new(
        DifferenceKind.ChargeWithoutOrder, payment.Account?.Value, null, payment.PaymentId, null, payment.ProviderReference, payment.Received,
        $"The provider has {payment.Received} that were not asked for here.");

    private static Difference Cash(DifferenceKind kind, AccountId account, CashMovement movement, Money amount, string detail) =>
        new(kind, account.Value, null, null, null, movement.Id, amount, detail);

    [LoggerMessage(EventName = "ReconciliationDifferences", Level = LogLevel.Warning,
        Message = "The provider's books and ours differ in {Count} places between {From} and {To}.")]
    private partial void LogDifferences(int count, DateTimeOffset from, DateTimeOffset to);
}
