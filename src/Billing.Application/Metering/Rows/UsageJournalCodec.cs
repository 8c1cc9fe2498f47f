using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Rows;

/// <summary>The stored form of a journal row; parts that are empty are left out.</summary>
internal sealed class UsageJournalCodec
{
    private readonly PackWriter _pack = new();

    public TableProperties Write(UsageJournalEntry entry)
    {
        var properties = new TableProperties();
        WriteSlots(entry.Sessions);
        Add(properties, nameof(entry.Sessions));
        WriteSlots(entry.Voice);
        Add(properties, nameof(entry.Voice));
        WriteStarts(entry.Starts);
        Add(properties, nameof(entry.Starts));
        WriteAi(entry.Ai);
        Add(properties, nameof(entry.Ai));
        return properties;
    }

    public static UsageJournalEntry Read(TableRow row) => new(long.Parse(row.RowKey.AsSpan(UsageRows.JournalPrefix.Length)))
    {
        Sessions = ReadSlots(Bytes(row, nameof(UsageJournalEntry.Sessions))),
        Voice = ReadSlots(Bytes(row, nameof(UsageJournalEntry.Voice))),
        Starts = ReadStarts(Bytes(row, nameof(UsageJournalEntry.Starts))),
        Ai = ReadAi(Bytes(row, nameof(UsageJournalEntry.Ai))),
    };

    private void Add(TableProperties properties, string name)
    {
        if (!_pack.IsEmpty)
        {
            properties.Add(name, TableValue.Of(_pack.Take()));
        }
    }

    private static ReadOnlySpan<byte> Bytes(TableRow row, string name) => row.Properties.TryGet(name, out var value) ? value.AsBinary() : [];

    private void WriteSlots(IReadOnlyList<SlotDelta> deltas)
    {
        var before = 0;
        foreach (var (slot, count) in deltas)
        {
            _pack.Signed(slot.Index - before);
            _pack.Signed(count);
            before = slot.Index;
        }
    }

    private static List<SlotDelta> ReadSlots(ReadOnlySpan<byte> bytes)
    {
        var pack = new PackReader(bytes);
        var deltas = new List<SlotDelta>();
        for (var slot = 0; !pack.AtEnd;)
        {
            slot += pack.Signed();
            deltas.Add(new(new Slot(slot), pack.Signed()));
        }

        return deltas;
    }

    private void WriteStarts(IReadOnlyList<StartDelta> deltas)
    {
        foreach (var (start, count) in deltas)
        {
            _pack.Unsigned(start.First);
            _pack.Unsigned(start.First - (start.Before ?? start.First));
            _pack.Signed(count);
        }
    }

    private static List<StartDelta> ReadStarts(ReadOnlySpan<byte> bytes)
    {
        var pack = new PackReader(bytes);
        var deltas = new List<StartDelta>();
        while (!pack.AtEnd)
        {
            var (first, apart) = (pack.Unsigned(), pack.Unsigned());
            deltas.Add(new(new(first, apart == 0 ? null : first - apart), pack.Signed()));
        }

        return deltas;
    }

    private void WriteAi(IReadOnlyList<AiCharge> charges)
    {
        foreach (var charge in charges)
        {
            _pack.Text(charge.Event);
            _pack.Unsigned(charge.At.UtcTicks);
            _pack.Text(charge.App.Value);
            _pack.Text(charge.Feature);
            _pack.Text(charge.Channel ?? "");
            _pack.Unsigned(charge.InputTokens);
            _pack.Unsigned(charge.OutputTokens);
            _pack.Unsigned(charge.Micros.Value);
            _pack.Text(charge.HoldId ?? "");
        }
    }

    private static List<AiCharge> ReadAi(ReadOnlySpan<byte> bytes)
    {
        var pack = new PackReader(bytes);
        var charges = new List<AiCharge>();
        while (!pack.AtEnd)
        {
            charges.Add(new(
                pack.Text(),
                new DateTimeOffset(pack.Unsigned(), TimeSpan.Zero),
                new AppId(pack.Text()),
                pack.Text(),
                NullIfEmpty(pack.Text()),
                pack.Unsigned(),
                pack.Unsigned(),
                new Micros(pack.Unsigned()),
                NullIfEmpty(pack.Text())));
        }

        return charges;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
