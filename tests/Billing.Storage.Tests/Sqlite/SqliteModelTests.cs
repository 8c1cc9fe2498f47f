using Billing.Application.Ports;
using Billing.Storage.InMemory;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Storage.Tests.Sqlite;

/// <summary>SQLite and the reference, given the same commits in the same order, give the same answers and hold the same rows.</summary>
public sealed class SqliteModelTests
{
    private static readonly string[] RowKeys = ["", "a", "a|1", "b", "😀", "\ue000", "z"];

    /// <param name="Age">Of the ETag sent: 0 the row's own, 1 an older one, 2 none.</param>
    private sealed record Step(TableOperationKind Kind, string RowKey, int Value, int Age);

    private sealed record Commit(string Table, string Partition, Step[] Steps, bool Drops);

    [Fact]
    public void Random_commits_come_to_the_same_on_both() =>
        Prop.ForAll(Commits.ArrayOf(40).ToArbitrary(), commits => Same(commits).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static Gen<Step> Steps { get; } =
        from kind in Gen.Elements(Enum.GetValues<TableOperationKind>())
        from rowKey in Gen.Elements(RowKeys)
        from value in Gen.Choose(0, 1000)
        from age in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(2)))
        select new Step(kind, rowKey, value, age);

    private static Gen<Commit> Commits { get; } =
        from table in Gen.Elements("first", "second")
        from partition in Gen.Elements("p", "q")
        from steps in Gen.Choose(1, 3).SelectMany(count => Steps.ArrayOf(count))
        from drops in Gen.Frequency((30, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Commit(table, partition, [.. steps.DistinctBy(step => step.RowKey)], drops);

    private static async Task<bool> Same(Commit[] commits)
    {
        using var file = new SqliteFile();
        using var sqlite = file.Open();
        var (expected, actual) = (new Side(new InMemoryTableStore()), new Side(sqlite));
        foreach (var commit in commits)
        {
            Assert.Equal(await expected.Run(commit), await actual.Run(commit));
        }

        Assert.Equal(await expected.State(), await actual.State());
        return true;
    }

    private sealed class Side(ITableStore store)
    {
        private readonly Dictionary<string, List<string>> _etags = [];

        public async Task<string> Run(Commit commit)
        {
            if (commit.Drops)
            {
                await store.DropTableAsync(commit.Table);
                return "dropped";
            }

            var operations = commit.Steps.Select(step =>
                new TableOperation(step.Kind, step.RowKey, new() { { "Value", TableValue.Of(step.Value) } }, ETag(Known(commit, step), step.Age)));
            var result = await store.CommitAsync(new(commit.Table, commit.Partition, [.. operations]));
            foreach (var (step, etag) in commit.Steps.Zip(result.ETags).Where(pair => pair.Second is not null))
            {
                Known(commit, step).Add(etag!);
            }

            return $"{result.Status} {result.FailedIndex}";
        }

        public async Task<string> State()
        {
            var state = new List<string>(await store.ListTablesAsync());
            foreach (var (table, partition) in from t in state.ToList() from p in (string[])["p", "q"] select (t, p))
            {
                await foreach (var row in store.ReadAllAsync(new(table, partition, Limit: 4)))
                {
                    state.Add($"{table} {partition} {row.RowKey} {row.Properties["Value"]}");
                }

                await foreach (var row in store.ReadAllAsync(new(table, partition, "a|", "z")))
                {
                    state.Add($"{table} {partition} {row.RowKey} {row.Properties["Value"]}");
                }
            }

            return string.Join('\n', state);
        }

        private static string? ETag(List<string> known, int age) =>
            known.Count == 0 || age == 2 ? null : known[^Math.Min(age + 1, known.Count)];

        private List<string> Known(Commit commit, Step step)
        {
            var key = $"{commit.Table}/{commit.Partition}/{step.RowKey}";
            return _etags.TryGetValue(key, out var known) ? known : _etags[key] = [];
        }
    }
}
