using System.Diagnostics;
using System.Text;

namespace Billing.Bench.Questions;

/// <summary>
/// How many usage events a second does <c>POST /usage/events</c> take in batches of 500, durable before the answer, and how long does a batch take?
/// </summary>
internal static class HttpUsageQuestion
{
    private const int Batch = 500;
    private const int Batches = 800;
    private const int RateASecond = 40_000;

    public static async Task AskAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var bodies = Enumerable.Range(0, Batches).Select(batch => Body(batch, now)).ToArray();
        Console.WriteLine($"POST /usage/events in batches of {Batch}, client on the same two cores\n");
        Console.WriteLine("way                      events/s   median ms   p99 ms   slowest ms   peak memory");
        await FloodAsync(server, bodies[..200], 1, "warm-up, 1 at a time");
        await FloodAsync(server, bodies[200..500], 1, "1 at a time (baseline)");
        await FloodAsync(server, bodies[500..], 8, "8 at a time");
        var times = await server.SendAtRateAsync(RateASecond / Batch, TimeSpan.FromSeconds(10), "usage/events", index => bodies[index % Batches]);
        Row($"at {RateASecond:N0} events/s", RateASecond, times, server);
        Console.WriteLine();
    }

    private static async Task FloodAsync(ServerUnderTest server, byte[][] bodies, int atATime, string name)
    {
        var (clock, times) = (Stopwatch.StartNew(), new double[bodies.Length]);
        await Parallel.ForAsync(0, bodies.Length, new ParallelOptions { MaxDegreeOfParallelism = atATime }, async (index, _) =>
        {
            var start = clock.Elapsed.TotalMilliseconds;
            await server.SendAsync(HttpMethod.Post, "usage/events", bodies[index]);
            times[index] = clock.Elapsed.TotalMilliseconds - start;
        });
        Row(name, bodies.Length * Batch / clock.Elapsed.TotalSeconds, [.. times.Order()], server);
    }

    private static void Row(string name, double rate, double[] sorted, ServerUnderTest server)
    {
        var (median, late, memory) = (sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100], server.WorkingSet() / 1_048_576);
        Console.WriteLine($"{name,-22} {rate,10:N0} {median,11:N1} {late,8:N1} {sorted[^1],12:N1} {memory,10:N0} MB");
    }

    /// <summary>As a platform sends them: many conversations under way, a message each, a little later in every batch.</summary>
    private static byte[] Body(int batch, DateTimeOffset now)
    {
        var json = new StringBuilder("[");
        for (var i = 0; i < Batch; i++)
        {
            var (number, at) = ((batch * Batch) + i, now.AddHours(-2).AddSeconds(batch * 5));
            json.Append(i == 0 ? "" : ",")
                .Append($$"""{"specversion":"1.0","id":"e{{number}}","source":"/bench","type":"conversation.activity",""")
                .Append($$"""  "time":"{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}","data":{"accountId":"{{ServerUnderTest.Account}}",""")
                .Append($$"""  "appId":"app{{i % 10}}","conversationId":"c{{number * 7919L % 2000}}","channel":"web"} }""");
        }

        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }
}
