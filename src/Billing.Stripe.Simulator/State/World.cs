using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;

namespace Billing.Stripe.Simulator.State;

/// <summary>All that the provider knows. One request changes it at a time, and what a request changes is kept together or not at all.</summary>
internal sealed class World : IDisposable
{
    private readonly Dictionary<string, JsonObject> _documents = [];

    /// <summary>Ids in order of creation, by object type, and by object type and customer.</summary>
    private readonly Dictionary<string, List<string>> _lists = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TimeProvider _clock;
    private readonly Journal? _journal;

    /// <param name="path">The file to keep everything in; null keeps it in memory.</param>
    public World(TimeProvider clock, string? path)
    {
        _clock = clock;
        _journal = path is null ? null : Journal.Open(path, commit => Keep(commit.Select(node => (JsonObject)node!.DeepClone())), Lasting);
    }

    /// <summary>Called with the new events of each commit, in the order of the commits.</summary>
    public Action<IReadOnlyList<JsonObject>> Committed { get; set; } = _ => { };

    /// <summary>Runs one change alone; where <paramref name="work"/> throws, nothing of it is kept.</summary>
    public Task<T> ChangeAsync<T>(Func<Change, T> work, EventOrigin? origin = null) => RunAsync(work, origin, isKept: true);

    /// <summary>Looks at the world between two changes; nothing is kept.</summary>
    public Task<T> ReadAsync<T>(Func<Change, T> work) => RunAsync(work, null, isKept: false);

    public void Dispose()
    {
        _journal?.Dispose();
        _turn.Dispose();
    }

    internal JsonObject? Find(string key) => _documents.GetValueOrDefault(key);

    internal IEnumerable<string> Keys(string type, string? customer) =>
        _lists.GetValueOrDefault(customer is null ? type : ListOf(type, customer)) ?? Enumerable.Empty<string>();

    private static string ListOf(string type, string customer) => $"{type}|{customer}";

    private async Task<T> RunAsync<T>(Func<Change, T> work, EventOrigin? origin, bool isKept)
    {
        await _turn.WaitAsync();
        try
        {
            var change = new Change(this, _clock.GetUtcNow(), origin);
            var result = work(change);
            if (isKept && change.Changed.Count > 0)
            {
                _journal?.Append(change.Changed);
                Keep(change.Changed);
                Committed(change.Events);
            }

            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Keep(IEnumerable<JsonObject> documents)
    {
        foreach (var document in documents)
        {
            var key = document.Key();
            var type = document.Text("object")!;
            var before = _documents.GetValueOrDefault(key);
            _documents[key] = document;
            if (before is null)
            {
                List(type).Add(key);
            }

            // A payment method that is detached stays on its customer's list, and readers pass over it: it never comes back to another.
            if (document.Text("customer") is { } customer && before?.Text("customer") is null)
            {
                List(ListOf(type, customer)).Add(key);
            }
        }
    }

    /// <summary>In order of creation: all but the answers that no idempotency key gets any more.</summary>
    private List<JsonObject> Lasting()
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return [.. _documents.Values.Where(document => !IdempotentRequests.IsOver(document, now))];
    }

    private List<string> List(string name) => _lists.TryGetValue(name, out var list) ? list : _lists[name] = [];
}

/// <summary>The request that an event says it comes from.</summary>
internal sealed record EventOrigin(string RequestId, string? IdempotencyKey);
