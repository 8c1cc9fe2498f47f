using System.Runtime.InteropServices;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Streams;

/// <summary>
/// Writes activity of conversations and API sessions: rows by month, the rollups that follow from them, and the journal, always in one commit. Only what
/// is new is written;
/// events that repeat what is known cost nothing.
/// </summary>
internal sealed class ConversationWriter(UsageStream stream, StreamServices services) : UsageWriter(stream, services)
{
    /// <summary>A journal row has room for this many starts and those of one row more.</summary>
    private const int MostStarts = 1_000;

    private const int MostKnown = 2_000_000;

    /// <summary>So many groups are kept however many rows they have: those that the present needs.</summary>
    private const int GroupsKept = 8;

    /// <summary>Hashes of the rows that exist, for groups that were loaded: what is not among them is new and need not be asked for.</summary>
    private readonly Dictionary<MonthGroup, HashSet<uint>> _known = [];

    private readonly Dictionary<MonthKey, ConversationMonth> _months = [];
    private readonly Dictionary<string, DayRollup> _days = [];
    private readonly ActivityDelta _total = new();
    private readonly ActivityDelta _delta = new();

    public override int Remembered => _known.Values.Sum(static known => known.Count);

    protected override async ValueTask WritePassAsync(List<UsagePart> parts)
    {
        var activity = Group(parts);
        await AttemptAsync(() => WriteAsync(activity));
        if (_known.Count > GroupsKept && Remembered > MostKnown)
        {
            _known.Clear();
        }
    }

    protected override void Forget()
    {
        base.Forget();
        _known.Clear();
        Clear();
    }

    /// <summary>By conversation, and so that those of one day and app stand together: they share rollups.</summary>
    private static List<(MonthKey Key, List<long> Instants)> Group(List<UsagePart> parts)
    {
        var groups = new Dictionary<MonthKey, List<long>>();
        foreach (var part in parts)
        {
            foreach (var usage in part.Events)
            {
                var prefix = usage.Kind == UsageKind.Conversation ? MonthKey.Conversation : MonthKey.ApiSession;
                var key = new MonthKey(prefix, MonthKey.MonthOf(usage.At), usage.App.Value, usage.Subject);
                (CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _) ??= new(1)).Add(usage.At.UtcTicks);
            }
        }

        var ordered = groups.Select(static group => (group.Key, group.Value)).ToList();
        ordered.Sort(static (left, right) =>
        {
            var byDay = (left.Value[0] / TimeSpan.TicksPerDay).CompareTo(right.Value[0] / TimeSpan.TicksPerDay);
            return byDay != 0 ? byDay : string.CompareOrdinal(left.Key.App, right.Key.App);
        });
        return ordered;
    }

    private async ValueTask WriteAsync(List<(MonthKey Key, List<long> Instants)> activity)
    {
        if (Head.Unfinished is { } unfinished)
        {
            var key = MonthKey.Parse(unfinished);
            await FollowAsync(key, (await FindAsync(key.Before))!.Tail);
        }

        foreach (var (key, instants) in activity)
        {
            await AddAsync(key, instants);
        }

        await FlushAsync(null);
    }

    private async ValueTask AddAsync(MonthKey key, List<long> instants)
    {
        var pieces = Pieces.Of(CollectionsMarshal.AsSpan(instants), Services.Rules.IdleTimeout.Ticks);
        var before = await FindAsync(key);
        var after = before is null
            ? ConversationMonth.Of((await FindAsync(key.Before))?.Tail, pieces, Services.Rules.IdleTimeout)
            : before.With(pieces.AsSpan(), Services.Rules.IdleTimeout);
        if (after == before)
        {
            return;
        }

        await PutAsync(key, before, after, null);
        if (after.Tail != before?.Tail)
        {
            await FollowAsync(key.Next, after.Tail);
        }
    }

    /// <summary>
    /// Tells the following months how the one before them ended, as far as that changes them. A commit on the way says where to go on, should it be the
    /// last one.
    /// </summary>
    private async ValueTask FollowAsync(MonthKey key, Piece tail)
    {
        for (; await FindAsync(key) is { } before; key = key.Next)
        {
            var after = before.After(tail, Services.Rules.IdleTimeout);
            if (after == before)
            {
                return;
            }

            await PutAsync(key, before, after, key.RowKey);
            if (after.Tail == before.Tail)
            {
                return;
            }

            tail = after.Tail;
        }
    }

    private async ValueTask PutAsync(MonthKey key, ConversationMonth? before, ConversationMonth after, string? unfinished)
    {
        _delta.Clear();
        ConversationMonth.Compare(before, after, _delta);
        var days = _delta.Sessions.Keys.Select(static slot => slot.Day).Distinct().Select(day => UsageRows.Rollup(day, key.App)).ToList();
        var rows = (_months.ContainsKey(key) ? 0 : 1) + days.Count(day => !_days.ContainsKey(day));
        if (_months.Count + _days.Count + rows > StreamHead.RowsPerCommit || _total.Starts.Count > MostStarts)
        {
            await FlushAsync(unfinished);
        }

        foreach (var day in days)
        {
            if (!_days.ContainsKey(day))
            {
                _days.Add(day, await CopyDayAsync(day));
            }
        }

        foreach (var (slot, count) in _delta.Sessions)
        {
            _days[UsageRows.Rollup(slot.Day, key.App)].Sessions.Add(slot.OfDay, count);
        }

        _months[key] = after;
        _total.Add(_delta, withStarts: key.Prefix == MonthKey.Conversation);
    }

    private async ValueTask FlushAsync(string? unfinished)
    {
        if (_months.Count == 0)
        {
            return;
        }

        var rows = new List<TableOperation>(_months.Count + _days.Count);
        foreach (var (key, month) in _months)
        {
            rows.Add(TableOperation.Upsert(key.RowKey, Codec.Write(month, key.Start)));
        }

        foreach (var (rowKey, day) in _days)
        {
            rows.Add(TableOperation.Upsert(rowKey, Codec.Write(day)));
        }

        var entry = new UsageJournalEntry(Head.Sequence + 1)
        {
            Sessions = [.. _total.Sessions.Select(static pair => new SlotDelta(pair.Key, pair.Value)).OrderBy(static delta => delta.Slot.Index)],
            Starts = [.. _total.Starts.Select(static pair => new StartDelta(pair.Key, pair.Value))],
        };
        await CommitAsync(rows, entry, unfinished);
        UsageMetrics.Sessions.Add(entry.Sessions.Sum(static delta => (long)delta.Count));
        Remember();
        Clear();
    }

    private void Remember()
    {
        foreach (var (key, month) in _months)
        {
            var rowKey = key.RowKey;
            Services.Caches.Months.Set((Epoch, rowKey), month);
            if (_known.TryGetValue(key.Group, out var known))
            {
                known.Add(StableHash.Of(rowKey));
            }
        }

        foreach (var (rowKey, day) in _days)
        {
            Services.Caches.Days.Set((Epoch, rowKey), day);
        }
    }

    private void Clear()
    {
        _months.Clear();
        _days.Clear();
        _total.Clear();
    }

    private async ValueTask<ConversationMonth?> FindAsync(MonthKey key)
    {
        if (_months.TryGetValue(key, out var pending))
        {
            return pending;
        }

        var known = _known.GetValueOrDefault(key.Group) ?? await LoadAsync(key);
        var rowKey = key.RowKey;
        if (!known.Contains(StableHash.Of(rowKey)))
        {
            return null;
        }

        if (Services.Caches.Months.TryGet((Epoch, rowKey), out var month))
        {
            return month;
        }

        var row = await Services.Tables.GetAsync(Stream.Table, Stream.PartitionKey, rowKey);
        month = row is null ? null : UsageRowCodec.ReadMonth(row, key.Start);
        Services.Caches.Months.Set((Epoch, rowKey), month);
        return month;
    }

    /// <summary>Reads the rows of the key's app and month at once: one operation for a thousand conversations, in place of one for each.</summary>
    private async ValueTask<HashSet<uint>> LoadAsync(MonthKey key)
    {
        var known = new HashSet<uint>();
        await foreach (var row in Services.Tables.ReadAllAsync(TableRange.Prefix(Stream.Table, Stream.PartitionKey, key.GroupPrefix)))
        {
            known.Add(StableHash.Of(row.RowKey));
            Services.Caches.Months.Set((Epoch, row.RowKey), UsageRowCodec.ReadMonth(row, key.Start));
        }

        _known.Add(key.Group, known);
        return known;
    }
}
