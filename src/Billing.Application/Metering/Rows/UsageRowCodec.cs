using System.Collections.Immutable;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Rows;

/// <summary>The stored form of the metering rows. It outlives releases: what is written today must be read for years.</summary>
internal sealed class UsageRowCodec
{
    private const string Pieces = "Pieces";
    private const string Sessions = "Sessions";
    private const string Voice = "Voice";
    private const string Slots = "Slots";
    private const int HasPrevious = 1;
    private const int Continues = 2;

    private readonly PackWriter _pack = new();

    /// <param name="start">The month's first instant in UTC ticks; all instants are written relative to it.</param>
    public TableProperties Write(ConversationMonth month, long start)
    {
        _pack.Unsigned((month.Previous is null ? 0 : HasPrevious) | (month.Continues ? Continues : 0));
        if (month.Previous is { } previous)
        {
            _pack.Unsigned(start - previous.Last);
            _pack.Unsigned(previous.Last - previous.First);
        }

        var end = start;
        foreach (var piece in month.Pieces)
        {
            _pack.Unsigned(piece.First - end);
            _pack.Unsigned(piece.Last - piece.First);
            end = piece.Last;
        }

        return new() { { Pieces, TableValue.Of(_pack.Take()) } };
    }

    public static ConversationMonth ReadMonth(TableRow row, long start)
    {
        var pack = new PackReader(row.Properties[Pieces].AsBinary());
        var flags = pack.Unsigned();
        Piece? previous = null;
        if ((flags & HasPrevious) != 0)
        {
            var last = start - pack.Unsigned();
            previous = new(last - pack.Unsigned(), last);
        }

        var pieces = ImmutableArray.CreateBuilder<Piece>(1);
        for (var end = start; !pack.AtEnd;)
        {
            var first = end + pack.Unsigned();
            end = first + pack.Unsigned();
            pieces.Add(new(first, end));
        }

        return ConversationMonth.Stored(previous, (flags & Continues) != 0, pieces.DrainToImmutable());
    }

    public TableProperties Write(DayRollup day) => new() { { Sessions, TableValue.Of(Write(day.Sessions)) }, { Voice, TableValue.Of(Write(day.Voice)) } };

    public static DayRollup ReadDay(TableRow row)
    {
        var day = DayRollup.Empty();
        ReadDay(row, day.Sessions.Add, day.Voice.Add);
        return day;
    }

    /// <summary>Hands out the slots of the day (0 to 95) that have a count, with the count.</summary>
    public static void ReadDay(TableRow row, Action<int, int> sessions, Action<int, int> voice)
    {
        ReadCounts(row.Properties[Sessions].AsBinary(), sessions);
        ReadCounts(row.Properties[Voice].AsBinary(), voice);
    }

    public TableProperties Write(AiDay day)
    {
        for (var (slot, next) = (0, 0); slot < Slot.PerDay; slot++)
        {
            if (day[slot] is { Requests: > 0 } totals)
            {
                _pack.Unsigned(slot - next);
                _pack.Unsigned(totals.Requests);
                _pack.Unsigned(totals.InputTokens);
                _pack.Unsigned(totals.OutputTokens);
                _pack.Unsigned(totals.Micros.Value);
                next = slot + 1;
            }
        }

        return new() { { Slots, TableValue.Of(_pack.Take()) } };
    }

    public static AiDay ReadAi(TableRow row)
    {
        var pack = new PackReader(row.Properties[Slots].AsBinary());
        var day = new AiDay();
        for (var slot = 0; !pack.AtEnd; slot++)
        {
            slot += (int)pack.Unsigned();
            day.Add(slot, new(pack.Unsigned(), pack.Unsigned(), pack.Unsigned(), new Micros(pack.Unsigned())));
        }

        return day;
    }

    private byte[] Write(DayCounts counts)
    {
        for (var (slot, next) = (0, 0); slot < Slot.PerDay; slot++)
        {
            if (counts[slot] != 0)
            {
                _pack.Unsigned(slot - next);
                _pack.Unsigned(counts[slot]);
                next = slot + 1;
            }
        }

        return _pack.Take();
    }

    private static void ReadCounts(byte[] bytes, Action<int, int> take)
    {
        var pack = new PackReader(bytes);
        for (var slot = 0; !pack.AtEnd; slot++)
        {
            slot += (int)pack.Unsigned();
            take(slot, (int)pack.Unsigned());
        }
    }
}
