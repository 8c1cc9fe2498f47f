using Billing.Application.Ports;
using Billing.Storage.Azure;
using Billing.Tests;

namespace Billing.Storage.Tests.Azure;

/// <summary>What becomes of a commit on a wire that breaks: it is never done twice, and never called refused when it was done.</summary>
public sealed class LostAnswerTests(Azurite azurite) : IAsyncLifetime
{
    private readonly string _table = $"lost{Guid.NewGuid():N}";
    private readonly AzureTableStore _others = TableWire.Connect(azurite.ConnectionString);
    private string _etag = "";

    public async ValueTask InitializeAsync()
    {
        await azurite.ReadyAsync();
        _etag = (await _others.CommitAsync(new(_table, "p", [TableOperation.Insert("head", Text("0"))]))).ETags[0]!;
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_recognised_and_not_done_twice()
    {
        var wire = new Wire { Answering = number => number == 1 ? throw Wire.LostAnswer : Task.CompletedTask };

        var result = await Commit(wire);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(1, wire.Batches);
        Assert.Equal([(await Row("head"))!.ETag, (await Row("journal"))!.ETag], result.ETags);
    }

    [Fact]
    public async Task It_is_recognised_also_when_another_writer_has_changed_some_of_its_rows_since()
    {
        var wire = new Wire
        {
            Answering = async _ =>
            {
                await Other(TableOperation.Replace("head", Text("another"), null));
                throw Wire.LostAnswer;
            },
        };

        var result = await Commit(wire);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal("another", (await Row("head"))!.Properties["Text"].AsString());
        Assert.Equal((await Row("journal"))!.ETag, result.ETags[1]);
        Assert.Equal(CommitStatus.Changed, (await _others.CommitAsync(new(_table, "p", [TableOperation.Replace("head", Text("x"), result.ETags[0])]))).Status);
    }

    /// <summary>The first request is held up on the way: its sender gives up, and it arrives just before the second one.</summary>
    [Fact]
    public async Task A_request_that_arrives_after_it_was_given_up_does_not_count_twice()
    {
        var wire = new Wire { HoldsFirst = true };

        var result = await Commit(wire);

        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(2, wire.Batches);
        Assert.Equal([(await Row("head"))!.ETag, (await Row("journal"))!.ETag], result.ETags);
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_sent_again()
    {
        var wire = new Wire { Sending = number => number < 3 ? throw (number == 1 ? Wire.LostAnswer : Wire.NoConnection) : Task.CompletedTask };

        Assert.True((await Commit(wire)).IsCommitted);

        Assert.Equal(3, wire.Batches);
        Assert.Equal("1", (await Row("head"))!.Properties["Text"].AsString());
    }

    [Fact]
    public async Task A_refusal_is_told_where_nothing_was_sent_before()
    {
        var wire = new Wire { Sending = number => number == 1 ? throw Wire.NoConnection : Task.CompletedTask };
        await Other(TableOperation.Replace("head", Text("another"), null));

        var result = await Commit(wire);

        Assert.Equal((CommitStatus.Changed, 0), (result.Status, result.FailedIndex));
        Assert.Null(await Row("journal"));
    }

    /// <summary>Done and then overwritten everywhere, or never done: nobody can tell, and "refused" would make the caller do it again.</summary>
    [Fact]
    public async Task What_cannot_be_told_is_called_unavailable()
    {
        var wire = new Wire
        {
            Answering = async number =>
            {
                if (number == 1)
                {
                    await Other(TableOperation.Replace("head", Text("another"), null), TableOperation.Delete("journal"));
                    throw Wire.LostAnswer;
                }
            },
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(wire));

        Assert.Equal("another", (await Row("head"))!.Properties["Text"].AsString());
        Assert.Null(await Row("journal"));
    }

    [Fact]
    public async Task Parallel_increments_over_a_bad_wire_are_exact()
    {
        var wire = new Wire
        {
            Sending = number => number % 5 == 0 ? throw Wire.NoConnection : Task.CompletedTask,
            Answering = number => number % 3 == 0 ? throw Wire.LostAnswer : Task.CompletedTask,
        };
        var store = TableWire.Connect(azurite.ConnectionString, wire.Options);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var done = 0; done < 5;)
            {
                done += await Increment(store, $"{writer}-{done}") ? 1 : 0;
            }
        })));

        Assert.Equal("40", (await Row("head"))!.Properties["Text"].AsString());
    }

    /// <summary>As the application does: the journal row's key names the change, so that an unknown outcome can be looked up.</summary>
    private async Task<bool> Increment(AzureTableStore store, string change)
    {
        var head = await store.GetAsync(_table, "p", "head");
        if (await store.GetAsync(_table, "p", change) is not null)
        {
            return true;
        }

        var next = Text($"{int.Parse(head!.Properties["Text"].AsString()) + 1}");
        try
        {
            TableOperation[] operations = [TableOperation.Replace("head", next, head.ETag), TableOperation.Insert(change, next)];
            return (await store.CommitAsync(new(_table, "p", operations))).IsCommitted;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static TableProperties Text(string value) => new() { { "Text", TableValue.Of(value) } };

    private Task<CommitResult> Commit(Wire wire) => Commit(TableWire.Connect(azurite.ConnectionString, wire.Options));

    private Task<CommitResult> Commit(AzureTableStore store) =>
        store.CommitAsync(new(_table, "p", [TableOperation.Replace("head", Text("1"), _etag), TableOperation.Insert("journal", Text("1"))])).AsTask();

    private async Task Other(params TableOperation[] operations) => Assert.True((await _others.CommitAsync(new(_table, "p", operations))).IsCommitted);

    private Task<TableRow?> Row(string rowKey) => _others.GetAsync(_table, "p", rowKey).AsTask();
}
