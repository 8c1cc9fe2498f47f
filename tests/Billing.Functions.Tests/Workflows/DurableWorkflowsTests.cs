using System.Text.Json;
using Billing.Application;
using Billing.Application.Tests.Workflows;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Functions.Tests.Workflows;

/// <summary>Durable: the suite, and what only it can get wrong.</summary>
public sealed class DurableWorkflowsTests(DurableHost host) : EngineConformance, IClassFixture<DurableHost>
{
    private static readonly AccountId Acme = new("acme:eu");

    private DurableUnderTest Durable => (DurableUnderTest)Under;

    [Fact]
    public async Task A_child_that_was_started_by_somebody_else_is_joined()
    {
        var until = EngineUnderTest.Begin.AddDays(3);
        await StartChildAsync(until);
        var id = await StartAsync(Plays.Parent, "", EngineUnderTest.Begin.AddDays(9));
        await Under.AdvanceAsync(TimeSpan.FromDays(4));

        Assert.Equal((WorkflowStatus.Completed, $"{until:O} told"), await EndAsync(id));
        Assert.Single(Under.Log);
    }

    [Fact]
    public async Task A_child_that_has_ended_is_not_run_again()
    {
        await StartChildAsync(EngineUnderTest.Begin);
        var id = await StartAsync(Plays.Parent, "", EngineUnderTest.Begin.AddDays(9));

        Assert.Equal((WorkflowStatus.Completed, $"{EngineUnderTest.Begin:O} told"), await EndAsync(id));
        Assert.Single(Under.Log);
    }

    [Fact]
    public async Task A_child_that_is_canceled_fails_its_parent()
    {
        var id = await StartAsync(Plays.Parent, "", EngineUnderTest.Begin.AddDays(3));

        Assert.True(await Under.Engine.CancelAsync(new InstanceId("sleeper", Acme, "child"), "Not now.", default));

        var parent = await FindAsync(id);
        Assert.Equal((WorkflowStatus.Failed, "child 'sleeper:acme:eu:child': Not now."), (parent.Status, parent.Error));
    }

    [Fact]
    public async Task One_that_failed_is_canceled_too_and_leaves_the_list()
    {
        Under.Stumbles = 3;
        var id = await StartAsync(Plays.Stumbler, "step");
        await Under.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.True(await Under.Engine.CancelAsync(id, "Given up.", default));

        var canceled = await FindAsync(id);
        Assert.Equal((WorkflowStatus.Canceled, "Given up.", 3), (canceled.Status, canceled.Error, Under.Log.Count));
        Assert.Empty((await Under.Engine.ListAsync(null, PageRequest.First, default)).Items);
        Assert.False(await Under.Engine.RetryAsync(id, default));
    }

    [Fact]
    public async Task A_store_that_is_away_is_waited_for_and_no_failure()
    {
        Durable.Away = 10;
        var id = await StartAsync(Plays.Stumbler, "step");
        await Under.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.Equal((WorkflowStatus.Running, "The store is away."), ((await FindAsync(id)).Status, (await FindAsync(id)).Error));

        await Under.AdvanceAsync(TimeSpan.FromMinutes(1));

        var ended = await FindAsync(id);
        Assert.Equal((WorkflowStatus.Completed, 0), (ended.Status, Assert.Single(ended.Steps).Failures));
    }

    [Fact]
    public async Task Code_that_was_changed_under_one_that_failed_is_refused_until_it_is_put_back()
    {
        Under.Stumbles = 3;
        var id = await StartAsync(Plays.Stumbler, "step");
        await Under.AdvanceAsync(TimeSpan.FromHours(1));

        Durable.Workflows = [Plays.Sleeper with { Name = "stumbler" }];
        Under.Restart();
        Assert.True(await Under.Engine.RetryAsync(id, default));
        var refused = await FindAsync(id);
        Assert.Equal(WorkflowStatus.Failed, refused.Status);
        Assert.EndsWith("Step 1 of 'stumbler:acme:eu:it' was recorded as activity 'stumble', but the code asks for a sleep there.", refused.Error);

        Durable.Workflows = Plays.All;
        Under.Restart();
        Assert.True(await Under.Engine.RetryAsync(id, default));
        Assert.Equal(WorkflowStatus.Completed, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task An_instance_keeps_the_version_that_it_was_started_under()
    {
        var old = await StartAsync(Plays.Ids);
        Durable.Workflows = [Plays.Ids with { Version = 2 }];
        Under.Restart();
        var young = await StartAsync(Plays.Ids, account: new AccountId("young"));
        await Under.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Contains(" 1 ", (await FindAsync(old)).Output);
        Assert.Contains(" 2 ", (await FindAsync(young)).Output);
    }

    [Fact]
    public async Task An_endless_history_fails_shows_its_newest_steps_and_begins_anew_when_told_to()
    {
        var id = await StartAsync(Plays.Endless, new string('x', 100));

        var failed = await FindAsync(id);
        Assert.Equal((WorkflowStatus.Failed, 501), (failed.Status, failed.Steps[^1].Step));
        Assert.InRange(failed.Steps.Count, 10, 40);
        Assert.Equal(500, Under.Log.Count);

        Assert.True(await Under.Engine.RetryAsync(id, default));
        Assert.Equal(1_000, Under.Log.Count);
    }

    [Fact]
    public async Task Accounts_with_long_ids_that_begin_alike_have_instances_of_their_own()
    {
        var (left, right) = (new AccountId(new string('a', 128)), new AccountId(new string('a', 127) + "b"));
        var parent = await StartAsync(Plays.Parent, "", EngineUnderTest.Begin.AddDays(3), left);
        var other = await StartAsync(Plays.Waiter, "", EngineUnderTest.Begin.AddDays(3), right);

        var lefts = (await Under.Engine.ListAsync(left, PageRequest.First, default)).Items.Select(item => item.InstanceId);
        Assert.Equal([$"{parent}", $"sleeper:{left}:child"], lefts.Order());

        Assert.True(await Under.Engine.CancelAsync(parent, "Not now.", default));
        Assert.Equal(WorkflowStatus.Canceled, (await FindAsync(new InstanceId("sleeper", left, "child"))).Status);
        await Under.Engine.SignalAsync(other, new Signal("bell"), "1", default);
        Assert.Equal(["True"], Under.Log);
    }

    private protected override EngineUnderTest Create() => new DurableUnderTest(host);

    private async Task StartChildAsync(DateTimeOffset until) => await Under.Engine.StartAsync(
        new InstanceId("sleeper", Acme, "child"), JsonSerializer.Serialize(new Cue("", until), PlayJson.Default.Cue), default);
}
