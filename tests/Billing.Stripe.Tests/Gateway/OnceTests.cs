using System.Diagnostics;
using Billing.Application.Ports;
using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Gateway;

/// <summary>Whatever is lost, late or broken between us and the provider: a payment is charged once, or is known to be undecided.</summary>
public sealed class OnceTests
{
    private const string Intents = "/v1/payment_intents";

    /// <summary>What goes wrong, what the gateway says, and what it says when asked again; always one charge in the end.</summary>
    private const string Troubles = """
        lost request         1  Succeeded  Succeeded
        lost request         9  Unknown    Succeeded
        lost answer          1  Succeeded  Succeeded
        lost answer          9  Unknown    Succeeded
        rate limit 429       2  Succeeded  Succeeded
        rate limit 429       9  Unknown    Succeeded
        lock timeout 409     2  Succeeded  Succeeded
        lock timeout 429     2  Succeeded  Succeeded
        server error 500     1  Succeeded  Succeeded
        server error 503     9  Unknown    Succeeded
        broken answer 500    1  Succeeded  Succeeded
        broken answer 500    9  Succeeded  Succeeded
        """;

    [Fact]
    public async Task Every_trouble_ends_in_one_charge()
    {
        var rows = new List<string[]>();
        foreach (var row in Table.Rows(Troubles))
        {
            await using var shop = await Shop.OpenAsync();
            var request = shop.Charge("pm_card_visa") with { FirstTryUntil = DateTimeOffset.MaxValue };
            shop.Controls.Add(Trouble(row[0]) with { Method = "POST", Path = Intents, Times = int.Parse(row[1]) });

            var first = await shop.PayAsync(request);
            shop.Controls.ClearFaults();
            var second = await shop.PayAsync(request with { FirstTryUntil = null });

            Assert.Equal((1, 5000L), (await shop.Controls.CountAsync() is var money ? money.Charges : -1, money.Charged["usd"]));
            rows.Add([row[0], row[1], first.Outcome.ToString(), second.Outcome.ToString()]);
        }

        Table.Equal(Troubles, rows);
    }

    [Theory]
    [InlineData(1, PaymentOutcome.Succeeded, 1)]
    [InlineData(2, PaymentOutcome.Succeeded, 1)]
    [InlineData(9, PaymentOutcome.Unknown, 0)]
    public async Task A_failure_that_is_stored_without_any_work_goes_on_under_another_key(int failures, PaymentOutcome outcome, int charges)
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge("pm_card_visa") with { FirstTryUntil = DateTimeOffset.MaxValue };
        shop.Controls.Add(new Fault(FaultKind.StoredError, "POST", Intents, Times: failures));

        Assert.Equal(outcome, (await shop.PayAsync(request)).Outcome);
        Assert.Equal(charges, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task The_same_payment_with_another_amount_is_answered_as_what_it_is()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge("pm_card_visa") with { FirstTryUntil = DateTimeOffset.MaxValue };
        await shop.PayAsync(request);

        var answer = await shop.PayAsync(request with { Amount = Shop.Usd(9999) });

        Assert.Equal((PaymentOutcome.Succeeded, Shop.Usd(5000)), (answer.Outcome, answer.Received));
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_late_answer_is_unknown_and_the_same_question_gets_it()
    {
        await using var shop = await Shop.OpenAsync(tryTimeout: TimeSpan.FromMilliseconds(500), totalTimeout: TimeSpan.FromMilliseconds(1_500));
        var request = shop.Charge("pm_card_visa") with { FirstTryUntil = DateTimeOffset.MaxValue };
        await shop.SaveAsync("pm_card_visa");
        shop.Controls.Add(new Fault(FaultKind.Delay, "POST", Intents, Times: 9, Milliseconds: 60_000));

        var watch = Stopwatch.StartNew();
        var late = await shop.PayAsync(request);
        Assert.Equal(PaymentOutcome.Unknown, late.Outcome);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(50));

        // A machine that is busy may answer late by itself.
        shop.Controls.ClearFaults();
        while (late.Outcome == PaymentOutcome.Unknown && watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            late = await shop.PayAsync(request);
        }

        Assert.Equal(PaymentOutcome.Succeeded, late.Outcome);
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_payment_is_charged_once_even_after_the_provider_forgot_its_key()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge("pm_card_visa");
        var first = await shop.PayAsync(request);

        shop.Clock.Advance(TimeSpan.FromDays(3));
        var later = await shop.PayAsync(request);

        Assert.Equal(first.ProviderReference, later.ProviderReference);
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task Twins_charge_once()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge("pm_card_visa") with { FirstTryUntil = DateTimeOffset.MaxValue };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.PayAsync(request).AsTask()));

        Assert.Single(answers.Where(answer => answer.Outcome == PaymentOutcome.Succeeded).Select(answer => answer.ProviderReference).Distinct());
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_revoked_key_decides_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Controls.Add(new Fault(FaultKind.Error, "POST", Intents, Status: 401));

        Assert.Equal(PaymentOutcome.Unknown, (await shop.PayAsync(shop.Charge("pm_card_visa"))).Outcome);
        Assert.Contains("Error Stripe POST /v1/payment_intents answered 401", shop.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Stripe_itself_says_whether_to_try_again(bool shouldRetry, int tries)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SaveAsync("pm_card_visa");
        shop.Controls.Add(new Fault(FaultKind.Error, "POST", Intents, Times: 2, Status: shouldRetry ? 400 : 503, ShouldRetry: shouldRetry));

        await shop.PayAsync(shop.Charge("pm_card_visa") with { FirstTryUntil = DateTimeOffset.MaxValue });

        Assert.Equal(tries, shop.Log.Text.Split("POST /v1/payment_intents answered").Length - 1);
    }

    [Fact]
    public async Task A_wait_that_Stripe_asks_for_is_kept()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Controls.Add(new Fault(FaultKind.Error, "POST", Intents, Status: 429, RetryAfterSeconds: 1));
        var watch = Stopwatch.StartNew();

        Assert.Equal(PaymentOutcome.Succeeded, (await shop.PayAsync(shop.Charge("pm_card_visa"))).Outcome);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(990), $"waited {watch.Elapsed}");
    }

    [Fact]
    public async Task A_wait_longer_than_our_patience_is_not_waited_for()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Controls.Add(new Fault(FaultKind.Error, "POST", Intents, Status: 429, RetryAfterSeconds: 3600));

        Assert.Equal(PaymentOutcome.Unknown, (await shop.PayAsync(shop.Charge("pm_card_visa"))).Outcome);
    }

    [Fact]
    public async Task Nobody_answering_is_unknown_and_nothing_is_thrown()
    {
        var shop = await Shop.OpenAsync();
        await shop.SaveAsync("pm_card_visa");
        await shop.Simulator.DisposeAsync();
        var request = shop.Charge("pm_card_visa");

        Assert.Equal(PaymentOutcome.Unknown, (await shop.PayAsync(request)).Outcome);
        Assert.Equal(PaymentOutcome.Unknown, (await shop.FindAsync(request)).Outcome);
        Assert.Equal(PaymentOutcome.Unknown, (await shop.SaveAsync("pm_card_visa")).Outcome);
    }

    [Fact]
    public async Task A_refund_is_given_once()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge("pm_card_visa");
        await shop.PayAsync(request);
        var refund = new RefundRequest(new PaymentLookUp(Shop.Acme, request.PaymentId), "ref_1", Shop.Usd(2000));
        shop.Controls.Add(new Fault(FaultKind.LoseAnswer, "POST", "/v1/refunds"));

        var answers = new[] { await shop.Gateway.RefundAsync(refund, default), await shop.Gateway.RefundAsync(refund, default) };
        var tooMuch = await shop.Gateway.RefundAsync(refund with { RefundId = "ref_2", Amount = Shop.Usd(3001) }, default);

        Assert.All(answers, answer => Assert.Equal(PaymentOutcome.Succeeded, answer.Outcome));
        Assert.Equal(PaymentOutcome.Declined, tooMuch.Outcome);
        Assert.Equal((1, 2000L), (await shop.Controls.CountAsync() is var money ? money.Refunds : -1, money.Refunded["usd"]));
    }

    [Fact]
    public async Task Nothing_secret_is_logged_or_thrown()
    {
        await using var shop = await Shop.OpenAsync();
        var saved = await shop.SaveAndAuthenticateAsync("pm_card_authenticationRequired");
        shop.Controls.Add(new Fault(FaultKind.LoseAnswer, Times: 2));
        var asked = await shop.PayAsync(shop.Charge(saved.ProviderMethodId));
        await shop.PayAsync(shop.Charge("pm_card_visa_chargeDeclinedStolenCard"));
        await shop.Gateway.DetachMethodAsync(Shop.Acme, saved.ProviderMethodId!, default);
        shop.Controls.Add(new Fault(FaultKind.Error, Status: 403, Times: 9));
        var thrown = await Assert.ThrowsAsync<PaymentProviderException>(
            () => shop.Gateway.DescribePayerAsync(Shop.Acme, "Acme", "a@acme.test", default).AsTask());

        var told = shop.Log.Text + thrown;
        Assert.Contains("/v1/payment_methods/{0}/detach", told, StringComparison.Ordinal);
        Assert.All(
            [Shop.Key, "pm_card", saved.ProviderMethodId!, "_secret_", asked.Action!.ClientSecret!, "4242", "a@acme.test", "whsec"],
            secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    private static Fault Trouble(string name) => name.Split(' ') switch
    {
        ["lost", "request"] => new Fault(FaultKind.LoseRequest),
        ["lost", "answer"] => new Fault(FaultKind.LoseAnswer),
        ["lock", _, var status] => new Fault(FaultKind.Error, Status: int.Parse(status), Code: "lock_timeout"),
        ["broken", _, var status] => new Fault(FaultKind.BrokenAnswer, Status: int.Parse(status)),
        [.., var status] => new Fault(FaultKind.Error, Status: int.Parse(status)),
        _ => throw new ArgumentException(name),
    };
}
