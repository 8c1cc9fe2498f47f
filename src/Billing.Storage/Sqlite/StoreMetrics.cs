using System.Diagnostics.Metrics;

namespace Billing.Storage.Sqlite;

/// <summary>The meter <c>Billing.Storage</c>.</summary>
internal sealed class StoreMetrics : IDisposable
{
    private readonly Meter _meter = new("Billing.Storage");
    private readonly Counter<long> _commits;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _groups;

    public StoreMetrics(Func<int> depth)
    {
        _commits = _meter.CreateCounter<long>("billing.storage.commits", "{commit}", "Commits that are durable");
        _rows = _meter.CreateCounter<long>("billing.storage.rows", "{row}", "Rows written or deleted by them");
        _conflicts = _meter.CreateCounter<long>("billing.storage.conflicts", "{commit}", "Commits refused by a condition");
        _groups = _meter.CreateCounter<long>("billing.storage.groups", "{group}", "Flushes of the disk, each for a group of commits");
        _meter.CreateObservableGauge("billing.storage.queue.depth", depth, "{commit}", "Commits that wait for the disk");
    }

    public void Record(GroupOutcome outcome)
    {
        _commits.Add(outcome.Commits);
        _rows.Add(outcome.Rows);
        _conflicts.Add(outcome.Refused);
        _groups.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
