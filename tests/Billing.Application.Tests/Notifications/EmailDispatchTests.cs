using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain.Accounts;

namespace Billing.Application.Tests.Notifications;

/// <summary>What becomes of e-mails that commits have queued.</summary>
public sealed class EmailDispatchTests
{
    private static readonly SendAnswer Away = new(SendOutcome.TryAgain, "Nobody answers.");

    [Fact]
    public async Task What_a_commit_queued_goes_out_once()
    {
        var stage = await SubscribedAsync();

        await stage.AdvanceAsync(stage.Clock.Now);
        await stage.AdvanceAsync(stage.Clock.Now.AddHours(1));

        var sent = Assert.Single(stage.Postbox.Attempts);
        Assert.Equal(("automation-ai-subscription", Stage.Acme, false), (sent.Content.Template, sent.Account, sent.MayBeSent));
        var kept = Assert.Single(await stage.EmailsAsync());
        Assert.Equal((DeliveryStatus.Sent, 1, Stage.Begin), (kept.Delivery.Status, kept.Delivery.Attempts, kept.Delivery.At));
        Assert.Empty(await TroublesAsync(stage));
    }

    [Fact]
    public async Task One_that_fails_holds_up_no_other_and_is_tried_under_the_same_name()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = email => email.Content is AutomationSubscription ? Away : SendAnswer.Sent;
        await stage.TopUpAsync(1_000);

        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Equal([DeliveryStatus.Queued, DeliveryStatus.Sent], (await stage.EmailsAsync()).Select(email => email.Delivery.Status));
        var trouble = Assert.Single(await TroublesAsync(stage));
        Assert.Equal(
            ("automation-ai-subscription", "acme", DeliveryStatus.Queued, "Nobody answers.", stage.Clock.Now.AddMinutes(1)),
            (trouble.Template, trouble.Account, trouble.Status, trouble.Reason, trouble.NextAttemptAt));

        stage.Postbox.Answer = static _ => SendAnswer.Sent;
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
        var attempts = stage.Postbox.Attempts.Where(email => email.Content is AutomationSubscription).ToList();
        Assert.Equal([false, true], attempts.Select(email => email.MayBeSent));
        Assert.Equal(attempts[0].OperationId, attempts[1].OperationId);
        Assert.All(await stage.EmailsAsync(), email => Assert.Equal(DeliveryStatus.Sent, email.Delivery.Status));
        Assert.Empty(await TroublesAsync(stage));
    }

    [Fact]
    public async Task Where_the_topic_is_away_the_email_waits_a_minute_with_its_event()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Topic = static _ => throw new StoreUnavailableException("The topic is away.");
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
        Assert.Empty(stage.Postbox.Attempts);

        stage.Postbox.Topic = static _ => default;
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));

        var sent = Assert.Single(stage.Postbox.Attempts);
        Assert.Equal((sent.EmailId, sent.Content.Template, Stage.Acme, Stage.Begin), Assert.Single(stage.Postbox.Told) is var told
            ? (told.EventId, told.Name, told.Account, told.At)
            : default);
    }

    [Fact]
    public async Task An_email_that_is_tried_again_is_told_of_once()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = _ => Away;

        await stage.AdvanceAsync(stage.Clock.Now.AddDays(7));

        Assert.Single(stage.Postbox.Told);
    }

    [Fact]
    public async Task Attempts_come_ever_later_and_end_after_two_days()
    {
        var stage = await SubscribedAsync();
        var times = new List<TimeSpan>();
        stage.Postbox.Answer = _ =>
        {
            times.Add(stage.Clock.Now - Stage.Begin);
            return Away;
        };

        await stage.AdvanceAsync(stage.Clock.Now.AddDays(7));

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 871, 1231, 1591, 1951, 2311, 2671], times.Select(time => (int)time.TotalMinutes));
        Assert.Equal(DeliveryStatus.Failed, Assert.Single(await stage.EmailsAsync()).Delivery.Status);
        Assert.Equal("Given up after 16 attempts. Nobody answers.", Assert.Single(await TroublesAsync(stage)).Reason);
    }

    [Fact]
    public async Task A_service_that_asks_for_time_gets_it()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = _ => Away with { After = TimeSpan.FromHours(9) };

        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.Equal(stage.Clock.Now.AddHours(9), Assert.Single(await TroublesAsync(stage)).NextAttemptAt);
    }

    [Fact]
    public async Task What_is_rejected_is_not_tried_again()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = _ => new(SendOutcome.Rejected, "400 InvalidRequest");

        await stage.AdvanceAsync(stage.Clock.Now.AddDays(1));

        Assert.Single(stage.Postbox.Attempts);
        Assert.Equal((DeliveryStatus.Failed, "400 InvalidRequest"), Of(Assert.Single(await stage.EmailsAsync())));
    }

    [Fact]
    public async Task What_a_service_took_is_asked_for_until_it_is_out_and_sent_no_more()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = _ => new(SendOutcome.Accepted, null, TimeSpan.FromSeconds(20));
        stage.Postbox.Check = new(SendOutcome.Accepted);
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(10));
        Assert.Equal((DeliveryStatus.Accepted, null), Of(Assert.Single(await stage.EmailsAsync())));

        stage.Postbox.Check = SendAnswer.Sent;
        await stage.AdvanceAsync(stage.Clock.Now.AddHours(1));

        Assert.Single(stage.Postbox.Attempts);
        Assert.Equal((DeliveryStatus.Sent, null), Of(Assert.Single(await stage.EmailsAsync())));
    }

    [Fact]
    public async Task A_bug_in_one_e_mail_is_an_operators_trouble_and_no_other_ones()
    {
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = email => email.Content is AutomationSubscription ? throw new InvalidOperationException("A bug.") : SendAnswer.Sent;
        await stage.TopUpAsync(1_000);

        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.Equal("A bug.", Assert.Single(await TroublesAsync(stage)).Reason);
        Assert.Equal([DeliveryStatus.Queued, DeliveryStatus.Sent], (await stage.EmailsAsync()).Select(email => email.Delivery.Status));
    }

    [Fact]
    public async Task Who_has_paid_meanwhile_is_not_chased()
    {
        // 1.90 are left, and the alert does not get through; then credits are bought.
        var stage = await SubscribedAsync();
        stage.Postbox.Answer = email => email.Content is CreditsLow ? Away : SendAnswer.Sent;
        await stage.UseAiAsync("a", 2_700_000);
        await stage.AdvanceAsync(stage.Clock.Now);
        Stage.Ok(await stage.TopUpAsync(5_000));
        stage.Postbox.Answer = static _ => SendAnswer.Sent;

        await stage.AdvanceAsync(stage.Clock.Now.AddHours(1));

        Assert.Single(stage.Postbox.Attempts, email => email.Content is CreditsLow);
        var low = Assert.Single(await stage.EmailsAsync(), email => email.Content is CreditsLow);
        Assert.Equal((DeliveryStatus.Dropped, "There are enough credits again."), Of(low));
        Assert.Equal(DeliveryStatus.Dropped, Assert.Single(await TroublesAsync(stage)).Status);
    }

    [Fact]
    public async Task An_address_that_is_switched_off_gets_nothing_until_it_is_on_again()
    {
        var stage = new Stage();
        Stage.Ok(await stage.Home.Profiles.PutAsync(Stage.Acme, Acme(), Stage.Request()));
        await stage.Home.Suppressions.AddAsync("OWNER@acme.example", "Bounced", default);
        await stage.UseAiAsync("a", 2_700_000);
        await stage.AdvanceAsync(stage.Clock.Now);
        Stage.Ok(await stage.TopUpAsync(1_000));
        await stage.AdvanceAsync(stage.Clock.Now);

        // The alert goes to the developer alone, the receipt to nobody.
        Assert.Equal(["dev@acme.example"], Assert.Single(stage.Postbox.Attempts).To);
        Assert.Equal("Every recipient's address is switched off.", Assert.Single(await TroublesAsync(stage)).Reason);
        Assert.Equal("OWNER@acme.example", Assert.Single(Stage.Ok(await stage.Home.Suppressions.ListAsync(PageRequest.First, Stage.Request())).Items).Address);

        Stage.Ok(await stage.Home.Suppressions.LiftAsync("owner@acme.example", Stage.Request()));
        Stage.Ok(await stage.TopUpAsync(1_000));
        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Equal(["owner@acme.example"], stage.Postbox.Attempts[^1].To);
    }

    private static async Task<Stage> SubscribedAsync() => await (await new Stage().WithAccountAsync()).WithPlanAsync();

    private static AccountRequest Acme() => new("Acme", AccountKind.Standard, "owner@acme.example", ["dev@acme.example"]);

    private static (DeliveryStatus, string?) Of(QueuedEmail email) => (email.Delivery.Status, email.Delivery.Reason);

    private static async Task<IReadOnlyList<EmailTrouble>> TroublesAsync(Stage stage) =>
        Stage.Ok(await stage.Home.Troubles.ListAsync(PageRequest.First, Stage.Request())).Items;
}
