using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.Due;

public sealed class DueRunnerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HandClock _clock = new(Noon);
    private readonly DueIndex _due = new(new InMemoryTableStore());

    [Fact]
    public async Task What_is_due_runs_oldest_first_over_all_shards_and_is_gone_afterwards()
    {
        var work = new Work();
        await ScheduleAsync(Enumerable.Range(0, 30).Select(i => ($"account-{i}", Noon.AddMinutes(-i))));
        await ScheduleAsync([("later", Noon.AddTicks(1))]);

        Assert.Equal(30, await Runner(work).RunAsync(default));

        Assert.Equal(Enumerable.Range(0, 30).Reverse().Select(i => $"account-{i}"), work.Ran.Select(entry => entry.Account.Value));
        Assert.Equal(0, await Runner(work).RunAsync(default));
        Assert.Equal(Noon.AddTicks(1), await Runner(work).NextAsync(default));
    }

    [Fact]
    public async Task More_than_a_page_is_run_to_the_end()
    {
        var work = new Work();
        await ScheduleAsync(Enumerable.Range(0, 500).Select(i => ("acme", Noon.AddSeconds(-i))));

        Assert.Equal(500, await Runner(work).RunAsync(default));
    }

    [Fact]
    public async Task Work_that_fails_is_put_off_and_holds_up_no_other()
    {
        var work = new Work { Does = entry => entry.Account.Value == "broken" ? throw new InvalidOperationException("Broken.") : null };
        await ScheduleAsync([("broken", Noon.AddHours(-2)), ("sound", Noon.AddHours(-1))]);

        await Runner(work).RunAsync(default);
        Assert.Equal(["broken", "sound"], work.Ran.Select(entry => entry.Account.Value));
        var next = await Runner(work).NextAsync(default);
        Assert.InRange(next!.Value, Noon.AddMinutes(1), Noon.AddMinutes(10));

        _clock.Now = next.Value;
        work.Does = _ => null;
        await Runner(work).RunAsync(default);
        Assert.Equal("broken", work.Ran[^1].Account.Value);
        Assert.Null(await Runner(work).NextAsync(default));
    }

    [Fact]
    public async Task Work_that_wants_to_look_again_is_scheduled_again()
    {
        var work = new Work { Does = _ => Noon.AddDays(1) };
        await ScheduleAsync([("acme", Noon)]);

        Assert.Equal(1, await Runner(work).RunAsync(default));

        Assert.Equal(Noon.AddDays(1), await Runner(work).NextAsync(default));
    }

    [Fact]
    public async Task An_entry_that_is_scheduled_again_while_it_is_run_is_run_again()
    {
        var work = new Work();
        work.Does = entry =>
        {
            if (work.Ran.Count == 1)
            {
                ScheduleAsync([("acme", entry.At)]).GetAwaiter().GetResult();
            }

            return null;
        };
        await ScheduleAsync([("acme", Noon)]);

        Assert.Equal(2, await Runner(work).RunAsync(default));
        Assert.Null(await Runner(work).NextAsync(default));
    }

    [Fact]
    public async Task What_two_processes_run_at_once_is_followed_by_one_entry()
    {
        var interrupted = new InterruptedTableStore(new InMemoryTableStore());
        for (var operation = 1; operation == 1 || interrupted.WasInterrupted; operation++)
        {
            var tables = new InMemoryTableStore();
            interrupted = new InterruptedTableStore(tables);
            var due = new DueIndex(tables);
            var work = new Work { Does = _ => (_clock.Now += TimeSpan.FromTicks(1)).AddDays(1) };
            await due.ScheduleAsync(new(Noon, new("acme"), DueKind.Calendar, ""), default);
            interrupted.OvertakeAt(operation, async () => await Runner(work, tables).RunAsync(default));

            await Runner(work, interrupted).RunAsync(default);

            Assert.Single(await due.ReadAsync(Noon.AddDays(2), 10, default));
        }
    }

    [Fact]
    public async Task Entries_that_nobody_needs_find_nothing_to_do()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.Home.Runner.RunAsync(default);
        var before = await Books.TellAsync(stage, stage.Tables, Stage.Acme);
        var kinds = Enum.GetValues<DueKind>();
        foreach (var kind in kinds)
        {
            foreach (var account in (AccountId[])[Stage.Acme, new("nobody")])
            {
                var subject = kind switch
                {
                    DueKind.Settlement => "conversations|0",
                    DueKind.Start => $"renewal:{account}:2026-02-28",
                    DueKind.Signal => $"grace-period:{account}:2026-02-28|account-changed",
                    DueKind.Workflow => $"grace-period:{account}:2026-02-28",
                    _ => "ord_01ARZ3NDEKTSV4RRFFQ69G5FAV",
                };
                await stage.Home.Due.ScheduleAsync(new(stage.Clock.Now, account, kind, subject), default);
            }
        }

        Assert.Equal(2 * kinds.Length, await stage.Home.Runner.RunAsync(default));

        Assert.Equal(before, await Books.TellAsync(stage, stage.Tables, Stage.Acme));
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    private DueRunner Runner(Work work, ITableStore? tables = null) =>
        new(tables is null ? _due : new DueIndex(tables), [work], _clock, NullLogger<DueRunner>.Instance);

    private async Task ScheduleAsync(IEnumerable<(string Account, DateTimeOffset At)> entries)
    {
        foreach (var (account, at) in entries)
        {
            await _due.ScheduleAsync(new(at, new(account), DueKind.Calendar, ""), default);
        }
    }

    private sealed class Work : IDueWork
    {
        public DueKind Kind => DueKind.Calendar;

        public List<DueEntry> Ran { get; } = [];

        public Func<DueEntry, DateTimeOffset?> Does { get; set; } = _ => null;

        public ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
        {
            Ran.Add(entry);
            return new(Does(entry));
        }
    }
}
