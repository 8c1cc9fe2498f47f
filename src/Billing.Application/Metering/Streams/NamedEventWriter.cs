using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Streams;

/// <summary>
/// Writes events that count by their name: AI usage, voice interactions, API requests without a session. Each is a row of its own that is inserted and
/// never changed;
/// the conflict of the insert is what recognises a duplicate. The table is that of the event's UTC month:
/// a name is known within it, and a repeat keeps its time.
/// </summary>
internal sealed class NamedEventWriter(UsageStream stream, StreamServices services) : UsageWriter(stream, services)
{
    private readonly Dictionary<string, DayRollup> _days = [];
    private readonly Dictionary<string, AiDay> _aiDays = [];
    private readonly Dictionary<string, TableOperation> _events = [];
    private readonly ActivityDelta _sessions = new();
    private readonly ActivityDelta _voice = new();
    private readonly List<AiCharge> _charges = [];

    private sealed record Named(UsageEvent Event, UInt128 Name, Micros Price, UsagePart Part)
    {
        public string RowKey { get; } = UsageRows.Event(Name);

        public AiCharge Charge(AiRequest ai) =>
            new($"{Name:x32}", Event.At, Event.App, ai.Feature, ai.Channel, ai.InputTokens, ai.OutputTokens, Price, ai.HoldId);
    }

    protected override async ValueTask WritePassAsync(List<UsagePart> parts)
    {
        var waiting = new Queue<Named>();
        var names = new HashSet<UInt128>();
        foreach (var part in parts)
        {
            foreach (var usage in part.Events)
            {
                var name = NameOf(usage);
                if (names.Add(name) && !Services.Caches.Names.TryGet((Epoch, name), out _))
                {
                    waiting.Enqueue(new(usage, name, PriceOf(usage), part));
                }
                else
                {
                    part.Duplicates++;
                }
            }
        }

        // What is committed leaves the queue, so that an attempt after a lost race goes on with the rest.
        await AttemptAsync(async () =>
        {
            while (waiting.Count > 0)
            {
                await WriteSomeAsync(waiting);
            }
        });
    }

    protected override void Forget()
    {
        base.Forget();
        Clear();
    }

    /// <summary>SHA-256 of source and id, which the line feed keeps apart, cut to 128 bits.</summary>
    private static UInt128 NameOf(UsageEvent usage)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{usage.Source}\n{usage.Id}"), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private Micros PriceOf(UsageEvent usage) =>
        usage.Ai is { } ai ? Services.Rules.AiPrices[ai.Feature].Of(ai.InputTokens, ai.OutputTokens)!.Value : Micros.Zero;

    private async ValueTask WriteSomeAsync(Queue<Named> waiting)
    {
        Clear();
        var chunk = new List<Named>();
        foreach (var named in waiting)
        {
            if (!await TryAddAsync(named))
            {
                break;
            }

            chunk.Add(named);
        }

        var entry = new UsageJournalEntry(Head.Sequence + 1)
        {
            Sessions = [.. _sessions.Sessions.Select(static pair => new SlotDelta(pair.Key, pair.Value))],
            Voice = [.. _voice.Sessions.Select(static pair => new SlotDelta(pair.Key, pair.Value))],
            Ai = [.. _charges],
        };
        var result = await CommitAsync(Rows(), entry);
        if (result.IsCommitted)
        {
            Remember(chunk);
            UsageMetrics.Sessions.Add(entry.Sessions.Sum(static delta => (long)delta.Count));
        }

        var stored = result.IsCommitted ? [] : await StoredAsync(chunk);
        for (var i = 0; i < chunk.Count; i++)
        {
            var named = waiting.Dequeue();
            if (stored.Contains(named.Name))
            {
                named.Part.Duplicates++;
                Services.Caches.Names.Set((Epoch, named.Name), true);
            }
            else if (!result.IsCommitted)
            {
                waiting.Enqueue(named);
            }
        }
    }

    /// <returns>False where the commit has no room for it.</returns>
    private async ValueTask<bool> TryAddAsync(Named named)
    {
        var usage = named.Event;
        var slot = Slot.Of(usage.At);
        var rollup = usage.Ai is { } ai ? UsageRows.AiRollup(slot.Day, usage.App.Value, ai.Feature, ai.Channel) : UsageRows.Rollup(slot.Day, usage.App.Value);
        var isNew = !_days.ContainsKey(rollup) && !_aiDays.ContainsKey(rollup);
        if (_events.Count + _days.Count + _aiDays.Count + (isNew ? 2 : 1) > StreamHead.RowsPerCommit)
        {
            return false;
        }

        _events.Add(named.RowKey, TableOperation.Insert(named.RowKey, EventRows.Write(usage, named.Price)));
        if (usage.Ai is { } request)
        {
            var day = isNew ? _aiDays[rollup] = await CopyAiDayAsync(rollup) : _aiDays[rollup];
            day.Add(slot.OfDay, new(1, request.InputTokens, request.OutputTokens, named.Price));
            _charges.Add(named.Charge(request));
        }
        else
        {
            var day = isNew ? _days[rollup] = await CopyDayAsync(rollup) : _days[rollup];
            var isVoice = usage.Kind == UsageKind.Voice;
            (isVoice ? day.Voice : day.Sessions).Add(slot.OfDay, 1);
            (isVoice ? _voice : _sessions).AddSession(slot);
        }

        return true;
    }

    private List<TableOperation> Rows()
    {
        var rows = new List<TableOperation>(_events.Values);
        foreach (var (rowKey, day) in _days)
        {
            rows.Add(TableOperation.Upsert(rowKey, Codec.Write(day)));
        }

        foreach (var (rowKey, day) in _aiDays)
        {
            rows.Add(TableOperation.Upsert(rowKey, Codec.Write(day)));
        }

        return rows;
    }

    private void Remember(List<Named> chunk)
    {
        foreach (var named in chunk)
        {
            Services.Caches.Names.Set((Epoch, named.Name), true);
        }

        foreach (var (rowKey, day) in _days)
        {
            Services.Caches.Days.Set((Epoch, rowKey), day);
        }

        foreach (var (rowKey, day) in _aiDays)
        {
            Services.Caches.AiDays.Set((Epoch, rowKey), day);
        }
    }

    /// <summary>Which of them are in the store already; asked only after an insert has said that one is.</summary>
    private async ValueTask<HashSet<UInt128>> StoredAsync(List<Named> chunk)
    {
        var rows = await Task.WhenAll(chunk.Select(named => Services.Tables.GetAsync(Stream.Table, Stream.PartitionKey, named.RowKey).AsTask()));
        return [.. chunk.Where((_, i) => rows[i] is not null).Select(static named => named.Name)];
    }

    private async ValueTask<AiDay> CopyAiDayAsync(string rowKey)
    {
        if (Services.Caches.AiDays.TryGet((Epoch, rowKey), out var day))
        {
            return day!.Copy();
        }

        var row = await Services.Tables.GetAsync(Stream.Table, Stream.PartitionKey, rowKey);
        return row is null ? new AiDay() : UsageRowCodec.ReadAi(row);
    }

    private void Clear()
    {
        _days.Clear();
        _aiDays.Clear();
        _events.Clear();
        _sessions.Clear();
        _voice.Clear();
        _charges.Clear();
    }
}
