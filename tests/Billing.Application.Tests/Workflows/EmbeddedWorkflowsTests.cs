using System.Text.Json;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;
using Billing.Workflows;

namespace Billing.Application.Tests.Workflows;

/// <summary>The embedded engine: the suite, and what only it can get wrong.</summary>
public sealed class EmbeddedWorkflowsTests : EngineConformance
{
    private static readonly InstanceId Straight = new("straight", new AccountId("acme"), "it");

    [Fact]
    public async Task An_endless_history_fails_in_place_of_growing()
    {
        var id = await StartAsync(Plays.Endless, "again");

        Assert.Equal(WorkflowStatus.Failed, (await FindAsync(id)).Status);
        Assert.InRange(Under.Log.Count, 500, 510);
    }

    [Fact]
    public async Task Code_that_was_changed_under_a_waiting_instance_is_refused_until_it_is_put_back()
    {
        var under = new EmbeddedUnderTest();
        var id = new InstanceId("sleeper", new AccountId("acme"), "it");
        await under.Engine.StartAsync(id, Cue("", EngineUnderTest.Begin.AddDays(1)), default);

        under.Workflows = [Plays.Waiter with { Name = "sleeper" }];
        under.Restart();
        await under.AdvanceAsync(TimeSpan.FromDays(1));
        var failed = (await under.Engine.FindAsync(id, default))!;
        Assert.Equal(
            (WorkflowStatus.Failed, "Step 1 of 'sleeper:acme:it' was recorded as a sleep, but the code asks for wait 'bell' there."),
            (failed.Status, failed.Error));
        Assert.Empty(under.Log);

        under.Workflows = Plays.All;
        under.Restart();
        Assert.True(await under.Engine.RetryAsync(id, default));
        Assert.Equal(WorkflowStatus.Completed, (await under.Engine.FindAsync(id, default))!.Status);
    }

    [Fact]
    public async Task An_instance_keeps_the_version_that_it_was_started_under()
    {
        var under = new EmbeddedUnderTest();
        var (old, young) = (new InstanceId("ids", new AccountId("acme"), "old"), new InstanceId("ids", new AccountId("acme"), "young"));
        await under.Engine.StartAsync(old, Cue(""), default);

        under.Workflows = [Plays.Ids with { Version = 2 }];
        under.Restart();
        await under.Engine.StartAsync(young, Cue(""), default);
        await under.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Contains(" 1 ", (await under.Engine.FindAsync(old, default))!.Output);
        Assert.Contains(" 2 ", (await under.Engine.FindAsync(young, default))!.Output);
    }

    [Fact]
    public async Task A_run_without_waits_costs_two_commits()
    {
        var counting = new CountingTableStore(new InMemoryTableStore());
        var under = new EmbeddedUnderTest(counting);

        await under.Engine.StartAsync(Straight, Cue("hello"), default);

        Assert.Equal(2, counting.Counts.Commits);
    }

    [Fact]
    public async Task While_one_process_runs_an_instance_another_does_not_and_comes_back_when_the_lease_ends()
    {
        var tables = new InMemoryTableStore();
        var under = new EmbeddedUnderTest(tables);
        var second = under.Another();
        DateTimeOffset? again = null;
        var interrupted = new InterruptedTableStore(tables)
            .OvertakeAt(2, async () => again = await second.StartAsync(Straight, Cue("hello"), default));

        Assert.Null(await under.Another(interrupted).StartAsync(Straight, Cue("hello"), default));

        Assert.Equal(EngineUnderTest.Begin.AddMinutes(2), again);
        Assert.Equal(["hello", "hello!"], under.Log);
    }

    [Fact]
    public async Task Killed_at_any_commit_it_ends_as_if_undisturbed()
    {
        foreach (var play in (Workflow<Cue, string>[])[Plays.Straight, Plays.Sleeper, Plays.Parent, Plays.Both, Plays.Countdown, Plays.Stumbler])
        {
            var died = true;
            for (var commit = 1; died; commit++)
            {
                foreach (var after in (bool[])[false, true])
                {
                    died = await DiesAsync(play, commit, after);
                }
            }
        }
    }

    private static async Task<bool> DiesAsync(Workflow<Cue, string> play, int commit, bool after)
    {
        var tables = new InMemoryTableStore();
        var mortal = new MortalTableStore(tables);
        var under = new EmbeddedUnderTest(mortal) { Stumbles = 1 };
        var id = new InstanceId(play.Name, new AccountId("acme"), "it");
        var input = Cue("hello", EngineUnderTest.Begin.AddHours(1));
        mortal.DieAt(commit, after);
        try
        {
            await under.Engine.StartAsync(id, input, default);
            await under.AdvanceAsync(TimeSpan.FromHours(2));
        }
        catch (KilledException)
        {
            under.Tables = tables;
            under.Restart();
            await under.AdvanceAsync(TimeSpan.FromHours(1));
            await under.Engine.StartAsync(id, input, default);
            await under.AdvanceAsync(TimeSpan.FromHours(3));
        }

        var found = await under.Engine.FindAsync(id, default);
        Assert.True(found is { Status: WorkflowStatus.Completed }, $"{play.Name}, killed {(after ? "after" : "before")} commit {commit}: {found}");
        return mortal.IsDead;
    }

    private static string Cue(string text, DateTimeOffset until = default) => JsonSerializer.Serialize(new Cue(text, until), PlayJson.Default.Cue);

    private protected override EngineUnderTest Create() => new EmbeddedUnderTest();
}
