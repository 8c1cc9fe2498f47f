using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Invoicing;
using Billing.Application.Metering;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Subscriptions;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;

namespace Billing.Application.Tests.World;

/// <summary>What must be true of an account's rows after every commit, and all that a customer could see of it as one text.</summary>
internal static class Books
{
    /// <summary>Ledger, balances, invoices and due index agree: also with what a process leaves that died.</summary>
    public static async Task AuditAsync(Stage stage, ITableStore tables, AccountId account)
    {
        var store = stage.Another(tables).Store;
        if (await store.FindAsync(account, default) is not { } state)
        {
            return;
        }

        await AuditLedgerAsync(store, account, state);
        var invoices = await store.ListAsync(account, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, default);
        Assert.Equal(Enumerable.Range(1, invoices.Count).Select(n => (long)n), invoices.Select(invoice => invoice.Number).Order());
        Assert.Equal(state.NextInvoiceNumber, invoices.Count + 1);
        foreach (var invoice in invoices)
        {
            Assert.Equal(invoice.Cost, invoice.Lines.Aggregate(Money.Zero(invoice.Cost.Currency), (sum, line) => sum + line.Amount));
            Assert.Equal(invoice.Number == state.UnpaidInvoice, invoice.PaymentStatus == PaymentStatus.Failed && !await IsWiredAsync(store, account, invoice));
        }

        await AuditDueAsync(stage, tables, account, state);
    }

    /// <summary>A bank transfer that failed is not tried again, as renewals are.</summary>
    private static async Task<bool> IsWiredAsync(AccountStore store, AccountId account, StoredInvoice invoice) =>
        await store.ReadAsync(account, AccountRows.Order(invoice.OrderId!), StorageJson.Default.StoredOrder, default) is { IsByWire: true };

    /// <summary>All that a customer could see, without ids and instants.</summary>
    public static async Task<string> TellAsync(Stage stage, ITableStore tables, AccountId account)
    {
        var store = stage.Another(tables).Store;
        if (await store.FindAsync(account, default) is not { } state)
        {
            return "no account";
        }

        var ledger = await store.ListAsync(account, AccountRows.LedgerPrefix, StorageJson.Default.Transfer, default);
        var orders = await store.ListAsync(account, AccountRows.OrderPrefix, StorageJson.Default.StoredOrder, default);
        var invoices = await store.ListAsync(account, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, default);
        var emails = await store.ListAsync(account, AccountRows.EmailPrefix, StorageJson.Default.QueuedEmail, default);
        var charges = await stage.Provider.ChargesAsync();
        var subscription = state.Subscription;
        string[] lines =
        [
            $"{subscription.Status} {subscription.Selection?.Plan} period {subscription.PeriodIndex} attempts {subscription.Dunning?.Attempts}",
            $"pending {subscription.Pending?.Selection.Plan} in progress {state.OrderInProgress is not null} account credit {state.AccountCreditMinor}",
            $"free {state.Credits.Free} paid {state.Credits.Paid} held {string.Join(' ', state.Credits.Holds.Select(hold => hold.HoldId))}",
            $"top-up {state.Credits.AutoTopUp.State} due {state.AutoTopUpDueAt is not null} methods {state.PaymentMethods.Length}",
            $"waiting renewal {state.RenewalToAuthenticate is not null} wires {state.OpenWires.Length}",
            $"wired {state.WireCredits} counted {state.CashCountedMinor} cash {await stage.Provider.CashAsync()}",
            $"seats {state.Team.Used} {state.ContactCenter.LoggedIn.Count} bytes {state.Search.UsedBytes}",
            $"used {string.Join(' ', state.Allowances.Months.Select(month => $"{month.SessionsUsed}/{month.Billed}/{month.ConversationsUsed}"))}",
            .. orders.Select(order => $"order {order.Kind} {order.Status} {order.Total} {order.DeclineCode}").Order(StringComparer.Ordinal),
            .. invoices.Select(invoice => $"invoice {invoice.Cost} {invoice.PaymentStatus}").Order(StringComparer.Ordinal),
            .. ledger.GroupBy(t => t.Code).Select(g => $"ledger {g.Key} {g.Sum(t => t.ToEntry().Micros.Value)}").Order(StringComparer.Ordinal),
            .. emails.Select(email => $"email {email.Template} {email.Delivery.Status}").Order(StringComparer.Ordinal),
            .. charges.Select(charge => $"charge {charge.Amount} {charge.DeclineCode}").Order(StringComparer.Ordinal),
        ];
        return string.Join('\n', lines);
    }

    private static async Task AuditLedgerAsync(AccountStore store, AccountId account, AccountState state)
    {
        var ledger = await store.ListAsync(account, AccountRows.LedgerPrefix, StorageJson.Default.Transfer, default);
        var rebuilt = CreditBook.Rebuild(ledger.Reverse());
        Assert.Equal(
            (state.Credits.NextSequence, state.Credits.Paid, state.Credits.Free), (rebuilt.NextSequence, rebuilt.Paid, rebuilt.Free));
        Assert.Equal(state.Credits.Grants, rebuilt.Grants);
        Assert.Equal(state.Credits.Total.Value, ledger.Sum(transfer => transfer.ToEntry().Micros.Value));
        var sides = ledger.SelectMany(t => new[] { (Account: t.Debit, Amount: -t.Amount.Value), (Account: t.Credit, Amount: t.Amount.Value) });
        Assert.Equal(0, sides.Sum(side => side.Amount));
    }

    /// <summary>Whatever still has to happen by itself has an entry that brings it about.</summary>
    private static async Task AuditDueAsync(Stage stage, ITableStore tables, AccountId account, AccountState state)
    {
        var due = new DueIndex(tables);
        var entries = (await due.ReadAsync(DateTimeOffset.MaxValue.AddDays(-1), 1000, default)).Where(entry => entry.Account == account).ToList();
        if (state.NextDue is { } next)
        {
            Assert.Contains(entries, entry => entry.Kind == DueKind.Calendar && entry.At <= (next > stage.Clock.Now ? next : stage.Clock.Now.AddMinutes(1)));
        }

        if (SubscriptionWorkflows.NextStart(account, state) is { } start)
        {
            Assert.Contains(entries, entry => entry.Kind == DueKind.Start && entry.Subject == $"{start.Id}" && entry.At <= start.At);
        }

        foreach (var instance in (await stage.Another(tables).Workflows.ListAsync(account, new PageRequest(100, null), default)).Items)
        {
            Assert.NotEqual(WorkflowStatus.Failed, instance.Status);
            if (instance is { Status: WorkflowStatus.Running, WakesAt: { } wakesAt })
            {
                Assert.True(stage.Wakes(instance.InstanceId, wakesAt, entries), $"{instance.InstanceId} never goes on.");
            }
        }

        var store = stage.Another(tables).Store;
        foreach (var order in await store.ListAsync(account, AccountRows.OrderPrefix, StorageJson.Default.StoredOrder, default))
        {
            if (order.IsOpen)
            {
                Assert.Contains(entries, entry => entry.Kind == DueKind.Payment && entry.Subject == order.OrderId);
            }

            if (order.Status == OrderStatus.PendingPaymentClearance)
            {
                Assert.True(stage.Wakes($"wire-transfer:{account}:{order.OrderId}", DateTimeOffset.MaxValue, entries), $"{order.OrderId} waits for ever.");
            }
        }

        var journal = new UsageJournal(tables);
        foreach (var stream in await journal.StreamsAsync(account, state.Layout, default))
        {
            if (await journal.LastAsync(stream, default) > state.Watermarks.GetValueOrDefault(stream.Name))
            {
                Assert.Contains(entries, entry => entry.Kind == DueKind.Settlement && entry.Subject == stream.Name);
            }
        }
    }
}
