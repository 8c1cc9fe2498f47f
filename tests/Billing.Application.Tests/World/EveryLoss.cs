namespace Billing.Application.Tests.World;

/// <summary>Runs a story again and again, with the provider out of reach at each of its requests.</summary>
internal static class EveryLoss
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    /// <summary>Whether a request is lost on its way or its answer is, an hour later all is as if nothing had been lost.</summary>
    /// <param name="when">Tells the story once; nobody asks again.</param>
    public static async Task ChangesNothingAsync(Func<Stage, Task> given, Func<Stage, Task> when)
    {
        var undisturbed = (await TellAsync(given, when, int.MaxValue, false)).Told;
        var requests = 0;
        for (var isOver = false; !isOver;)
        {
            requests++;
            foreach (var isDone in (bool[])[false, true])
            {
                var (told, hasLost) = await TellAsync(given, when, requests, isDone);
                isOver = !hasLost;
                Assert.True(told == undisturbed, $"Lost {(isDone ? "the answer to" : "")} request {requests}:\n{told}\n\nUndisturbed:\n{undisturbed}");
            }
        }

        Assert.True(requests > 1, "The story asks the provider nothing.");
    }

    private static async Task<(string Told, bool HasLost)> TellAsync(Func<Stage, Task> given, Func<Stage, Task> when, int request, bool isDone)
    {
        var stage = new Stage();
        await given(stage);
        stage.Provider.LoseAt(request, isDone);
        await when(stage);
        var hasLost = stage.Provider.HasLost;
        await stage.AdvanceAsync(stage.Clock.Now + Later);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
        return (await Books.TellAsync(stage, stage.Tables, Stage.Acme), hasLost);
    }
}
