using Billing.Application.Invoicing;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Tests.World;

namespace Billing.Application.Tests.Wires;

/// <summary>The payer's bank takes a transfer back.</summary>
public sealed class WireReversalTests
{
    [Theory]
    //          spent of the 110 credits   left   the credit note
    [InlineData(0,                         10,   "-100.00")]
    [InlineData(50,                        0,    "-60.00")]
    [InlineData(115,                       -5,   null)]
    public async Task Of_what_it_has_loaded_the_unspent_part_is_taken_back_once(long spent, long left, string? credited)
    {
        var stage = await new Stage().WithAccountAsync();
        var order = Stage.Ok(await stage.TopUpAsync(100_00, Stage.Wire));
        var transfer = await stage.TransferAsync(order.Wire!.Reference, 100_00);
        await stage.UseAiAsync("ai", 0, spent * 100_000);
        await stage.AdvanceAsync(stage.Clock.Now);

        await ReverseAsync(stage, transfer);
        await stage.TellAsync(Ports.NoticeSubject.Cash, null, null);

        Assert.Equal(left * 1_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Equal(OrderStatus.Completed, (await stage.OrderNowAsync(order.OrderId)).Status);
        Assert.Equal("wire.reversed", Assert.Single(await AuditAsync(stage)).Action);
        var notes = Stage.Ok(await stage.Home.Invoices.ListAsync(Stage.Acme, default, new(10, null), Stage.Request())).Items
            .Where(invoice => invoice.Kind == InvoiceDocumentKind.CreditNote);
        Assert.Equal(credited, notes.SingleOrDefault()?.Cost.Digits());
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task Credits_that_a_card_has_paid_are_not_taken_for_a_wire_that_paid_a_plan()
    {
        var (stage, order) = await WireDiaryTests.OrderedAsync();
        Stage.Ok(await stage.TopUpAsync(50_00));
        var transfer = await stage.TransferAsync(order.Wire!.Reference, 150_00);

        await ReverseAsync(stage, transfer);

        Assert.Equal(60_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Contains("150000000 micros are open", Assert.Single(await AuditAsync(stage)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_rest_has_come_it_only_raises_what_remains()
    {
        var (stage, order) = await WireDiaryTests.OrderedAsync();
        var transfer = await stage.TransferAsync(order.Wire!.Reference, 60_00);

        await ReverseAsync(stage, transfer);

        var now = await stage.OrderNowAsync(order.OrderId);
        Assert.Equal((OrderStatus.PendingPaymentClearance, 150_00), (now.Status, now.Wire!.Remaining.Minor));
        Assert.Empty(await AuditAsync(stage));
    }

    private static async Task ReverseAsync(Stage stage, string transfer)
    {
        Assert.NotNull(await stage.Provider.Controls.ReverseTransferAsync(transfer));
        await stage.TellAsync(Ports.NoticeSubject.Cash, null, null);
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(Stage stage) =>
        Stage.Ok(await stage.Home.Audit.ListAsync(Stage.Acme, new(10, null), Stage.Request())).Items;
}
