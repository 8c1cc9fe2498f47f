using Billing.Application;
using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Subscriptions;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Payments;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;
using Billing.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Bench.Questions;

/// <summary>How many renewals that all fall due at one midnight are charged a second? The provider answers at once and costs nothing.</summary>
internal static class RenewalsQuestion
{
    private const int Accounts = 3_000;
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    public static async Task AskAsync()
    {
        Console.WriteLine($"{Accounts:N0} accounts whose renewals fall due at once; the store in memory is the baseline\n");
        Console.WriteLine("store               renewals/s   processor ms each   ops each   commits each   rows written each");
        await AskAsync("memory (baseline)", new InMemoryTableStore());
        var folder = Directory.CreateTempSubdirectory("billing-bench");
        await using (var sqlite = SqliteTableStore.Open(Path.Combine(folder.FullName, "billing.db")))
        {
            await AskAsync("sqlite, full sync", sqlite);
        }

        folder.Delete(recursive: true);
        Console.WriteLine();
    }

    private static async Task AskAsync(string store, ITableStore tables)
    {
        var counting = new CountingTableStore(tables);
        var clock = new HandClock(Begin);
        var (home, gateway) = (new Renewing(counting, clock, new InstantGateway()), new InstantGateway());
        await Parallel.ForAsync(0, Accounts, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) => await home.SubscribeAsync($"account-{i}"));
        await home.Runner.RunAsync(default);
        clock.Now = new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero);
        var run = new Renewing(counting, clock, gateway).Runner;
        var before = counting.Counts;
        var (started, processor) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await run.RunAsync(default);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var (cost, busy) = (counting.Counts.Since(before), Environment.CpuUsage.TotalTime - processor);
        if (gateway.Charges != Accounts)
        {
            throw new InvalidOperationException($"{gateway.Charges} renewals were charged.");
        }

        Console.WriteLine(
            $"{store,-18} {Accounts / seconds,11:N0} {busy.TotalMilliseconds / Accounts,19:N2} {cost.Operations / (double)Accounts,10:N1}"
            + $" {cost.Commits / (double)Accounts,14:N1} {cost.RowsWritten / (double)Accounts,19:N1}");
    }

    /// <summary>The parts that renew, and next to no others.</summary>
    private sealed class Renewing
    {
        private readonly AccountProfiles _profiles;
        private readonly OrderDesk _orders;

        public Renewing(ITableStore tables, TimeProvider clock, IPaymentGateway gateway)
        {
            var parts = new ServiceCollection()
                .AddBilling(CatalogFile.Parse(File.ReadAllBytes(Workbench.Find("catalog.json"))).Catalog!)
                .AddSingleton(tables)
                .AddSingleton(clock)
                .AddSingleton(gateway)
                .AddSingleton(new PaymentSettings(() => "http://127.0.0.1/back"))
                .AddSingleton(new WorkflowHolder("home", _ => false))
                .AddSingleton<EmbeddedWorkflows>()
                .AddSingleton<IWorkflowEngine>(made => made.GetRequiredService<EmbeddedWorkflows>())
                .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
                .BuildServiceProvider();
            _profiles = parts.GetRequiredService<AccountProfiles>();
            _orders = parts.GetRequiredService<OrderDesk>();
            IDueWork[] work =
            [
                parts.GetRequiredService<AccountCalendar>(), parts.GetRequiredService<PaymentLookUps>(), parts.GetRequiredService<WorkflowStarts>(),
                parts.GetRequiredService<WorkflowSignals>(), parts.GetRequiredService<EmbeddedWorkflows>(), new Unsent(),
            ];
            Runner = new DueRunner(parts.GetRequiredService<DueIndex>(), work, clock, NullLogger<DueRunner>.Instance);
        }

        public DueRunner Runner { get; }

        public async Task SubscribeAsync(string name)
        {
            var (account, context) = (new AccountId(name), new RequestContext(new Caller("bench", Role.Operator, null), null, default));
            await _profiles.PutAsync(account, new AccountRequest(name, AccountKind.Standard, "owner@bench.example"), context);
            var card = new PaymentMethodChoice(PaymentMethodType.Card, "pm_card_visa");
            var order = await _orders.SubmitAsync(account, new OrderBody { Plan = "essential", PaymentMethod = card }, context);
            if (!order.IsOk)
            {
                throw new InvalidOperationException(order.Error!.Detail);
            }
        }
    }

    /// <summary>E-mails stay where they are queued.</summary>
    private sealed class Unsent : IDueWork
    {
        public DueKind Kind => DueKind.Email;

        public ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken) => default;
    }
}
