using System.Diagnostics;
using Billing.Application.Metering.Queries;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Bench.Questions;

/// <summary>How long does a trends page over 90 days and 50 apps take, and what does it read?</summary>
internal static class TrendsQuestion
{
    private const int Apps = 50;
    private const int Runs = 50;

    public static async Task AskAsync()
    {
        await using var bench = new Workbench();
        var now = DateTimeOffset.UtcNow;
        var events = Enumerable.Range(0, 90 * 24).SelectMany(hour => Enumerable.Range(0, Apps).Select(app =>
            Workbench.Message(app, now.AddHours(-hour), $"app{app}", $"c{hour / 12}")));
        await bench.SendAsync(events.Chunk(5000), 4);
        var trends = new UsageTrendsHandler(bench.Tables, TimeProvider.System);
        Console.WriteLine($"Trends of {Apps} apps with usage in every hour: median and slowest of {Runs} runs\n");
        Console.WriteLine("range  app    median ms  slowest ms    ops   rows read");
        await RowAsync(bench, trends, "24h", null);
        await RowAsync(bench, trends, "90d", null);
        await RowAsync(bench, trends, "90d", new AppId("app7"));
        Console.WriteLine();
    }

    private static async Task RowAsync(Workbench bench, UsageTrendsHandler trends, string range, AppId? app)
    {
        var (times, before) = (new List<double>(), bench.Tables.Counts);
        for (var run = 0; run <= Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            var query = new TrendQuery(range, null, null, null);
            await trends.AskAsync(new(Workbench.Account, UsageLayout.Default, AccountZone.Utc, query, app, []), CancellationToken.None);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        var counts = bench.Tables.Counts.Since(before);
        var sorted = times.Skip(1).Order().ToList();
        var (operations, rows) = (counts.Operations / (Runs + 1), counts.RowsRead / (Runs + 1));
        Console.WriteLine($"{range,-6} {app?.ToString() ?? "all",-6} {sorted[Runs / 2],9:N1} {sorted[^1],11:N1} {operations,6:N0} {rows,11:N0}");
    }
}
