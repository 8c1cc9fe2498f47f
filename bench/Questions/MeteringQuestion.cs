using System.Diagnostics;
using Billing.Application.Metering.Events;
using Billing.Storage.InMemory;

namespace Billing.Bench.Questions;

/// <summary>How fast does durable metering take in the real log, and what limits it?</summary>
internal static class MeteringQuestion
{
    private const int Runs = 5;

    public static async Task AskAsync()
    {
        var log = Workbench.ConversationLog();
        UsageEvent[] shuffled = [.. log];
        new Random(1).Shuffle(shuffled);
        var ai = Workbench.AiLog();
        Console.WriteLine($"Metering of {log.Length:N0} messages and {ai.Length:N0} AI requests: median of {Runs} runs, each on a fresh file\n");
        Console.WriteLine("store              log        batch  at a time     events/s   ops/1,000  commits  rows written");
        await RowAsync("memory (baseline)", "messages", log, 500, 8, () => new Workbench(new InMemoryTableStore()));
        await RowAsync("sqlite, full sync", "messages", log, 500, 1, () => new Workbench());
        await RowAsync("sqlite, full sync", "messages", log, 500, 8, () => new Workbench());
        await RowAsync("sqlite, full sync", "messages", log, 500, 32, () => new Workbench());
        await RowAsync("sqlite, full sync", "messages", log, 5000, 4, () => new Workbench());
        await RowAsync("sqlite, full sync", "shuffled", shuffled, 500, 32, () => new Workbench());
        await RowAsync("sqlite, full sync", "ai usage", ai, 500, 8, () => new Workbench());
        Console.WriteLine();
    }

    private static async Task RowAsync(string store, string content, UsageEvent[] log, int batch, int atATime, Func<Workbench> open)
    {
        var runs = new List<(double Rate, string Text)>();
        for (var run = 0; run <= Runs; run++)
        {
            await using var bench = open();
            var clock = Stopwatch.StartNew();
            await bench.SendAsync(log.Chunk(batch), atATime);
            var rate = log.Length / clock.Elapsed.TotalSeconds;
            var counts = bench.Tables.Counts;
            runs.Add((rate, $"{rate,12:N0} {(double)counts.Operations * 1000 / log.Length,11:N1} {counts.Commits,8:N0} {counts.RowsWritten,13:N0}"));
        }

        // The first run compiles.
        var median = runs.Skip(1).OrderBy(run => run.Rate).ElementAt(Runs / 2);
        Console.WriteLine($"{store,-18} {content,-10} {batch,5} {atATime,10} {median.Text}");
    }
}
