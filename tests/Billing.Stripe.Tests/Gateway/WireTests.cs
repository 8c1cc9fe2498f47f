using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Gateway;

/// <summary>Bank transfers: what comes, what is matched, what is left over, and what is taken back.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task A_wire_tells_where_to_send_what()
    {
        await using var shop = await Shop.OpenAsync();

        var (_, wire) = await OrderAsync(shop, 150_00);

        Assert.Equal(Shop.Usd(150_00), wire.Remaining);
        Assert.Equal(8, wire.Reference.Length);
        Assert.Equal(("Simulated Bank", "US"), (wire.Bank.BankName, wire.Bank.Country));
        Assert.Equal((12, 9), (wire.Bank.AccountNumber?.Length, wire.Bank.RoutingNumber?.Length));
    }

    [Theory]
    [InlineData("EUR", "Iban")]
    [InlineData("GBP", "SortCode")]
    public async Task Other_currencies_have_accounts_of_their_own_kind(string currency, string kind)
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.PayAsync(shop.Charge(null, type: PaymentMethodType.Wire) with { Amount = new Money(9000, Currency.Parse(currency)) });

        Assert.Equal(kind, answer.Wire!.Bank is { Iban: not null } ? "Iban" : "SortCode");
    }

    [Fact]
    public async Task Two_parts_make_a_payment()
    {
        await using var shop = await Shop.OpenAsync();
        var (request, wire) = await OrderAsync(shop, 150_00);

        await shop.Controls.BankTransferAsync(wire.Reference, 100_00);
        var partly = await shop.FindAsync(request);
        Assert.Equal((PaymentOutcome.AwaitingFunds, Shop.Usd(100_00), Shop.Usd(50_00)), (partly.Outcome, partly.Received, partly.Wire!.Remaining));
        Assert.Equal(0, (await shop.Controls.CountAsync()).Charges);

        await shop.Controls.BankTransferAsync(wire.Reference, 50_00);
        var paid = await shop.FindAsync(request);
        Assert.Equal((PaymentOutcome.Succeeded, Shop.Usd(150_00)), (paid.Outcome, paid.Received));
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
        Table.Equal("""
            Funded   100.00   100.00
            Applied  -100.00  0.00
            Funded   50.00    50.00
            Applied  -50.00   0.00
            """, Rows(await shop.CashAsync()));
    }

    [Fact]
    public async Task A_surplus_stays_and_pays_the_next_at_once()
    {
        await using var shop = await Shop.OpenAsync();
        var (request, wire) = await OrderAsync(shop, 150_00);

        await shop.Controls.BankTransferAsync(wire.Reference, 170_00);
        Assert.Equal(PaymentOutcome.Succeeded, (await shop.FindAsync(request)).Outcome);
        Assert.Equal(Shop.Usd(20_00), (await shop.CashAsync())[^1].Balance);

        var surplus = await shop.PayAsync(shop.Charge(null, minor: 20_00, type: PaymentMethodType.Wire));
        Assert.Equal((PaymentOutcome.Succeeded, Shop.Usd(20_00)), (surplus.Outcome, surplus.Received));
        Assert.Equal(Shop.Usd(0), (await shop.CashAsync())[^1].Balance);
    }

    [Fact]
    public async Task Money_for_a_canceled_payment_is_kept_and_matched_with_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var (request, wire) = await OrderAsync(shop, 150_00);
        await shop.Controls.BankTransferAsync(wire.Reference, 30_00);

        var canceled = await shop.Gateway.CancelAsync(new PaymentLookUp(Shop.Acme, request.PaymentId), CancellationToken.None);
        await shop.Controls.BankTransferAsync(wire.Reference, 120_00);

        Assert.Equal(PaymentOutcome.Canceled, canceled.Outcome);
        Assert.Equal(0, (await shop.Controls.CountAsync()).Charges);
        Table.Equal("""
            Funded     30.00   30.00
            Applied    -30.00  0.00
            Unapplied  30.00   30.00
            Funded     120.00  150.00
            """, Rows(await shop.CashAsync()));
    }

    [Fact]
    public async Task A_reversal_after_the_payment_leaves_it_paid_and_is_told()
    {
        await using var shop = await Shop.OpenAsync();
        var (request, wire) = await OrderAsync(shop, 150_00);
        var transfer = await shop.Controls.BankTransferAsync(wire.Reference, 150_00);

        Assert.NotNull(await shop.Controls.ReverseTransferAsync(transfer!));
        Assert.Null(await shop.Controls.ReverseTransferAsync(transfer!));

        Assert.Equal(PaymentOutcome.Succeeded, (await shop.FindAsync(request)).Outcome);
        Table.Equal("""
            Funded           150.00   150.00
            Applied          -150.00  0.00
            FundingReversed  -150.00  -150.00
            Overdraft        150.00   0.00
            """, Rows(await shop.CashAsync()));
    }

    [Fact]
    public async Task A_reversal_before_the_rest_takes_the_part_back()
    {
        await using var shop = await Shop.OpenAsync();
        var (request, wire) = await OrderAsync(shop, 150_00);
        var transfer = await shop.Controls.BankTransferAsync(wire.Reference, 60_00);

        await shop.Controls.ReverseTransferAsync(transfer!);

        var found = await shop.FindAsync(request);
        Assert.Equal((PaymentOutcome.AwaitingFunds, Shop.Usd(150_00)), (found.Outcome, found.Wire!.Remaining));
        Assert.Equal(Shop.Usd(0), (await shop.CashAsync())[^1].Balance);
    }

    /// <summary>Stripe's order of matching: the reference, a set that sums exactly, the oldest; what is left stays.</summary>
    [Theory]
    [InlineData("the second's", 70, "100 left  0 left  30 left", 0)]
    [InlineData("the second's", 90, "100 left  0 left  30 left", 20)]
    [InlineData("none", 100, "0 left  70 left  30 left", 0)]
    [InlineData("none", 130, "0 left  70 left  0 left", 0)]
    [InlineData("none", 30, "100 left  70 left  0 left", 0)]
    [InlineData("none", 120, "0 left  50 left  30 left", 0)]
    [InlineData("none", 250, "0 left  0 left  0 left", 50)]
    public async Task A_transfer_finds_its_payments(string reference, long dollars, string expected, long surplus)
    {
        await using var shop = await Shop.OpenAsync();
        using var api = new RawApi(shop.Simulator.Url);
        (ChargeRequest Request, WireInstructions Wire)[] orders =
            [await OrderAsync(shop, 100_00), await OrderAsync(shop, 70_00), await OrderAsync(shop, 30_00)];
        var customer = (string)(await api.GetAsync("/v1/customers")).Json["data"]![0]!["id"]!;

        await api.MakeAsync(
            $"/v1/test_helpers/customers/{customer}/fund_cash_balance",
            $"amount={dollars}00&currency=usd" + (reference == "none" ? "" : $"&reference={orders[1].Wire.Reference}"));

        var left = new List<string>();
        foreach (var (request, _) in orders)
        {
            left.Add($"{(await shop.FindAsync(request)).Wire?.Remaining.Minor / 100 ?? 0} left");
        }

        Assert.Equal(expected, string.Join("  ", left));
        Assert.Equal(Shop.Usd(surplus * 100), (await shop.CashAsync())[^1].Balance);
    }

    [Fact]
    public async Task A_transfer_with_a_strange_reference_is_nobodys()
    {
        await using var shop = await Shop.OpenAsync();
        await OrderAsync(shop, 100_00);

        Assert.Null(await shop.Controls.BankTransferAsync("NOBODYS1", 100_00));
        Assert.Empty(await shop.CashAsync());
    }

    [Fact]
    public async Task A_card_pays_while_a_wire_is_awaited()
    {
        await using var shop = await Shop.OpenAsync();
        var (wire, _) = await OrderAsync(shop, 100_00);

        Assert.Equal(PaymentOutcome.Succeeded, (await shop.PayAsync(shop.Charge("pm_card_visa"))).Outcome);
        Assert.Equal(PaymentOutcome.AwaitingFunds, (await shop.FindAsync(wire)).Outcome);
    }

    private static async Task<(ChargeRequest Request, WireInstructions Wire)> OrderAsync(Shop shop, long minor)
    {
        var request = shop.Charge(null, minor: minor, type: PaymentMethodType.Wire);
        var answer = await shop.PayAsync(request);
        Assert.Equal(PaymentOutcome.AwaitingFunds, answer.Outcome);
        return (request, answer.Wire!);
    }

    private static IEnumerable<string[]> Rows(IEnumerable<CashMovement> movements) =>
        movements.Select(moved => new[] { moved.Kind.ToString(), moved.Net.Digits(), moved.Balance.Digits() });
}
