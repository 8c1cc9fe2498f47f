using Billing.Storage.InMemory;

namespace Billing.Application.Tests.World;

/// <summary>Runs a story in two processes, where the second overtakes the first just before each read and each commit.</summary>
internal static class EveryRace
{
    /// <summary>Wherever one overtakes the other, all is as if one alone had run.</summary>
    /// <param name="when">Both do the same: with the same keys and names.</param>
    public static async Task EndsAsOneAsync(Func<Stage, Task> given, Func<Stage, Task> when)
    {
        var alone = await TellAsync(given, when, 0);
        for (var operation = 1; ; operation++)
        {
            var told = await TellAsync(given, when, operation);
            if (told is null)
            {
                Assert.True(operation > 1, "The story does nothing.");
                return;
            }

            Assert.True(told == alone, $"Overtaken before operation {operation}:\n{told}\n\nAlone:\n{alone}");
        }
    }

    /// <returns>Null where the story has no such operation.</returns>
    private static async Task<string?> TellAsync(Func<Stage, Task> given, Func<Stage, Task> when, int operation)
    {
        var tables = new InMemoryTableStore();
        var first = new Stage(tables);
        await given(first);
        var second = new Stage(tables, first.Clock, first.Provider);
        var interrupted = new InterruptedTableStore(tables).OvertakeAt(operation, () => when(second));
        first.Restart(interrupted);
        await when(first);
        await first.AdvanceAsync(first.Clock.Now.AddHours(1));
        await Books.AuditAsync(first, tables, Stage.Acme);
        return operation == 0 || interrupted.WasInterrupted ? await Books.TellAsync(first, tables, Stage.Acme) : null;
    }
}
