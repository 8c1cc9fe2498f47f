using Billing.Storage.InMemory;

namespace Billing.Application.Tests.World;

/// <summary>Runs a story again and again, with the process killed before and after each of its commits.</summary>
internal static class EveryCrash
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    /// <summary>
    /// Wherever the process dies, the books agree, and once a new one has run, all is as if nothing had happened: the story told again where a client would
    /// ask again, left alone where nobody does.
    /// </summary>
    /// <param name="given">What was there before.</param>
    /// <param name="when">Can be repeated: its requests carry keys or names.</param>
    /// <param name="isAskedAgain">Whether somebody repeats the story after the crash; else it must come to its end, or not have begun.</param>
    public static async Task LeavesNoTraceAsync(Func<Stage, Task> given, Func<Stage, Task> when, bool isAskedAgain = true)
    {
        var undisturbed = await TellAsync(given, when, _ => { });
        var notBegun = await TellAsync(given, _ => Task.CompletedTask, _ => { });
        var twice = await TellAsync(given, async stage => { await when(stage); await when(stage); }, _ => { });
        Assert.Equal(undisturbed, twice);
        var commits = 0;
        for (var isOver = false; !isOver; commits++)
        {
            foreach (var after in (bool[])[false, true])
            {
                var died = false;
                var told = await TellAsync(given, when, store => store.DieAt(commits + 1, after), () => died = true, isAskedAgain);
                isOver = !died;
                var message = $"Killed {(after ? "after" : "before")} commit {commits + 1}:\n{told}\n\nUndisturbed:\n{undisturbed}";
                Assert.True(told == undisturbed || (!isAskedAgain && told == notBegun), message);
            }
        }

        Assert.True(commits > 1, "The story commits nothing.");
    }

    private static async Task<string> TellAsync(
        Func<Stage, Task> given, Func<Stage, Task> when, Action<MortalTableStore> arm, Action? died = null, bool isAskedAgain = false)
    {
        var tables = new InMemoryTableStore();
        var stage = new Stage(tables);
        await given(stage);
        var mortal = new MortalTableStore(tables);
        stage.Restart(mortal);
        arm(mortal);
        try
        {
            await when(stage);
            await stage.AdvanceAsync(stage.Clock.Now + Later);
        }
        catch (Exception) when (mortal.IsDead)
        {
            await Books.AuditAsync(stage, tables, Stage.Acme);
            died!();
            stage.Restart();
            if (isAskedAgain)
            {
                await when(stage);
            }

            await stage.AdvanceAsync(stage.Clock.Now + Later);
        }

        await Books.AuditAsync(stage, tables, Stage.Acme);
        return await Books.TellAsync(stage, tables, Stage.Acme);
    }
}
