using Billing.Application.Ports;
using Billing.Domain.Payments;
using Billing.Stripe.Simulator.Webhooks;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Webhooks;

/// <summary>What the simulator tells, and what we read of it.</summary>
public sealed class WebhookTests
{
    private const string Secret = "whsec_of_the_tests";

    [Fact]
    public async Task A_payment_is_told_signed_and_in_order()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var shop = await OpenAsync(receiver);
        var request = shop.Charge("pm_card_visa");

        await shop.PayAsync(request);
        await shop.Controls.DrainWebhooksAsync();

        var told = receiver.All();
        Assert.Equal(["customer.created", "payment_intent.created", "charge.succeeded", "payment_intent.succeeded"], told.Select(each => each.Type));
        var notice = shop.Notices.Read(told[^1].Body, told[^1].Signature)!;
        Assert.Equal((told[^1].Id, NoticeSubject.Payment, Shop.Acme, request.PaymentId), (notice.Id, notice.Subject, notice.Account, notice.PaymentId));
    }

    [Fact]
    public async Task A_wire_is_told_in_Stripes_order()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var shop = await OpenAsync(receiver);
        var answer = await shop.PayAsync(shop.Charge(null, minor: 150_00, type: PaymentMethodType.Wire));
        await shop.Controls.DrainWebhooksAsync();
        receiver.All();

        await shop.Controls.BankTransferAsync(answer.Wire!.Reference, 100_00);
        await shop.Controls.BankTransferAsync(answer.Wire!.Reference, 50_00);
        await shop.Controls.DrainWebhooksAsync();

        var told = receiver.All();
        Assert.Equal(
        [
            "customer_cash_balance_transaction.created", "cash_balance.funds_available",
            "customer_cash_balance_transaction.created", "payment_intent.partially_funded",
            "customer_cash_balance_transaction.created", "cash_balance.funds_available",
            "customer_cash_balance_transaction.created", "charge.succeeded", "payment_intent.succeeded",
        ], told.Select(each => each.Type));
        var cash = shop.Notices.Read(told[0].Body, told[0].Signature)!;
        Assert.Equal((NoticeSubject.Cash, null), (cash.Subject, cash.Account));
        Assert.Equal(Shop.Acme, await shop.Notices.AccountOfAsync(cash.ProviderCustomer!, default));
    }

    [Fact]
    public async Task What_is_not_taken_is_told_again_signed_anew()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var shop = await OpenAsync(receiver);
        receiver.Fail(2);

        await shop.Gateway.DescribePayerAsync(Shop.Acme, "Acme", "a@acme.test", default);
        await shop.Controls.DrainWebhooksAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await shop.Controls.ReleaseWebhooksAsync();

        List<string> types = [];
        while (types.Count < 4)
        {
            var next = await receiver.NextAsync();
            types.Add(next.Type);
            Assert.Equal(types.Count > 2, shop.Notices.Read(next.Body, next.Signature) is not null);
        }

        Assert.Equal(2, types.Count(type => type == "customer.created"));
        Assert.Equal(2, types.Count(type => type == "customer.updated"));
    }

    [Fact]
    public async Task Retries_come_by_themselves()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var shop = await OpenAsync(receiver, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
        receiver.Fail(3);

        await shop.SaveAsync("pm_card_of_nobody");

        Delivered[] told = [await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync()];
        Assert.Single(told.Select(each => each.Id).Distinct());
    }

    [Fact]
    public async Task Withheld_doubled_and_turned_round_as_asked()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var shop = await OpenAsync(receiver);
        shop.Controls.Webhooks = new WebhookSwitches(Withhold: true);
        await shop.PayAsync(shop.Charge("pm_card_visa"));
        await shop.Controls.DrainWebhooksAsync();
        Assert.Empty(receiver.All());

        shop.Controls.Webhooks = new WebhookSwitches(Reverse: true, Copies: 2);
        await shop.Controls.ReleaseWebhooksAsync();
        await shop.Controls.DrainWebhooksAsync();

        Assert.Equal(
            "payment_intent.succeeded payment_intent.succeeded charge.succeeded charge.succeeded payment_intent.created payment_intent.created"
            + " customer.created customer.created",
            string.Join(' ', receiver.All().Select(each => each.Type)));
    }

    [Fact]
    public async Task Both_secrets_sign_while_one_is_rolled()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var shop = await Shop.OpenAsync(secrets: ["whsec_new"]);
        await shop.Controls.SendWebhooksToAsync(receiver.Url, "whsec_old", "whsec_new");

        await shop.Gateway.DescribePayerAsync(Shop.Acme, "Acme", "a@acme.test", default);

        var told = await receiver.NextAsync();
        Assert.Equal(2, told.Signature.Split("v1=").Length - 1);
        Assert.NotNull(shop.Notices.Read(told.Body, told.Signature));
    }

    [Fact]
    public async Task What_was_never_told_can_be_asked_for()
    {
        await using var shop = await Shop.OpenAsync();
        var from = shop.Clock.GetUtcNow();
        var request = shop.Charge("pm_card_visa");
        await shop.PayAsync(request);

        var notices = await shop.Notices.SinceAsync(from, default);

        Assert.Equal([("payment_intent.succeeded", request.PaymentId)], notices.Select(notice => (notice.Type, notice.PaymentId)));
        Assert.Empty(await shop.Notices.SinceAsync(from + TimeSpan.FromSeconds(1), default));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"id":"evt_1","object":"v2.core.event","type":"v1.billing.meter.no_meter_found","created":"2026-03-01T09:00:00.000Z"}""")]
    [InlineData("""{"id":"evt_1","type":"invoice.paid","created":1,"data":{"object":{"id":"in_1","object":"invoice","customer":{"id":"cus_1"}}}}""")]
    public async Task Whatever_is_genuine_is_taken_and_not_acted_on(string body)
    {
        await using var shop = await Shop.OpenAsync(secrets: [Secret]);
        var header = WebhookSigner.Header(body, [Secret], shop.Clock.GetUtcNow());

        var notice = shop.Notices.Read(System.Text.Encoding.UTF8.GetBytes(body), header);

        Assert.Equal((NoticeSubject.Other, null), (notice!.Subject, notice.Account));
    }

    private static async Task<Shop> OpenAsync(Receiver receiver, params IReadOnlyList<TimeSpan> retries)
    {
        var shop = await Shop.OpenAsync(secrets: [Secret], webhookRetries: retries);
        await shop.Controls.SendWebhooksToAsync(receiver.Url, Secret);
        return shop;
    }
}
