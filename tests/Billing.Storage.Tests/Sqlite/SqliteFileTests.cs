using System.Diagnostics.Metrics;
using Billing.Application.Ports;
using Billing.Storage.Counting;
using Billing.Storage.Sqlite;

namespace Billing.Storage.Tests.Sqlite;

/// <summary>What the file promises beyond the port: reopening, versions, other processes, a full disk, the meter.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private const string Table = "accounts";
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Reopening_finds_everything_and_ETags_go_on()
    {
        string etag;
        using (var store = _file.Open())
        {
            etag = (await Put(store, "r", "one")).ETags[0]!;
            await store.CommitAsync(new(Table, "p", [TableOperation.Delete("r", etag)]));
        }

        using var reopened = _file.Open();
        var again = (await Put(reopened, "r", "one")).ETags[0];

        Assert.NotEqual(etag, again);
        Assert.Equal([Table], await reopened.ListTablesAsync());
        Assert.Equal(CommitStatus.Changed, (await reopened.CommitAsync(new(Table, "p", [TableOperation.Delete("r", etag)]))).Status);
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_leaves_one_file()
    {
        var store = _file.Open();
        var waiting = Enumerable.Range(0, 500).Select(i => Put(store, $"{i}", "x")).ToList();

        store.Dispose();
        store.Dispose();

        Assert.All(await Task.WhenAll(waiting), result => Assert.True(result.IsCommitted));
        Assert.Equal([_file.Path], Directory.GetFiles(Path.GetDirectoryName(_file.Path)!));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Put(store, "late", "x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync(Table, "p", "0"));
        using var reopened = _file.Open();
        Assert.Equal(500, (await reopened.ReadAsync(new(Table, "p"))).Rows.Count);
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_by_name()
    {
        _file.Open().Dispose();
        Sql("PRAGMA user_version = 2");

        var refusal = Assert.Throws<InvalidDataException>(() => _file.Open());

        Assert.Contains("store format 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_file.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_other_programs_are_refused()
    {
        Sql("CREATE TABLE theirs (id INTEGER)");
        Assert.Throws<InvalidDataException>(() => _file.Open());

        File.WriteAllText(_file.Path, string.Concat(Enumerable.Repeat("no database at all ", 100)));
        Assert.Throws<InvalidDataException>(() => _file.Open());
    }

    [Fact]
    public async Task While_another_process_holds_the_file_commits_are_unavailable_and_reads_go_on()
    {
        using var store = _file.Open(new() { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        await Put(store, "r", "one");
        using (var other = SqliteDatabase.Open(_file.Path, TimeSpan.Zero))
        {
            other.Execute("BEGIN IMMEDIATE");

            await Assert.ThrowsAsync<StoreUnavailableException>(() => Put(store, "r", "two"));

            Assert.Equal("one", (await store.GetAsync(Table, "p", "r"))!.Properties["Text"].AsString());
            other.Execute("ROLLBACK");
        }

        Assert.True((await Put(store, "r", "three")).IsCommitted);
    }

    [Fact]
    public async Task A_full_disk_refuses_the_whole_commit_and_the_store_goes_on()
    {
        using var store = _file.Open(new() { MostPages = 64 });
        await Put(store, "r", "one");
        var large = Enumerable.Range(0, 50).Select(i => TableOperation.Upsert($"large{i}", new() { { "Bytes", TableValue.Of(new byte[16_384]) } })).ToList();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(new(Table, "p", large)).AsTask());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(new("another", "p", large)).AsTask());

        Assert.Equal("r", Assert.Single((await store.ReadAsync(new(Table, "p"))).Rows).RowKey);
        Assert.Equal([Table], await store.ListTablesAsync());
        Assert.True((await Put(store, "r", "two")).IsCommitted);
        Assert.True((await store.CommitAsync(new("another", "p", [TableOperation.Insert("r", TableProperties.Empty)]))).IsCommitted);
    }

    [Fact]
    public async Task A_table_that_another_process_dropped_is_made_again()
    {
        using var store = _file.Open();
        using var other = _file.Open();
        await Put(store, "r", "one");
        Assert.NotNull(await store.GetAsync(Table, "p", "r"));

        await other.DropTableAsync(Table);

        Assert.Null(await store.GetAsync(Table, "p", "r"));
        Assert.True((await Put(store, "r", "two")).IsCommitted);
        Assert.NotNull(await store.GetAsync(Table, "p", "r"));
    }

    [Fact]
    public async Task The_meter_tells_operations_rows_conflicts_and_groups()
    {
        var sums = new Dictionary<string, long>();
        await using var store = new CountingTableStore(_file.Open());
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) => l.EnableMeasurementEvents(instrument);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (sums)
            {
                sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
            }
        });
        listener.Start();

        await store.CommitAsync(new(Table, "p", [TableOperation.Insert("a", TableProperties.Empty), TableOperation.Insert("b", TableProperties.Empty)]));
        await store.CommitAsync(new(Table, "p", [TableOperation.Insert("a", TableProperties.Empty)]));

        // Other tests' stores count in the same meter.
        lock (sums)
        {
            Assert.True(sums["billing.storage.operations"] >= 2 && sums["billing.storage.rows"] >= 2);
            Assert.True(sums["billing.storage.conflicts"] >= 1 && sums["billing.storage.groups"] >= 2);
        }
    }

    private static Task<CommitResult> Put(SqliteTableStore store, string rowKey, string text) =>
        store.CommitAsync(new(Table, "p", [TableOperation.Upsert(rowKey, new() { { "Text", TableValue.Of(text) } })])).AsTask();

    private void Sql(string sql)
    {
        using var database = SqliteDatabase.Open(_file.Path, TimeSpan.Zero);
        database.Execute(sql);
    }
}
