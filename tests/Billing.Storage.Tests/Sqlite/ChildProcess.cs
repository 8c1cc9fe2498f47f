using System.Diagnostics;
using Billing.Application.Ports;
using Billing.Storage.Sqlite;

namespace Billing.Storage.Tests.Sqlite;

/// <summary>This assembly as another process on the same file: to be killed, or to race with.</summary>
internal static class ChildProcess
{
    public const string Argument = "child-process";
    public const string Writer = "write";
    public const string Counter = "count";
    public const string Table = "crash";
    public const int Partitions = 8;
    public const int RowsPerCommit = 20;
    public const int Increments = 100;

    public static Process Start(string work, string path) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, Argument, work, path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;

    public static async Task<int> RunAsync(string work, string path)
    {
        using var store = SqliteTableStore.Open(path);
        await (work == Writer ? Task.WhenAll(Enumerable.Range(0, Partitions).Select(partition => WriteAsync(store, partition))) : CountAsync(store));
        return 0;
    }

    /// <summary>Adds one to the counter, again and again, as any writer of a head row does.</summary>
    public static async Task CountAsync(ITableStore store)
    {
        for (var done = 0; done < Increments;)
        {
            var row = await store.GetAsync(Table, "p", "counter");
            var next = new TableProperties { { "Count", TableValue.Of((row?.Properties["Count"].AsInt64() ?? 0) + 1) } };
            var operation = row is null ? TableOperation.Insert("counter", next) : TableOperation.Replace("counter", next, row.ETag);
            done += (await store.CommitAsync(new(Table, "p", [operation]))).IsCommitted ? 1 : 0;
        }
    }

    /// <summary>Writes until it is killed, and tells each commit that was acknowledged.</summary>
    private static async Task WriteAsync(SqliteTableStore store, int partition)
    {
        string? etag = null;
        for (var n = 0; ; n++)
        {
            var head = new TableProperties { { "Count", TableValue.Of(n) } };
            var result = await store.CommitAsync(new(Table, $"{partition}",
            [
                etag is null ? TableOperation.Insert("head", head) : TableOperation.Replace("head", head, etag),
                .. Enumerable.Range(0, RowsPerCommit).Select(row => TableOperation.Insert($"{n:D8}-{row:D2}", head)),
            ]));
            etag = result.ETags[0];
            await Console.Out.WriteLineAsync($"{partition} {n}");
        }
    }
}
