using Billing.Application.Ports;

namespace Billing.Storage.Tests.Sqlite;

public sealed class CrashTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task A_killed_writer_loses_nothing_that_it_acknowledged_and_leaves_no_half_commit(int acknowledgements)
    {
        using var file = new SqliteFile();
        var acknowledged = await WriteAndKill(file.Path, acknowledgements);

        using var store = file.Open();

        for (var partition = 0; partition < ChildProcess.Partitions; partition++)
        {
            var rows = await store.ReadAllAsync(new(ChildProcess.Table, $"{partition}")).ToListAsync();
            var commits = rows.Where(row => row.RowKey != "head").GroupBy(row => row.RowKey[..8]).ToList();
            Assert.All(commits, commit => Assert.Equal(ChildProcess.RowsPerCommit, commit.Count()));
            Assert.Equal(Enumerable.Range(0, commits.Count).Select(n => $"{n:D8}"), commits.Select(commit => commit.Key));
            Assert.Equal(commits.Count - 1, rows.Find(row => row.RowKey == "head")?.Properties["Count"].AsInt32() ?? -1);
            Assert.InRange(commits.Count, acknowledged.Count(line => line.StartsWith($"{partition} ", StringComparison.Ordinal)), int.MaxValue);
        }
    }

    [Fact]
    public async Task Processes_on_one_file_lose_no_increment()
    {
        using var file = new SqliteFile();
        using var store = file.Open();
        using var first = ChildProcess.Start(ChildProcess.Counter, file.Path);
        using var second = ChildProcess.Start(ChildProcess.Counter, file.Path);

        await ChildProcess.CountAsync(store);
        await Task.WhenAll(first.WaitForExitAsync(), second.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(3 * ChildProcess.Increments, (await store.GetAsync(ChildProcess.Table, "p", "counter"))!.Properties["Count"].AsInt64());
    }

    private static async Task<List<string>> WriteAndKill(string path, int acknowledgements)
    {
        using var writer = ChildProcess.Start(ChildProcess.Writer, path);
        var lines = new List<string>();
        while (lines.Count < acknowledgements)
        {
            var line = await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            lines.Add(line ?? throw new InvalidOperationException("The writer ended by itself."));
        }

        writer.Kill();
        await writer.WaitForExitAsync();
        var rest = (await writer.StandardOutput.ReadToEndAsync()).Split('\n');

        // The last line may be cut: its number would be wrong.
        lines.AddRange(rest[..^1]);
        return lines;
    }
}
