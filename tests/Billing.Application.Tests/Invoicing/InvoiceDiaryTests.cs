using System.Text.Json;
using Billing.Application.Invoicing;
using Billing.Application.Orders;
using Billing.Application.Rows;
using Billing.Application.Tests.World;
using Billing.Application.Wires;
using Billing.Domain.Orders;

namespace Billing.Application.Tests.Invoicing;

/// <summary>What becomes of invoices as days go by, from 31 January 2026.</summary>
public sealed class InvoiceDiaryTests
{
    private const string Unclear = "pm_card_chargeCustomerFail";

    [Fact]
    public async Task An_order_by_wire_has_a_pending_invoice_that_its_transfer_pays()
    {
        var (stage, order) = await WiredAsync();
        var before = Assert.Single(await InvoicesAsync(stage));
        Assert.Equal((order.InvoiceId, 1, PaymentStatus.Pending), (before.InvoiceId, before.Number, before.PaymentStatus));
        Assert.Equal("Bank transfer", before.PaymentMethod);
        Assert.Equal(before.IssuedOn.AddDays(Home.Catalog.Seller.PaymentTermDays), before.DueOn);
        Assert.Equal(["How to pay", "When it begins"], before.PendingNotes.Select(note => note.Title));
        Assert.Contains(order.Wire!.Reference, before.PendingNotes[0].Text);

        await stage.TransferAsync(order.Wire.Reference, order.Total.Minor);

        var after = Assert.Single(await InvoicesAsync(stage));
        Assert.Equal(PaymentStatus.Paid, after.PaymentStatus);
        Assert.Equal(Text(before with { PaymentStatus = PaymentStatus.Paid }), Text(after));
        Assert.All((await stage.StateAsync())!.Subscription.Charges, charge => Assert.Equal("000001", charge.Invoice));
    }

    [Theory]
    [InlineData("cancel", PaymentStatus.Void)]
    [InlineData("reject", PaymentStatus.Failed)]
    [InlineData("wait", PaymentStatus.Void)]
    public async Task A_wire_that_comes_to_nothing_closes_its_invoice(string end, PaymentStatus expected)
    {
        var (stage, order) = await WiredAsync();
        var before = Assert.Single(await InvoicesAsync(stage));

        switch (end)
        {
            case "cancel":
                Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, order.OrderId, Stage.Request()));
                break;
            case "reject":
                Stage.Ok(await stage.Home.WireDesk.RejectAsync(order.OrderId, new RejectWireRequest("unknown sender"), Stage.Request()));
                break;
            default:
                await stage.AdvanceAsync("2026-03-15T00:00Z");
                break;
        }

        Assert.Equal(Text(before with { PaymentStatus = expected }), Text(Assert.Single(await InvoicesAsync(stage))));
    }

    [Fact]
    public async Task A_declined_order_takes_no_number()
    {
        var stage = await new Stage().WithAccountAsync();

        Stage.Refused("payment-declined", await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card(Unclear) }));
        Assert.Empty(await InvoicesAsync(stage));

        await stage.WithPlanAsync();
        Assert.Equal(1, Assert.Single(await InvoicesAsync(stage)).Number);
    }

    [Fact]
    public async Task A_renewal_that_is_chased_has_one_invoice_and_the_attempt_that_succeeds_pays_it()
    {
        var stage = await PastDueAsync();
        var failed = (await InvoicesAsync(stage))[0];
        Assert.Equal((2, PaymentStatus.Failed), (failed.Number, failed.PaymentStatus));

        await stage.AdvanceAsync("2026-03-02T12:00Z");
        Assert.Equal(2, (await InvoicesAsync(stage)).Count);

        await stage.PayWithAsync("pm_card_visa");
        await stage.AdvanceAsync(stage.Clock.Now);

        var paid = (await InvoicesAsync(stage))[0];
        var last = (await stage.OrdersAsync()).First(order => order.Kind == OrderKind.Renewal);
        Assert.Equal((2, PaymentStatus.Paid, last.OrderId), (paid.Number, paid.PaymentStatus, paid.OrderId));
        Assert.Equal((OrderStatus.Completed, paid.InvoiceId), (last.Status, last.InvoiceId));
        Assert.Equal(Text(failed with { PaymentStatus = paid.PaymentStatus, PaymentMethod = paid.PaymentMethod, OrderId = paid.OrderId }), Text(paid));
        Assert.Null((await stage.StateAsync())!.UnpaidInvoice);
    }

    [Fact]
    public async Task A_renewal_that_is_never_paid_is_written_off_as_services_stop()
    {
        var stage = await PastDueAsync();

        await stage.AdvanceAsync("2026-03-07T00:00Z");

        Assert.Equal([PaymentStatus.Uncollectible, PaymentStatus.Paid], (await InvoicesAsync(stage)).Select(invoice => invoice.PaymentStatus));
        Assert.Null((await stage.StateAsync())!.UnpaidInvoice);
    }

    [Fact]
    public async Task Who_cancels_while_past_due_owes_nothing()
    {
        var stage = await PastDueAsync();

        Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.Now), Stage.Request()));

        Assert.Equal(PaymentStatus.Void, (await InvoicesAsync(stage))[0].PaymentStatus);
    }

    [Fact]
    public async Task An_order_that_pays_the_period_takes_the_place_of_what_was_chased()
    {
        var stage = await PastDueAsync();

        Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }));

        Assert.Equal(
            [(3, PaymentStatus.Paid, 150_00), (2, PaymentStatus.Void, 50_00), (1, PaymentStatus.Paid, 50_00)],
            (await InvoicesAsync(stage)).Select(invoice => ((int)invoice.Number, invoice.PaymentStatus, (int)invoice.Cost.Minor)));
        Assert.Null((await stage.StateAsync())!.UnpaidInvoice);
    }

    [Fact]
    public async Task What_is_given_back_gets_a_credit_note_that_names_the_invoice()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");

        var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Effective = OrderEffective.Now }));

        var note = (await InvoicesAsync(stage))[0];
        Assert.Equal((InvoiceDocumentKind.CreditNote, 2, -100_00, order.InvoiceId), (note.Kind, (int)note.Number, (int)note.Cost.Minor, note.InvoiceId));
        Assert.Equal(("000001", PaymentStatus.Paid, null), (Assert.Single(note.Corrects), note.PaymentStatus, note.PaymentMethod));
    }

    [Fact]
    public async Task A_renewal_tells_what_was_used_and_paid_from_credits()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.UseSessionsAsync(253);

        await stage.AdvanceAsync("2026-02-28T00:00Z");

        var renewal = (await InvoicesAsync(stage))[0];
        Assert.Equal(new InvoiceUsage(new(new(2026, 1, 31), new(2026, 2, 28)), 253, 250, 3), renewal.Usage);
        Assert.Equal(50_00, renewal.Cost.Minor);
    }

    private static async Task<(Stage Stage, OrderView Order)> WiredAsync()
    {
        var stage = await new Stage().WithAccountAsync();
        return (stage, Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Wire })));
    }

    /// <summary>The renewal of 28 February is not paid.</summary>
    private static async Task<Stage> PastDueAsync()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.PayWithAsync(Unclear);
        await stage.AdvanceAsync("2026-02-28T00:00Z");
        return stage;
    }

    /// <summary>As they are kept, newest first.</summary>
    private static ValueTask<IReadOnlyList<StoredInvoice>> InvoicesAsync(Stage stage) =>
        stage.Home.Store.ListAsync(Stage.Acme, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, default);

    private static string Text(StoredInvoice invoice) => JsonSerializer.Serialize(invoice, StorageJson.Default.StoredInvoice);
}
