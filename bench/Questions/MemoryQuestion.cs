using System.Diagnostics;
using Billing.Application.Metering.Events;

namespace Billing.Bench.Questions;

/// <summary>How much memory does the process hold while a million events of a million, or of ten thousand, conversations pass?</summary>
internal static class MemoryQuestion
{
    private const int Events = 1_000_000;

    public static async Task AskAsync()
    {
        Console.WriteLine($"Memory while {Events:N0} events pass in batches of 500, 8 at a time, on sqlite with full sync\n");
        Console.WriteLine("conversations     events/s   peak working set   managed heap at the end");
        await RowAsync(10_000);
        await RowAsync(Events);
        Console.WriteLine();
    }

    private static async Task RowAsync(int conversations)
    {
        await using var bench = new Workbench();
        var clock = Stopwatch.StartNew();
        var peak = 0L;
        await bench.SendAsync(
            Messages(conversations).Chunk(500).Select(batch =>
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                return batch;
            }),
            8);
        var rate = Events / clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{conversations,13:N0} {rate,12:N0} {peak / 1e6,15:N0} MB {GC.GetTotalMemory(forceFullCollection: true) / 1e6,20:N0} MB");
    }

    /// <summary>Over two weeks.</summary>
    private static IEnumerable<UsageEvent> Messages(int conversations)
    {
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var step = TimeSpan.FromDays(14) / Events;
        for (var i = 0; i < Events; i++)
        {
            yield return Workbench.Message(i % 500, start + (i * step), $"app{i % 10}", $"conversation-{(long)i * 7919 % conversations}");
        }
    }
}
