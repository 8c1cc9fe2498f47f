namespace Billing.Bench.Questions;

/// <summary>How long does an entitlement check take over HTTP at a steady rate? The platform asks it on its hot path.</summary>
internal static class EntitlementsQuestion
{
    private static readonly byte[] Body = """{"feature":"ai.smart-replies","quantity":1}"""u8.ToArray();
    private static readonly int[] Rates = [200, 2000, 4000];

    public static async Task AskAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        const string path = $"accounts/{ServerUnderTest.Account}/entitlements/check";
        await server.SendAtRateAsync(1000, TimeSpan.FromSeconds(5), path, static _ => Body);
        Console.WriteLine("POST …/entitlements/check over 10 s, client on the same two cores; 200 a second is the baseline\n");
        Console.WriteLine("requests/s   median ms   p99 ms   slowest ms   peak memory");
        foreach (var rate in Rates)
        {
            var times = await server.SendAtRateAsync(rate, TimeSpan.FromSeconds(10), path, static _ => Body);
            var (median, late, memory) = (times[times.Length / 2], times[times.Length * 99 / 100], server.WorkingSet() / 1_048_576);
            Console.WriteLine($"{rate,10:N0} {median,11:N2} {late,8:N2} {times[^1],12:N1} {memory,10:N0} MB");
        }

        Console.WriteLine();
    }
}
