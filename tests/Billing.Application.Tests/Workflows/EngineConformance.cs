using System.Text.Json;
using Billing.Application.Ports;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Application.Tests.Workflows;

/// <summary>An engine under test: with a clock that the test moves, and activities that keep a log.</summary>
internal abstract class EngineUnderTest
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public abstract IWorkflowEngine Engine { get; }

    /// <summary>What the activities were asked, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>How many of the next tries of the activity that stumbles fail.</summary>
    public int Stumbles { get; set; }

    /// <summary>Moves the clock, with all that wakes up on the way.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>The process ends, and another goes on with what is stored.</summary>
    public abstract void Restart();

    protected IEnumerable<ActivityBinding> Bindings =>
    [
        ActivityBinding.Of(Plays.Say, (text, _) =>
        {
            Log.Add(text);
            return new(text);
        }),
        ActivityBinding.Of(Plays.Stumble, (text, _) =>
        {
            Log.Add(text);
            return Stumbles-- > 0 ? throw new InvalidOperationException("Stumbled.") : new(text);
        }),
    ];
}

/// <summary>What the workflows rely on, whatever engine runs them.</summary>
public abstract class EngineConformance
{
    private static readonly AccountId Acme = new("acme:eu");

    private protected EngineUnderTest Under => field ??= Create();

    [Fact]
    public async Task A_workflow_calls_its_activities_in_order_and_ends_with_its_output()
    {
        var id = await StartAsync(Plays.Straight, "hello");

        Assert.Equal(["hello", "hello!"], Under.Log);
        Assert.Equal((WorkflowStatus.Completed, "hello!"), await EndAsync(id));
    }

    [Fact]
    public async Task What_is_started_twice_under_one_id_runs_once_also_when_it_has_ended()
    {
        var id = await StartAsync(Plays.Straight, "once");
        await StartAsync(Plays.Straight, "twice");
        Under.Restart();
        await StartAsync(Plays.Straight, "three times");

        Assert.Equal(["once", "once!"], Under.Log);
        Assert.Equal("once!", (await EndAsync(id)).Output);
    }

    [Fact]
    public async Task Ids_version_and_instants_are_the_same_in_every_run_of_the_code()
    {
        var id = await StartAsync(Plays.Ids);
        Under.Restart();
        await Under.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal($"True True {id} 1 {EngineUnderTest.Begin.AddDays(1):O}", (await EndAsync(id)).Output);
        Assert.StartsWith("one_", Assert.Single(Under.Log));
    }

    [Fact]
    public async Task A_sleeper_wakes_at_its_instant_and_not_before_also_in_another_process()
    {
        var id = await StartAsync(Plays.Sleeper, "", EngineUnderTest.Begin.AddDays(40));
        await Under.AdvanceAsync(TimeSpan.FromDays(40) - TimeSpan.FromTicks(1));
        Assert.Equal((WorkflowStatus.Running, null), await EndAsync(id));
        Assert.Equal(EngineUnderTest.Begin.AddDays(40), (await FindAsync(id)).WakesAt);

        Under.Restart();
        await Under.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal($"{EngineUnderTest.Begin.AddDays(40):O}", (await EndAsync(id)).Output);
    }

    [Fact]
    public async Task An_instant_that_has_passed_is_not_slept_for()
    {
        var id = await StartAsync(Plays.Sleeper, "", EngineUnderTest.Begin.AddDays(-1));

        Assert.Equal(WorkflowStatus.Completed, (await EndAsync(id)).Status);
    }

    [Theory]
    //          rings on days        first, second, when it ends
    [InlineData(new int[0],          "False False", 11)]
    [InlineData(new[] { 2 },         "True False",  11)]
    [InlineData(new[] { 2, 3 },      "True True",   3)]
    [InlineData(new[] { 2, 2 },      "True True",   2)]
    [InlineData(new[] { 10 },        "True False",  11)]
    public async Task A_signal_ends_one_wait_and_the_deadline_ends_it_otherwise(int[] days, string waits, int end)
    {
        var id = await StartAsync(Plays.Waiter, "", EngineUnderTest.Begin.AddDays(10));
        var today = 0;
        foreach (var (ring, day) in days.Index())
        {
            // On the tenth day both come at once: what comes first is first.
            await Under.AdvanceAsync(TimeSpan.FromDays(day - today) - (day == 10 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero));
            today = day;
            await RingAsync(id, $"{ring}");
        }

        await Under.AdvanceAsync(TimeSpan.FromDays(30));
        var output = (await EndAsync(id)).Output!;
        Assert.StartsWith(waits + " ", output);
        Assert.Equal(EngineUnderTest.Begin.AddDays(end), DateTimeOffset.Parse(output.Split(' ')[2]));
    }

    [Fact]
    public async Task A_signal_that_the_workflow_does_not_wait_for_does_not_wake_it()
    {
        var id = await StartAsync(Plays.Waiter, "", EngineUnderTest.Begin.AddDays(10));

        await Under.Engine.SignalAsync(id, new Signal("other"), "1", default);

        Assert.Equal(WorkflowStatus.Running, (await EndAsync(id)).Status);
        Assert.Empty(Under.Log);
    }

    [Fact]
    public async Task Signals_to_nobody_and_to_one_that_has_ended_do_nothing()
    {
        await RingAsync(new InstanceId("waiter", Acme, "nobody"), "1");
        var id = await StartAsync(Plays.Straight, "over");
        await RingAsync(id, "1");

        Assert.Null(await Under.Engine.FindAsync(new InstanceId("waiter", Acme, "nobody"), default));
        Assert.Equal(["over", "over!"], Under.Log);
    }

    [Theory]
    //          fails, ends as,                    tries, after minutes
    [InlineData(0,     WorkflowStatus.Completed,   1,     0)]
    [InlineData(1,     WorkflowStatus.Completed,   2,     1)]
    [InlineData(2,     WorkflowStatus.Completed,   3,     3)]
    [InlineData(3,     WorkflowStatus.Failed,      3,     3)]
    public async Task An_activity_is_retried_by_its_own_policy(int fails, object status, int tries, int minutes)
    {
        Under.Stumbles = fails;
        var id = await StartAsync(Plays.Stumbler, "step");
        Assert.Single(Under.Log);
        Assert.Equal(fails == 0 ? null : "Stumbled.", (await FindAsync(id)).Error);
        if (minutes > 0)
        {
            await Under.AdvanceAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
            Assert.Equal((WorkflowStatus.Running, tries - 1), ((await EndAsync(id)).Status, Under.Log.Count));
            Under.Restart();
            await Under.AdvanceAsync(TimeSpan.FromTicks(1));
        }

        Assert.Equal(status, (await EndAsync(id)).Status);
        Assert.Equal(tries, Under.Log.Count);
    }

    [Fact]
    public async Task A_workflow_can_catch_what_failed_for_good()
    {
        Under.Stumbles = 9;
        var id = await StartAsync(Plays.Careful, "step");
        await Under.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("caught activity 'stumble'", (await EndAsync(id)).Output);
    }

    [Fact]
    public async Task One_that_failed_says_why_stands_in_the_list_and_goes_on_when_it_is_told_to()
    {
        Under.Stumbles = 3;
        var id = await StartAsync(Plays.Stumbler, "step");
        await Under.AdvanceAsync(TimeSpan.FromHours(1));
        var listed = Assert.Single((await Under.Engine.ListAsync(null, PageRequest.First, default)).Items);
        Assert.Equal((id.ToString(), WorkflowStatus.Failed, true), (listed.InstanceId, listed.Status, listed.Error!.Contains("Stumbled.")));

        Assert.True(await Under.Engine.RetryAsync(id, default));

        Assert.Equal((WorkflowStatus.Completed, "step"), await EndAsync(id));
        Assert.False(await Under.Engine.RetryAsync(id, default));
        Assert.Empty((await Under.Engine.ListAsync(null, PageRequest.First, default)).Items);
    }

    [Fact]
    public async Task Code_that_throws_fails_at_once()
    {
        var id = await StartAsync(Plays.Broken);

        Assert.Equal((WorkflowStatus.Failed, "It cannot be."), ((await EndAsync(id)).Status, (await FindAsync(id)).Error));
    }

    [Fact]
    public async Task A_parent_waits_for_its_child_and_gets_its_output()
    {
        var id = await StartAsync(Plays.Parent, "", EngineUnderTest.Begin.AddDays(3));
        Assert.Equal(id.ToString(), (await FindAsync(new InstanceId("sleeper", Acme, "child"))).Parent);
        Under.Restart();
        await Under.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Equal((WorkflowStatus.Completed, $"{EngineUnderTest.Begin.AddDays(3):O} told"), await EndAsync(id));
    }

    [Fact]
    public async Task Steps_that_are_asked_for_together_are_done_together()
    {
        var id = await StartAsync(Plays.Both, "right");

        Assert.Equal("left right!", (await EndAsync(id)).Output);
    }

    [Fact]
    public async Task One_that_begins_anew_has_a_short_history_and_the_same_id()
    {
        var id = await StartAsync(Plays.Countdown, "four");

        Assert.Equal((WorkflowStatus.Completed, "done"), await EndAsync(id));
        Assert.Equal(["four", "our", "ur", "r", ""], Under.Log);
        Assert.Single((await FindAsync(id)).Steps);
    }

    [Fact]
    public async Task Canceled_it_stops_where_it_stands_and_its_children_with_it()
    {
        var id = await StartAsync(Plays.Parent, "", EngineUnderTest.Begin.AddDays(3));

        Assert.True(await Under.Engine.CancelAsync(id, "No longer wanted.", default));
        await Under.AdvanceAsync(TimeSpan.FromDays(4));

        Assert.Empty(Under.Log);
        Assert.Equal((WorkflowStatus.Canceled, "No longer wanted."), ((await EndAsync(id)).Status, (await FindAsync(id)).Error));
        Assert.Equal(WorkflowStatus.Canceled, (await EndAsync(new InstanceId("sleeper", Acme, "child"))).Status);
        Assert.False(await Under.Engine.CancelAsync(id, "Again.", default));
        await StartAsync(Plays.Parent);
        Assert.Empty(Under.Log);
    }

    [Fact]
    public async Task The_list_of_all_shows_who_waits_and_that_of_an_account_also_who_has_ended()
    {
        var sleeper = await StartAsync(Plays.Sleeper, "", EngineUnderTest.Begin.AddDays(3));
        var straight = await StartAsync(Plays.Straight, "done");
        for (var i = 0; i < 5; i++)
        {
            await StartAsync(Plays.Sleeper, "", EngineUnderTest.Begin.AddDays(3), new AccountId($"other-{i}"));
        }

        var all = new List<string>();
        for (string? after = null; ;)
        {
            var page = await Under.Engine.ListAsync(null, new PageRequest(2, after), default);
            all.AddRange(page.Items.Select(item => item.InstanceId));
            if (page.NextCursor is null)
            {
                break;
            }

            Assert.True(Cursor.TryDecode(page.NextCursor, out after));
        }

        Assert.Equal([sleeper.ToString(), .. Enumerable.Range(0, 5).Select(i => $"sleeper:other-{i}:it")], all.Order());
        var own = (await Under.Engine.ListAsync(Acme, PageRequest.First, default)).Items.Select(item => item.InstanceId);
        Assert.Equal([sleeper.ToString(), straight.ToString()], own.Order());
    }

    private protected abstract EngineUnderTest Create();

    private protected async Task<InstanceId> StartAsync(Workflow<Cue, string> play, string text = "", DateTimeOffset until = default, AccountId? account = null)
    {
        var id = new InstanceId(play.Name, account ?? Acme, "it");
        Assert.Null(await Under.Engine.StartAsync(id, JsonSerializer.Serialize(new Cue(text, until), PlayJson.Default.Cue), default));
        return id;
    }

    private protected async Task<WorkflowView> FindAsync(InstanceId id) => (await Under.Engine.FindAsync(id, default))!;

    private protected async Task<(WorkflowStatus Status, string? Output)> EndAsync(InstanceId id)
    {
        var found = await FindAsync(id);
        return (found.Status, found.Output is null ? null : JsonSerializer.Deserialize(found.Output, PlayJson.Default.String));
    }

    private async Task RingAsync(InstanceId id, string signalId) => await Under.Engine.SignalAsync(id, new Signal("bell"), signalId, default);
}
