using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;
using Billing.Domain.Tests.Catalog;
using Billing.Domain.Tests.Orders;
using static Billing.Domain.Tests.Orders.Customer;

namespace Billing.Domain.Tests.Subscriptions;

public sealed class ContractTests
{
    private static readonly ContractTerms Terms = new(
        Date("2026-04-15"), Date("2027-04-15"), BillingInterval.Year, Usd(50_000_00), new ContractVolumes(20_000, null, null, null), new Micros(50_000))
    {
        ContactCenter = new PurchasedSeats(SeatType.Concurrent, 200),
        AddOns = ["advanced-rag"],
    };

    [Fact]
    public void A_contract_starts_and_ends_by_its_dates()
    {
        var waiting = Set(Terms, "2026-04-01").Value;
        Assert.Equal(SubscriptionStatus.None, waiting.Status);
        Assert.Equal(new Deadline(DeadlineKind.ContractStart, Midnight("2026-04-15")), Lifecycle.NextDue(waiting, AccountZone.Utc));

        var active = Lifecycle.AsOf(waiting, Date("2026-04-15"));
        Assert.Equal((SubscriptionStatus.Active, false, null), (active.Status, active.IsPaid, active.NextBillingDate));
        Assert.Equal(new Deadline(DeadlineKind.ContractEnd, Midnight("2027-04-15")), Lifecycle.NextDue(active, AccountZone.Utc));
        Assert.Equal(new BillingPeriod(Date("2026-04-15"), Date("2027-04-15")), active.PeriodOn(Date("2026-12-31")));
        Assert.Equal(new BillingPeriod(Date("2026-12-15"), Date("2027-01-15")), active.AllowanceWindow(Date("2026-12-31")));

        var ended = Lifecycle.AsOf(active, Date("2027-04-15"));
        Assert.Equal((SubscriptionStatus.Expired, Date("2027-04-15")), (ended.Status, ended.EndedOn));
        Assert.Null(Lifecycle.NextDue(ended, AccountZone.Utc));
    }

    [Fact]
    public void A_contract_grants_its_own_limits_and_all_channels()
    {
        var limits = PlanLimits.Of(Set(Terms, "2026-05-01").Value, ShippedCatalog.Value);

        Assert.Equal("enterprise", limits.Plan?.Id);
        Assert.Equal((20_000, null, null, new Micros(50_000)), (limits.BillingSessions, limits.Conversations, limits.TeamSeats, limits.OveragePrice));
        Assert.Equal(1_010_000_000, limits.Search.Bytes);
        Assert.Equal(200, limits.ContactCenter.Quantity);
        Assert.Contains("voice", limits.Channels);
    }

    [Fact]
    public void A_contract_cannot_be_canceled_by_the_customer()
    {
        var active = Set(Terms, "2026-05-01").Value;
        Assert.Equal("contract-required", Cancellation.Now(active, Date("2026-05-02")).Error?.Code);
        Assert.Equal("contract-required", Cancellation.AtPeriodEnd(active, Date("2026-05-02")).Error?.Code);
    }

    [Fact]
    public void A_contract_survives_its_storage()
    {
        var json = StateJson.Of(Set(Terms, "2026-05-01").Value);
        Assert.Equal(json, StateJson.Of(StateJson.Read(json)));
        Assert.Equal(Terms.ContactCenter, StateJson.Read(json).Contract?.ContactCenter);
    }

    public static TheoryData<string, ContractTerms> Faults => new()
    {
        { "/end", Terms with { End = Terms.Start } },
        { "/price", Terms with { Price = Usd(-1) } },
        { "/price/currency", Terms with { Price = new(1, Currency.Parse("EUR")) } },
        { "/overageMicros", Terms with { OveragePrice = new Micros(-1) } },
        { "/included/billingSessions", Terms with { Included = Terms.Included with { BillingSessions = -1 } } },
        { "/included/conversations", Terms with { Included = Terms.Included with { Conversations = -1 } } },
        { "/included/teamSeats", Terms with { Included = Terms.Included with { TeamSeats = -1 } } },
        { "/included/searchIngestionBytes", Terms with { Included = Terms.Included with { SearchIngestionBytes = long.MaxValue } } },
        { "/seats/contactCenter/quantity", Terms with { ContactCenter = new PurchasedSeats(SeatType.Named, 100_001) } },
        { "/seats/agentAi/quantity", Terms with { AgentAi = new PurchasedSeats(SeatType.Named, -1) } },
        { "/supportPlan", Terms with { SupportPlan = "support-golden" } },
        { "/addOns/1", Terms with { AddOns = ["advanced-rag", "advanced-rag"] } },
        { "/channels/0", Terms with { Channels = ["fax"] } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Terms_that_make_no_sense_are_refused(string pointer, ContractTerms terms)
    {
        var error = Set(terms, "2026-05-01").Error;
        Assert.Equal(("validation-failed", pointer), (error?.Code, error?.Pointer));
    }

    private static Result<Subscription> Set(ContractTerms terms, string today) =>
        ContractCheck.Set(Subscription.None, terms, ShippedCatalog.Value, Date(today));

    private static DateTimeOffset Midnight(string date) => AccountZone.Utc.StartOf(Date(date));
}
