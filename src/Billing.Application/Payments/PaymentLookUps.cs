using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Orders;
using Billing.Application.Wires;
using Billing.Domain;
using Billing.Domain.Orders;

namespace Billing.Application.Payments;

/// <summary>
/// Asks the provider for what nobody has told of, again and again with growing distance: a notice that never comes costs only time. Bank transfers are asked
/// for until long after their order, for they may come then, or come once too often.
/// </summary>
public sealed class PaymentLookUps(AccountStore accounts, OrderPayments payments, WireTransfers wires) : IDueWork
{
    /// <summary>How long the placing request has for itself before the look-up asks too.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);

    /// <summary>While the outcome is not known.</summary>
    private static readonly TimeSpan LongestUnknown = TimeSpan.FromMinutes(15);

    /// <summary>While the customer or the bank is waited for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>How long a customer may take to authenticate or approve (as Stripe's incomplete subscriptions).</summary>
    private static readonly TimeSpan ActionLife = TimeSpan.FromHours(23);

    /// <summary>Stripe sends back after 75 days what it could match with nothing.</summary>
    private static readonly TimeSpan CashLife = TimeSpan.FromDays(75);

    public DueKind Kind => DueKind.Payment;

    /// <summary>The entry to schedule before an order with a payment is committed.</summary>
    public static DueEntry First(AccountId account, string orderId, DateTimeOffset now) => new(now + Shortest, account, DueKind.Payment, orderId);

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var order = await payments.SettleAsync(entry.Account, entry.Subject, cancellationToken);
        if (order is not null && HasExpired(order))
        {
            await payments.EndAsync(entry.Account, entry.Subject, OrderStatus.Expired, cancellationToken);
            order = await payments.FindAsync(entry.Account, entry.Subject, cancellationToken);
        }

        if (order is { IsByWire: true })
        {
            await wires.ApplyCashAsync(entry.Account, cancellationToken);
        }

        return order is null ? null : NextOf(order, accounts.Now);
    }

    /// <summary>When to ask again; null where nothing can come any more.</summary>
    public static DateTimeOffset? NextOf(StoredOrder order, DateTimeOffset now) => order switch
    {
        { Status: OrderStatus.Processing } => now + Distance(order, now, LongestUnknown),
        { Status: OrderStatus.RequiresAction, Kind: not OrderKind.Renewal } =>
            Earlier(now + Distance(order, now, LongestWait), order.CreatedAt + ActionLife, now),
        { IsOpen: true } => now + Distance(order, now, LongestWait),
        { IsByWire: true, EndedAt: { } end } when now < end + CashLife => now + TimeSpan.FromDays(1),
        _ => null,
    };

    /// <summary>A renewal can be authenticated as long as services go on.</summary>
    private bool HasExpired(StoredOrder order) =>
        order is { Status: OrderStatus.RequiresAction, Kind: not OrderKind.Renewal } && accounts.Now >= order.CreatedAt + ActionLife;

    private static TimeSpan Distance(StoredOrder order, DateTimeOffset now, TimeSpan longest) =>
        Backoff.AsLongAgain(now - order.CreatedAt, Shortest, longest);

    private static DateTimeOffset Earlier(DateTimeOffset planned, DateTimeOffset end, DateTimeOffset now) => end > now && end < planned ? end : planned;
}
