using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;
using Billing.Domain.Taxes;

namespace Billing.Domain.Orders;

/// <summary>All that an order is decided on.</summary>
/// <param name="Today">The local date of the account.</param>
/// <param name="Credit">The account's credit: what earlier changes gave back; below zero where a bill was too small to be charged.</param>
/// <param name="Tax">On what is charged from now on; null for none.</param>
/// <param name="IsEnterprise">The account's kind; it orders nothing by itself.</param>
public sealed record OrderContext(
    ProductCatalog Catalog, Subscription Subscription, DateOnly Today, SeatsInUse InUse, Money Credit, TaxTreatment? Tax, bool IsEnterprise = false);

/// <summary>What no order can take away.</summary>
public sealed record SeatsInUse(TeamSeats Team, AgentSeats ContactCenter, AgentSeats AgentAi)
{
    public static SeatsInUse None { get; } = new(TeamSeats.Empty, AgentSeats.Empty, AgentSeats.Empty);
}
