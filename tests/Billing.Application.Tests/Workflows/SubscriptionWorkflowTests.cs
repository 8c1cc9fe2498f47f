using Billing.Workflows;
using Billing.Workflows.Orders;
using Billing.Workflows.Subscriptions;

namespace Billing.Application.Tests.Workflows;

/// <summary>Each workflow on a context in memory: which steps it takes, and when.</summary>
public sealed class SubscriptionWorkflowTests
{
    private static readonly PeriodKey Period = new("acme", new DateOnly(2026, 2, 28));
    private static readonly DateTimeOffset Begin = At("02-28 00:00");
    private static readonly DateTimeOffset Stop = At("03-07 00:00");

    [Theory]
    //          how the first charge leaves it   what is told
    [InlineData("settled",                       "02-28 00:00 charge-renewal")]
    [InlineData("ended",                         "02-28 00:00 charge-renewal")]
    [InlineData("held",                          "02-28 00:00 charge-renewal, 02-28 00:10 begins anew")]
    public async Task A_renewal_is_one_charge_unless_it_fails_or_something_else_is_being_paid(string state, string told)
    {
        var context = new ScriptedContext(Begin, (_, _) => new RenewalStanding(Enum.Parse<RenewalState>(state, ignoreCase: true)));

        await Renewal.Workflow.Run(context, Period);

        Assert.Equal(told, string.Join(", ", context.Told));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_retried_on_the_days_that_it_is_told_and_stops_services_at_the_end()
    {
        var retries = new Queue<DateTimeOffset?>([At("03-01 00:00"), At("03-03 00:00"), At("03-05 00:00"), null]);
        var context = new ScriptedContext(Begin, (step, _) => step == "stop-services"
            ? new RenewalStanding(RenewalState.Ended)
            : new RenewalStanding(RenewalState.PastDue, retries.Dequeue(), Stop));

        var end = await Renewal.Workflow.Run(context, Period);

        Assert.Equal(RenewalState.Ended, end.State);
        Assert.Equal(
            [
                "02-28 00:00 charge-renewal",
                "02-28 00:00 grace-period 2026-02-28",
                "03-01 00:00 charge-renewal",
                "03-03 00:00 charge-renewal",
                "03-05 00:00 charge-renewal",
                "03-07 00:00 stop-services",
            ],
            context.Told);
    }

    [Fact]
    public async Task What_the_customer_does_is_looked_at_at_once()
    {
        var answers = new Queue<RenewalStanding>(
        [
            new(RenewalState.PastDue, null, Stop), new(RenewalState.PastDue, null, Stop), new(RenewalState.Settled),
        ]);
        var context = new ScriptedContext(Begin, (_, _) => answers.Dequeue(), At("03-02 12:00"), At("03-04 18:00"));

        await Renewal.Workflow.Run(context, Period);

        Assert.Equal(
            ["03-02 12:00 account-changed", "03-02 12:00 charge-renewal", "03-04 18:00 account-changed", "03-04 18:00 charge-renewal"],
            context.Told.Skip(2));
    }

    [Fact]
    public async Task A_customer_who_does_something_again_and_again_makes_no_endless_history()
    {
        var acts = Enumerable.Range(1, 100).Select(hour => Begin.AddHours(hour)).ToArray();
        var context = new ScriptedContext(Begin, (_, _) => new RenewalStanding(RenewalState.PastDue, null, null), acts);

        await GracePeriod.Workflow.Run(context, new GracePeriodInput(Period, new(RenewalState.PastDue, null, Stop)));

        Assert.Equal("begins anew", context.Told[^1][12..]);
        Assert.Contains("2026-03-07", context.NextInput);
        Assert.InRange(context.Told.Count, 30, 100);
    }

    [Fact]
    public async Task A_try_that_is_being_paid_is_looked_at_until_its_outcome_tells_of_the_next()
    {
        var standings = new Queue<RenewalStanding>(
        [
            new(RenewalState.Held, null, Stop), new(RenewalState.Held, null, Stop), new(RenewalState.PastDue, At("03-03 00:00"), Stop),
            new(RenewalState.Settled),
        ]);
        var context = new ScriptedContext(Begin, (_, _) => standings.Dequeue());

        await GracePeriod.Workflow.Run(context, new GracePeriodInput(Period, new(RenewalState.PastDue, At("03-01 00:00"), Stop)));

        Assert.Equal(
            ["03-01 00:00 charge-renewal", "03-01 01:00 charge-renewal", "03-01 02:00 charge-renewal", "03-03 00:00 charge-renewal"], context.Told);
    }

    [Fact]
    public async Task The_stop_waits_for_an_order_that_is_being_paid()
    {
        var held = new Queue<RenewalStanding>([new(RenewalState.Held), new(RenewalState.Held), new(RenewalState.Settled)]);
        var context = new ScriptedContext(At("03-06 00:00"), (_, _) => held.Dequeue());

        await GracePeriod.Workflow.Run(context, new GracePeriodInput(Period, new(RenewalState.PastDue, null, Stop)));

        Assert.Equal(["03-07 00:00 stop-services", "03-07 01:00 stop-services", "03-07 02:00 stop-services"], context.Told);
    }

    [Fact]
    public async Task A_trial_is_reminded_of_and_ended_on_its_day()
    {
        var context = new ScriptedContext(At("03-01 00:00"), (step, _) => new TrialStanding(step == "end-trial" ? null : At("03-04 00:00")));

        await Trial.Workflow.Run(context, Period);

        Assert.Equal(["03-01 00:00 remind-of-trial", "03-04 00:00 end-trial"], context.Told);
    }

    [Theory]
    //          money comes      what is told
    [InlineData("",              "02-28 look-at-wire, 03-11 remind-of-wire, 03-20 expire-wire")]
    [InlineData("03-06",         "02-28 look-at-wire, 03-06 order-changed, 03-06 look-at-wire")]
    [InlineData("03-12",         "02-28 look-at-wire, 03-11 remind-of-wire, 03-12 order-changed, 03-12 look-at-wire")]
    public async Task A_wire_is_reminded_of_and_expires_unless_it_comes(string comes, string told)
    {
        DateTimeOffset[] signals = comes.Length == 0 ? [] : [At(comes + " 00:00")];
        var context = new ScriptedContext(
            Begin,
            (step, now) => new WireStanding(step != "expire-wire" && !(signals.Length > 0 && now >= signals[0]), At("03-11 00:00"), At("03-20 00:00")),
            signals);

        await WireTransfer.Workflow.Run(context, new OrderKey("acme", "ord_1"));

        Assert.Equal(told, string.Join(", ", context.Told.Select(line => line.Replace(" 00:00", "", StringComparison.Ordinal))));
    }

    [Theory]
    //          attempts  waits in minutes
    [InlineData(1,        "")]
    [InlineData(5,        "1 5 25 125")]
    public void A_retry_waits_longer_each_time_and_ends(int attempts, string minutes)
    {
        var policy = new RetryPolicy(attempts, TimeSpan.FromMinutes(1), 5);

        var waits = Enumerable.Range(1, attempts).Select(failed => policy.WaitAfter(failed)).ToList();

        Assert.Null(waits[^1]);
        Assert.Equal(minutes, string.Join(' ', waits.SkipLast(1).Select(wait => (int)wait!.Value.TotalMinutes)));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.ParseExact($"2026-{text} +00:00", "yyyy-MM-dd HH:mm zzz", null);
}
