using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Application.Wires;
using Billing.Domain;

namespace Billing.Application.Tests.Wires;

/// <summary>The back office clears and rejects; 150.00 are asked for, and the trial has 10.00 of free credits.</summary>
public sealed class WireDeskTests
{
    [Theory]
    //          by transfer  cleared  status                     remaining  credits  what the provider still holds
    [InlineData(0,           150,     "Completed",               0,         10)]
    [InlineData(0,           100,     "PendingPaymentClearance", 50,        10)]
    [InlineData(0,           170,     "Completed",               0,         30)]
    [InlineData(40,          110,     "Completed",               0,         10)]
    [InlineData(40,          150,     "Completed",               0,         50)]
    [InlineData(40,          120,     "Completed",               0,         20)]
    [InlineData(150,         150,     "Completed",               0,         160)]
    [InlineData(40,          60,      "PendingPaymentClearance", 50,        10)]
    public async Task What_is_cleared_counts_as_if_it_had_come_to_the_provider(long sent, long cleared, string status, long remaining, long credits)
    {
        var (stage, order) = await WireDiaryTests.OrderedAsync();
        if (sent > 0)
        {
            await stage.TransferAsync(order.Wire!.Reference, sent * 100);
        }

        var first = Stage.Ok(await ClearAsync(stage, order, cleared, "line 1"));
        var again = Stage.Ok(await ClearAsync(stage, order, cleared, "line 1"));

        Assert.Equal((status, remaining * 100), ($"{first.Status}", first.Wire!.Remaining.Minor));
        Assert.Equal((first.Status, first.Wire.Remaining), (again.Status, again.Wire!.Remaining));
        Assert.Equal(credits * 1_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Equal((0, 0), (await stage.Provider.CashAsync(), (await stage.StateAsync())!.CashCountedMinor));
        Stage.Refused("wire-conflict", await ClearAsync(stage, order, cleared + 1, "line 1"));
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task The_rest_of_what_was_partly_cleared_may_come_to_the_provider()
    {
        var (stage, order) = await WireDiaryTests.OrderedAsync();
        Stage.Ok(await ClearAsync(stage, order, 60, "line 1"));

        await stage.TransferAsync(order.Wire!.Reference, 95_00);

        var done = await stage.OrderNowAsync(order.OrderId);
        Assert.Equal((OrderStatus.Completed, 15_000_000), (done.Status, (await stage.CreditsAsync()).TotalMicros.Value));
        Assert.Equal(0, await stage.Provider.CashAsync());
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task A_rejected_wire_fails_its_order_and_leaves_credits_of_what_came_and_comes()
    {
        var (stage, order) = await WireDiaryTests.OrderedAsync();
        await stage.TransferAsync(order.Wire!.Reference, 30_00);
        Stage.Ok(await ClearAsync(stage, order, 20, "line 1"));

        var rejected = Stage.Ok(await RejectAsync(stage, order));
        await stage.TransferAsync(order.Wire.Reference, 100_00);
        Stage.Ok(await ClearAsync(stage, order, 5, "line 2"));

        Assert.Equal(OrderStatus.Failed, rejected.Status);
        Assert.Equal(OrderStatus.Failed, (await stage.OrderNowAsync(order.OrderId)).Status);
        Assert.Equal((10 + 30 + 20 + 100 + 5) * 1_000_000L, (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Null((await stage.StateAsync())!.OrderInProgress);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_nothing_changes()
    {
        var (stage, order) = await WireDiaryTests.OrderedAsync();
        var card = Stage.Ok(await stage.TopUpAsync(2_000));
        var before = await Books.TellAsync(stage, stage.Tables, Stage.Acme);

        Stage.Refused("order-not-found", await stage.Home.WireDesk.ClearAsync("ord_01ARZ3NDEKTSV4RRFFQ69G5FAV", new(Usd(100), "x"), Stage.Request()));
        Stage.Refused("order-not-pending", await ClearAsync(stage, card, 20, "line 1"));
        Stage.Refused("order-not-pending", await RejectAsync(stage, card));
        Stage.Refused("validation-failed", await ClearAsync(stage, order, 0, "line 1"));
        Stage.Refused("validation-failed", await ClearAsync(stage, order, 10, " "));
        Stage.Refused("validation-failed", await stage.Home.WireDesk.ClearAsync(order.OrderId, new(new(100, Currency.Parse("EUR")), "x"), Stage.Request()));
        Stage.Refused("validation-failed", await stage.Home.WireDesk.RejectAsync(order.OrderId, new(""), Stage.Request()));

        Assert.Equal(before, await Books.TellAsync(stage, stage.Tables, Stage.Acme));
    }

    private static Money Usd(long minor) => new(minor, Currency.Usd);

    private static ValueTask<Result<OrderView>> ClearAsync(Stage stage, OrderView order, long dollars, string reference) =>
        stage.Home.WireDesk.ClearAsync(order.OrderId, new ClearWireRequest(Usd(dollars * 100), reference), Stage.Request());

    private static ValueTask<Result<OrderView>> RejectAsync(Stage stage, OrderView order) =>
        stage.Home.WireDesk.RejectAsync(order.OrderId, new RejectWireRequest("not ours"), Stage.Request());
}
