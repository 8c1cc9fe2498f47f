using System.Text.Json.Serialization;
using Billing.Workflows;

namespace Billing.Application.Tests.Workflows;

internal sealed record Cue(string Text, DateTimeOffset Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Cue))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class PlayJson : JsonSerializerContext;

/// <summary>Small workflows, each of which shows one thing that an engine must do.</summary>
internal static class Plays
{
    private static readonly Signal Bell = new("bell");

    /// <summary>Answers the text that it was given.</summary>
    public static Activity<string, string> Say { get; } = new("say", PlayJson.Default.String, PlayJson.Default.String, RetryPolicy.Standard);

    /// <summary>Three tries, a minute and two minutes apart.</summary>
    public static Activity<string, string> Stumble { get; } =
        new("stumble", PlayJson.Default.String, PlayJson.Default.String, new RetryPolicy(3, TimeSpan.FromMinutes(1), 2));

    public static Workflow<Cue, string> Straight { get; } = Play("straight", async (context, cue) =>
    {
        var first = await context.CallAsync(Say, cue.Text);
        return await context.CallAsync(Say, first + "!");
    });

    public static Workflow<Cue, string> Ids { get; } = Play("ids", async (context, _) =>
    {
        var first = context.NewId("one");
        var said = await context.CallAsync(Say, first);
        await context.SleepUntilAsync(context.Now.AddDays(1));
        return $"{first == said} {first != context.NewId("one")} {context.InstanceId} {context.Version} {context.Now:O}";
    });

    public static Workflow<Cue, string> Sleeper { get; } = Play("sleeper", async (context, cue) =>
    {
        await context.SleepUntilAsync(cue.Until);
        return await context.CallAsync(Say, $"{context.Now:O}");
    });

    public static Workflow<Cue, string> Waiter { get; } = Play("waiter", async (context, cue) =>
    {
        var first = await context.WaitForAsync(Bell, cue.Until);
        await context.CallAsync(Say, $"{first}");
        var second = await context.WaitForAsync(Bell, cue.Until.AddDays(1));
        return $"{first} {second} {context.Now:O}";
    });

    public static Workflow<Cue, string> Stumbler { get; } = Play("stumbler", (context, cue) => context.CallAsync(Stumble, cue.Text));

    public static Workflow<Cue, string> Careful { get; } = Play("careful", async (context, cue) =>
    {
        try
        {
            return await context.CallAsync(Stumble, cue.Text);
        }
        catch (StepFailedException failure)
        {
            return await context.CallAsync(Say, $"caught {failure.Step}");
        }
    });

    public static Workflow<Cue, string> Parent { get; } = Play("parent", async (context, cue) =>
        await context.RunChildAsync(Sleeper!, "child", cue) + " told");

    public static Workflow<Cue, string> Both { get; } = Play("both", async (context, cue) =>
    {
        var (left, right) = (context.CallAsync(Say, "left"), context.RunChildAsync(Straight!, "child", cue));
        return $"{await left} {await right}";
    });

    /// <summary>Counts down from the length of the text, one run each.</summary>
    public static Workflow<Cue, string> Countdown { get; } = Play("countdown", async (context, cue) =>
    {
        var rest = await context.CallAsync(Say, cue.Text);
        return rest.Length == 0 ? "done" : context.ContinueAsNew(Countdown!, cue with { Text = rest[1..] });
    });

    public static Workflow<Cue, string> Endless { get; } = Play("endless", async (context, cue) =>
    {
        while (true)
        {
            await context.CallAsync(Say, cue.Text);
        }
    });

    public static Workflow<Cue, string> Broken { get; } = Play("broken", (_, _) => throw new InvalidOperationException("It cannot be."));

    public static IReadOnlyList<WorkflowDefinition> All =>
        [Straight, Ids, Sleeper, Waiter, Stumbler, Careful, Parent, Both, Countdown, Endless, Broken];

    private static Workflow<Cue, string> Play(string name, Func<IWorkflowContext, Cue, Task<string>> run) =>
        new(name, 1, PlayJson.Default.Cue, PlayJson.Default.String, run);
}
