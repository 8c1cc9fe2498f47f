using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;
using Billing.Domain.Tests.Catalog;
using static Billing.Domain.Tests.Orders.Customer;

namespace Billing.Domain.Tests.Orders;

public sealed class OrderRulesTests
{
    private static readonly OrderRequest Held = new()
    {
        Plan = "advanced",
        TeamSeats = 3,
        ContactCenter = new WantedSeats(SeatType.Named, 10),
        AddOns = ["advanced-rag"],
        SupportPlan = "support-standard",
    };

    // Held: advanced by month, 3 team seats, 10 named contact center seats, advanced-rag, support-standard.
    private const string Defaults = """
        what is ordered                   | effective
        plan essential                    | NextRenewal
        team 4                            | Now
        team 2                            | NextRenewal
        contact-center 11                 | Now
        contact-center 9                  | NextRenewal
        contact-center 0                  | NextRenewal
        contact-center concurrent         | Now
        agent-ai 1                        | Now
        add-ons both                      | Now
        add-ons none                      | NextRenewal
        add-ons other                     | Now
        support premium                   | Now
        support none                      | NextRenewal
        year                              | Now
        team 4, plan essential            | Now
        team 2, support premium           | Now
        team 2, support none              | NextRenewal
        year, plan essential              | Now
        """;

    public static TheoryData<string> DefaultRows => [.. Defaults.Split('\n').Skip(1)];

    [Theory]
    [MemberData(nameof(DefaultRows))]
    public void An_upgrade_is_now_and_what_is_only_less_waits(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        var customer = Of(Held, "2026-03-01");

        var quote = customer.Preview(Ordered(cells[0]), "2026-03-10").Value;

        Assert.Equal((OrderKind.Modify, Enum.Parse<OrderEffective>(cells[1])), (quote.Kind, quote.Effective));
        Assert.Equal(quote.Effective == OrderEffective.NextRenewal, quote.Next.Pending is not null);
        Assert.Equal(quote.Effective == OrderEffective.NextRenewal, quote.Bill.Lines.Count == 0);
    }

    [Fact]
    public void A_shorter_interval_waits()
    {
        var customer = Of(new OrderRequest { Plan = "advanced", Interval = BillingInterval.Year }, "2026-03-01");
        Assert.Equal(OrderEffective.NextRenewal, customer.Preview(new OrderRequest { Interval = BillingInterval.Month }, "2026-03-10").Value.Effective);
    }

    [Fact]
    public void What_is_asked_for_outranks_the_default()
    {
        var customer = OfAdvanced();
        Assert.Empty(customer.Preview(new OrderRequest { TeamSeats = 1, Effective = OrderEffective.NextRenewal }, "2026-03-10").Value.Bill.Lines);
        Assert.Equal(2, customer.Preview(new OrderRequest { Plan = "essential", Effective = OrderEffective.Now }, "2026-03-10").Value.Bill.Lines.Count);
    }

    [Fact]
    public void A_planned_change_takes_effect_with_the_renewal()
    {
        var customer = Of(new OrderRequest { Plan = "advanced", TeamSeats = 1 }, "2026-01-31");
        customer.Pay(new OrderRequest { Plan = "essential" }, "2026-02-10");
        Assert.Equal("advanced", customer.Subscription.Selection?.Plan);
        Assert.Equal(new Selection("essential", BillingInterval.Month) { TeamSeats = 1 }, customer.Subscription.Pending?.Selection);

        var renewal = customer.Renew();

        Assert.Equal(Usd(60_00), renewal.Bill.Total);
        Assert.Equal(("essential", (PendingChange?)null), (customer.Subscription.Selection?.Plan, customer.Subscription.Pending));
        Assert.Equal(new BillingPeriod(Date("2026-02-28"), Date("2026-03-31")), customer.Subscription.PaidPeriod);
    }

    [Fact]
    public void A_later_order_replaces_the_planned_change()
    {
        var customer = Of(new OrderRequest { Plan = "advanced", TeamSeats = 5 }, "2026-03-01");
        customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-02");

        customer.Pay(new OrderRequest { TeamSeats = 4 }, "2026-03-03");
        Assert.Equal(new Selection("advanced", BillingInterval.Month) { TeamSeats = 4 }, customer.Subscription.Pending?.Selection);

        customer.Pay(new OrderRequest { TeamSeats = 6 }, "2026-03-04");
        Assert.Null(customer.Subscription.Pending);
    }

    [Fact]
    public void An_order_of_what_is_held_withdraws_the_planned_change()
    {
        var customer = OfAdvanced();
        customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-02");

        var quote = customer.Pay(new OrderRequest { Plan = "advanced" }, "2026-03-03");

        Assert.Equal((OrderEffective.Now, 0, (PendingChange?)null), (quote.Effective, quote.Bill.Lines.Count, customer.Subscription.Pending));
    }

    [Fact]
    public void Another_interval_planned_starts_its_anchor_with_the_renewal()
    {
        var customer = Of(new OrderRequest { Plan = "advanced" }, "2026-01-31");
        customer.Pay(new OrderRequest { Interval = BillingInterval.Year, Effective = OrderEffective.NextRenewal }, "2026-02-10");

        Assert.Equal(new BillingPeriod(Date("2026-02-28"), Date("2027-02-28")), customer.Renew().Period);
    }

    [Fact]
    public void An_order_ends_the_trial_and_starts_a_paid_period()
    {
        var customer = new Customer { Subscription = Trial.Start(ShippedCatalog.Value, Date("2026-03-01")) };

        var quote = customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-05");

        Assert.Equal((OrderKind.Subscribe, Usd(50_00)), (quote.Kind, quote.Bill.Total));
        Assert.Equal((SubscriptionStatus.Active, null), (quote.Next.Status, quote.Next.TrialEnd));
        Assert.Equal(new BillingPeriod(Date("2026-03-05"), Date("2026-04-05")), quote.Next.PaidPeriod);
    }

    [Fact]
    public void Rejoining_is_a_new_subscription_that_starts_today()
    {
        var customer = Of(Held, "2026-03-01");
        customer.Subscription = Cancellation.AtPeriodEnd(customer.Subscription, Date("2026-03-02")).Value;

        var quote = customer.Pay(new OrderRequest { Plan = "essential" }, "2026-04-03");

        Assert.Equal((OrderKind.Subscribe, Usd(50_00)), (quote.Kind, quote.Bill.Total));
        Assert.Equal(new Selection("essential", BillingInterval.Month), quote.Next.Selection);
        Assert.Equal(new BillingPeriod(Date("2026-04-03"), Date("2026-05-03")), quote.Next.PaidPeriod);
    }

    [Theory]
    [InlineData("advanced", 150_00)]
    [InlineData("essential", 50_00)]
    public void An_order_while_past_due_pays_the_renewal_in_its_wanted_form(string plan, long total)
    {
        var customer = OfAdvanced();
        customer.Subscription = Dunning.Failed(customer.Subscription, AccountZone.Utc.StartOf(Date("2026-04-01")), isHard: true, ShippedCatalog.Value.Dunning);

        var quote = customer.Pay(new OrderRequest { Plan = plan, Effective = OrderEffective.Now }, "2026-04-04");

        Assert.Equal((true, Usd(total), SubscriptionStatus.Active), (quote.RenewsPeriod, quote.Bill.Total, quote.Next.Status));
        Assert.Equal(new BillingPeriod(Date("2026-04-01"), Date("2026-05-01")), quote.Next.PaidPeriod);
        Assert.Null(quote.Next.Dunning);
    }

    [Fact]
    public void The_next_plan_is_taken_where_auto_upgrade_is_on_and_nothing_else_is_planned()
    {
        var customer = Of(new OrderRequest { Plan = "essential", TeamSeats = 1 }, "2026-03-01");
        Assert.Equal("essential", customer.Renew(upgradeAdvised: true).Next.Selection?.Plan);

        customer.Subscription = customer.Subscription with { AutoUpgrade = true };
        customer.Pay(new OrderRequest { TeamSeats = 0 }, "2026-04-02");
        Assert.Equal("essential", customer.Renew(upgradeAdvised: true).Next.Selection?.Plan);
        Assert.Equal("advanced", customer.Renew(upgradeAdvised: true).Next.Selection?.Plan);
        Assert.Equal("advanced", customer.Renew(upgradeAdvised: true).Next.Selection?.Plan); // above is only a contract
    }

    public static TheoryData<string, string?, OrderRequest> Refusals => new()
    {
        { "validation-failed", "/plan", new OrderRequest { Plan = "golden" } },
        { "contract-required", "/plan", new OrderRequest { Plan = "enterprise" } },
        { "validation-failed", "/seats/team", new OrderRequest { TeamSeats = -1 } },
        { "validation-failed", "/seats/team", new OrderRequest { TeamSeats = 100_001 } },
        { "validation-failed", "/seats/contactCenter/quantity", new OrderRequest { ContactCenter = new WantedSeats(null, int.MaxValue) } },
        { "validation-failed", "/seats/agentAi/quantity", new OrderRequest { AgentAi = new WantedSeats(SeatType.Named, null) } },
        { "validation-failed", "/seats/agentAi/type", new OrderRequest { AgentAi = new WantedSeats(null, 3) } },
        { "validation-failed", "/addOns/1", new OrderRequest { AddOns = ["advanced-rag", "teleport"] } },
        { "validation-failed", "/addOns/1", new OrderRequest { AddOns = ["advanced-rag", "advanced-rag"] } },
        { "validation-failed", "/supportPlan", new OrderRequest { SupportPlan = "support-golden" } },
        { "nothing-to-change", null, new OrderRequest() },
        { "nothing-to-change", null, Held },
        { "nothing-to-change", null, Held with { Effective = OrderEffective.NextRenewal } },
        { "nothing-to-change", null, new OrderRequest { ContactCenter = new WantedSeats(null, null) } },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_makes_no_sense_is_refused(string code, string? pointer, OrderRequest request) =>
        Of(Held, "2026-03-01").Refuses(request, "2026-03-10", code, pointer);

    [Fact]
    public void A_new_subscription_names_its_plan_and_does_not_wait()
    {
        var trial = new Customer { Subscription = Trial.Start(ShippedCatalog.Value, Date("2026-03-01")) };
        trial.Refuses(new OrderRequest { TeamSeats = 1 }, "2026-03-02", "validation-failed", "/plan");
        var waiting = new OrderRequest { Plan = "advanced", Effective = OrderEffective.NextRenewal };
        new Customer().Refuses(waiting, "2026-03-02", "validation-failed", "/effective");
        trial.Refuses(waiting, "2026-03-15", "validation-failed", "/effective");
        new Customer().Refuses(new OrderRequest(), "2026-03-02", "validation-failed", "/plan");
    }

    [Fact]
    public void A_plan_ordered_for_a_trials_end_begins_and_is_charged_on_that_day_and_the_trial_waits_for_it()
    {
        var trial = new Customer { Subscription = Trial.Start(ShippedCatalog.Value, Date("2026-03-01")) };

        var planned = trial.Pay(new OrderRequest { Plan = "advanced", Effective = OrderEffective.NextRenewal }, "2026-03-02");
        Assert.Equal((OrderKind.Subscribe, 0, OrderEffective.NextRenewal), (planned.Kind, planned.Bill.Total.Minor, planned.Effective));
        Assert.Equal((SubscriptionStatus.Trialing, Date("2026-03-15")), (trial.Subscription.Status, trial.Subscription.NextBillingDate));
        Assert.Same(trial.Subscription, Lifecycle.AsOf(trial.Subscription, Date("2026-03-15")));

        var begun = Trial.Convert(trial.Subscription, ShippedCatalog.Value, Usd(0), null);
        Assert.Equal((Usd(150_00), new BillingPeriod(Date("2026-03-15"), Date("2026-04-15"))), (begun.Bill.Total, begun.Period));
        Assert.Equal((SubscriptionStatus.Active, "advanced", null), (begun.Next.Status, begun.Next.Selection!.Plan, begun.Next.TrialEnd));

        Assert.Same(trial.Subscription, Trial.NotConverted(trial.Subscription, Date("2026-03-14")));
        var ended = Trial.NotConverted(trial.Subscription, Date("2026-03-15"));
        Assert.Equal((SubscriptionStatus.Expired, Date("2026-03-15"), null), (ended.Status, ended.EndedOn, ended.Pending));
        Assert.Same(ended, Trial.NotConverted(ended, Date("2026-03-15")));
    }

    [Fact]
    public void An_enterprise_account_orders_nothing() =>
        new Customer { IsEnterprise = true }.Refuses(new OrderRequest { Plan = "advanced" }, "2026-03-02", "contract-required", null);

    [Fact]
    public void A_change_cannot_be_planned_beyond_a_planned_end()
    {
        var customer = OfAdvanced();
        customer.Subscription = Cancellation.AtPeriodEnd(customer.Subscription, Date("2026-03-02")).Value;

        customer.Refuses(new OrderRequest { Plan = "essential" }, "2026-03-03", "cancellation-planned", "/effective");
        Assert.True(customer.Pay(new OrderRequest { TeamSeats = 1 }, "2026-03-03").Next.CancelsAtPeriodEnd);
    }

    [Theory]
    [InlineData("team 2", 13, "seats-in-use /seats/team")]
    [InlineData("team 2", 12, null)]
    [InlineData("plan essential", 7, "seats-in-use /plan")]
    [InlineData("plan essential", 6, null)]
    [InlineData("add-ons both", 20, null)] // more are in use than held already, but nothing falls
    public void Team_seats_do_not_fall_below_those_in_use(string order, int inUse, string? refusal)
    {
        var customer = Of(Held, "2026-03-01");
        customer.InUse = SeatsInUse.None with { Team = new TeamSeats(inUse) };
        Check(customer, Ordered(order), refusal);
    }

    [Theory]
    [InlineData("contact-center 9", 10, 0, "seats-in-use /seats/contactCenter")]
    [InlineData("contact-center 9", 9, 0, null)]
    [InlineData("contact-center 0", 1, 0, "seats-in-use /seats/contactCenter")]
    [InlineData("contact-center concurrent", 30, 11, "seats-in-use /seats/contactCenter")]
    [InlineData("contact-center concurrent", 30, 10, null)]
    [InlineData("team 4", 11, 0, null)]
    public void Agent_seats_do_not_fall_below_those_in_use(string order, int assigned, int loggedIn, string? refusal)
    {
        var customer = Of(Held, "2026-03-01");
        customer.InUse = SeatsInUse.None with { ContactCenter = new AgentSeats(new Gauge(assigned, assigned), new Gauge(loggedIn, loggedIn), null) };
        Check(customer, Ordered(order), refusal);
    }

    private static void Check(Customer customer, OrderRequest request, string? refusal)
    {
        var error = customer.Preview(request, "2026-03-10").Error;
        Assert.Equal(refusal, error is null ? null : $"{error.Code} {error.Pointer}");
    }

    /// <summary>An order in a table's words.</summary>
    private static OrderRequest Ordered(string words) => words.Split(", ").Aggregate(new OrderRequest(), (request, word) => word.Split(' ') switch
    {
        ["plan", var plan] => request with { Plan = plan },
        ["year"] => request with { Interval = BillingInterval.Year },
        ["team", var quantity] => request with { TeamSeats = int.Parse(quantity) },
        ["contact-center", "concurrent"] => request with { ContactCenter = new WantedSeats(SeatType.Concurrent, null) },
        ["contact-center", var quantity] => request with { ContactCenter = new WantedSeats(null, int.Parse(quantity)) },
        ["agent-ai", var quantity] => request with { AgentAi = new WantedSeats(SeatType.Named, int.Parse(quantity)) },
        ["add-ons", "both"] => request with { AddOns = ["advanced-rag", "voice-gateway-asr-tts"] },
        ["add-ons", "other"] => request with { AddOns = ["voice-gateway-asr-tts"] },
        ["add-ons", "none"] => request with { AddOns = [] },
        ["support", "premium"] => request with { SupportPlan = "support-premium" },
        ["support", "none"] => request with { WithoutSupportPlan = true },
        _ => throw new ArgumentException($"The table says '{word}'."),
    });
}
