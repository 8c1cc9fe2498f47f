using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Ports;

namespace Billing.Host;

/// <param name="Line">In the file, from 1.</param>
internal sealed record RefusedRow(long Line, string Detail);

/// <summary>What an import has done so far.</summary>
internal sealed class ImportTally
{
    private const int Remembered = 20;

    public long Rows { get; set; }

    /// <summary>Rows that count now; one that was there already counts as before.</summary>
    public long Taken { get; private set; }

    public long Refused { get; private set; }

    /// <summary>The first few.</summary>
    public List<RefusedRow> FirstRefused { get; } = [];

    /// <summary>The earliest and the latest instant taken; null where nothing was.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Span { get; private set; }

    public void Refuse(long line, string detail)
    {
        Refused++;
        if (FirstRefused.Count < Remembered)
        {
            FirstRefused.Add(new RefusedRow(line, detail));
        }
    }

    public void Take(DateTimeOffset at)
    {
        Taken++;
        Span = Span is var (first, last) ? (at < first ? at : first, at > last ? at : last) : (at, at);
    }
}

/// <summary>
/// Meters a log, however old it is, through the same intake as live usage: every batch is durable before the next but one is read, and what is there already
/// changes nothing. An import that was cut short is simply run again.
/// </summary>
internal sealed class UsageImport(UsageIntake intake, LogReader reader)
{
    private const int BatchRows = 5_000;

    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="HomeException">The store is away, or taken by others for too long.</exception>
    public async Task<ImportTally> RunAsync(LogFile file, Action<ImportTally> progress, CancellationToken cancellationToken)
    {
        var tally = new ImportTally();
        var writing = WriteAsync(new Batch([], []), cancellationToken);
        foreach (var rows in file.Rows().Chunk(BatchRows))
        {
            var batch = Read(rows, tally);
            (await writing).AddTo(tally);
            progress(tally);
            writing = WriteAsync(batch, cancellationToken);
        }

        (await writing).AddTo(tally);
        progress(tally);
        return tally;
    }

    private Batch Read(LogRow[] rows, ImportTally tally)
    {
        var batch = new Batch(new List<UsageEvent>(rows.Length), new List<long>(rows.Length));
        foreach (var row in rows)
        {
            tally.Rows++;
            var usage = reader.Read(row, batch.Events.Count);
            if (usage.IsOk)
            {
                batch.Events.Add(usage.Value);
                batch.Lines.Add(row.Line);
            }
            else
            {
                tally.Refuse(row.Line, usage.Error.Detail);
            }
        }

        return batch;
    }

    private async Task<Written> WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await intake.AcceptAsync(new UsageBatch(batch.Events, []), IntakeMode.Import, cancellationToken);
            return receipt.IsOk ? new Written(batch, receipt.Value.Rejected) : throw CutShort(receipt.Error.Detail);
        }
        catch (StoreUnavailableException problem)
        {
            throw CutShort(problem.Message);
        }
    }

    private static HomeException CutShort(string why) => new($"{why} Run the import again: nothing counts twice.");

    private sealed record Batch(List<UsageEvent> Events, List<long> Lines);

    private sealed record Written(Batch Batch, IReadOnlyList<RejectedEvent> Rejected)
    {
        public void AddTo(ImportTally tally)
        {
            foreach (var rejected in Rejected)
            {
                tally.Refuse(Batch.Lines[rejected.Index], rejected.Detail);
            }

            var refused = Rejected.Select(rejected => rejected.Index).ToHashSet();
            foreach (var usage in Batch.Events.Where(usage => !refused.Contains(usage.Index)))
            {
                tally.Take(usage.At);
            }
        }
    }
}
