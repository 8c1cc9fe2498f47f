using System.Text.Json;
using System.Text.RegularExpressions;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.World;

/// <summary>One thing that a process is asked for.</summary>
/// <returns>What it answers: <see cref="EveryTurn.SayAsync"/>.</returns>
internal delegate Task<string> Act(Stage stage);

/// <summary>Runs an act in one process, and others in a second one that overtakes the first just before each of its reads and commits.</summary>
internal static partial class EveryTurn
{
    /// <summary>An order that is being paid keeps the others out, who are told to come again.</summary>
    private const string ComeAgain = "order-in-progress";

    /// <summary>
    /// Whatever is overtaken where, all answers and all that is left are as if the act had come before, between or after the others: nothing is thrown,
    /// nothing is lost or counted twice, and nobody is told what never was.
    /// </summary>
    /// <param name="given">By the process that is overtaken, so that it knows what it knows.</param>
    public static async Task IsTakenAsync(Func<Stage, Task> given, Act act, params Act[] others)
    {
        var turns = new List<string>();
        for (var place = 0; place <= others.Length; place++)
        {
            turns.Add((await TellAsync(given, act, others, place, null))!);
        }

        turns.Add((await TellAsync(given, act, [.. others.Select(_ => (Act)(_ => Task.FromResult(ComeAgain)))], 0, null))!);
        for (var operation = 1; await TellAsync(given, act, others, 0, operation) is { } told; operation++)
        {
            Assert.True(turns.Contains(told), $"Overtaken before operation {operation}:\n{told}\n\nIn turn:\n{string.Join("\n\n", turns)}");
        }
    }

    /// <summary>The answer without the ids that were made for it.</summary>
    public static async Task<string> SayAsync<T>(ValueTask<Result<T>> asked)
    {
        var result = await asked;
        return result.IsOk ? MadeId().Replace(JsonSerializer.Serialize(result.Value), "_") : result.Error.Code;
    }

    /// <param name="place">How many of the others come before the act, where none overtakes it.</param>
    /// <returns>Null where the act has no such operation.</returns>
    private static async Task<string?> TellAsync(Func<Stage, Task> given, Act act, Act[] others, int place, int? operation)
    {
        var tables = new InMemoryTableStore();
        var interrupted = new InterruptedTableStore(tables, rowsPerPage: 2);
        var first = new Stage(interrupted);
        await given(first);
        first.Clock.Now += TimeSpan.FromSeconds(1);
        var second = new Stage(tables, first.Clock, first.Provider);
        var told = new List<string>();
        interrupted.OvertakeAt(operation ?? 0, () => TakeAsync(others));
        await TakeAsync(operation is null ? others.Take(place) : []);
        var own = await act(first);
        await TakeAsync(operation is null ? others.Skip(place) : []);
        if (operation is not null && !interrupted.WasInterrupted)
        {
            return null;
        }

        await first.AdvanceAsync(first.Clock.Now.AddHours(1));
        await Books.AuditAsync(first, tables, Stage.Acme);
        return $"{own}\n{string.Join('\n', told)}\n{await Books.TellAsync(first, tables, Stage.Acme)}";

        async Task TakeAsync(IEnumerable<Act> some)
        {
            foreach (var other in some)
            {
                told.Add(await other(second));
            }
        }
    }

    [GeneratedRegex("[a-z]{2,4}_[0-9A-Za-z_]{16,}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MadeId();
}
