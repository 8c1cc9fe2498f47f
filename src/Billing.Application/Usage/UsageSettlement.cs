using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Metering;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Usage;

/// <summary>
/// Posts metered usage to the account: reads a stream's journal behind the account's watermark, and commits its cost and the new watermark together.
/// It can run twice, crash anywhere, and counts nothing twice. This process settles at once what it has committed; should it die before that, the stream's
/// due entry settles it.
/// </summary>
public sealed partial class UsageSettlement(
    AccountStore accounts, UsageJournal journal, DueIndex due, ProductCatalog catalog, TimeProvider clock, ILogger<UsageSettlement> logger)
    : IUsageNotifier, IDueWork
{
    /// <summary>Journal entries in one commit; each holds up to 97 events.</summary>
    private const int EntriesAtOnce = 200;

    /// <summary>
    /// A due entry lies that far ahead and vouches for the commits of the first half of that time, so that all of them are over when it is run, by whatever
    /// process: no commit takes half a minute.
    /// </summary>
    private static readonly TimeSpan LooksAfter = TimeSpan.FromMinutes(1);

    private static readonly Meter Meter = new("Billing.Credits");
    private static readonly Counter<long> Debited = Meter.CreateCounter<long>("billing.credits.debited", "{micro}", "Credits debited for usage.");

    /// <summary>Until when the due entry of a stream vouches for further commits.</summary>
    private readonly ConcurrentDictionary<UsageStream, DateTimeOffset> _vouchedUntil = new();

    /// <summary>What this process has committed and not settled, by the journal's last sequence then; 0 where that is not known.</summary>
    private readonly ConcurrentDictionary<UsageStream, long> _waiting = new();

    private Action<UsageStream, long> _settled = static (_, _) => { };
    private bool _hasLookedBack;

    public DueKind Kind => DueKind.Settlement;

    /// <summary>Called with what is settled: the metering need not keep it any longer.</summary>
    public void Connect(Action<UsageStream, long> settled) => _settled = settled;

    /// <exception cref="StoreUnavailableException">The account has just given the stream's month up; sent again, its events are too late.</exception>
    public async ValueTask BeforeCommitAsync(UsageStream stream)
    {
        var now = clock.GetUtcNow();
        if (_vouchedUntil.TryGetValue(stream, out var until) && now < until)
        {
            return;
        }

        await due.ScheduleAsync(new DueEntry(now + LooksAfter, stream.Account, DueKind.Settlement, stream.Name), CancellationToken.None);
        if (stream.Month is { } month && await accounts.LayoutAsync(stream.Account, CancellationToken.None) is { } layout && !layout.KeepsEventsOf(month))
        {
            throw new StoreUnavailableException($"The usage events of {month:yyyy-MM} are given up.");
        }

        _vouchedUntil[stream] = now + (LooksAfter / 2);
    }

    public void AfterCommit(UsageStream stream, long? sequence) =>
        _waiting.AddOrUpdate(stream, sequence ?? 0, (_, known) => sequence ?? known);

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var stream = UsageStream.Parse(entry.Account, entry.Subject);
        await SettleAsync(stream, cancellationToken);
        if (_vouchedUntil.TryGetValue(stream, out var until) && until <= entry.At)
        {
            _vouchedUntil.TryRemove(KeyValuePair.Create(stream, until));
        }

        return null;
    }

    /// <summary>Usage first: what falls due shall see what was used before.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        await LookBackAsync(cancellationToken);
        await SettleWaitingAsync(cancellationToken);
    }

    /// <summary>Settles what this process has committed; what fails has a due entry that tries again, less often.</summary>
    public async ValueTask SettleWaitingAsync(CancellationToken cancellationToken)
    {
        foreach (var (stream, _) in _waiting)
        {
            try
            {
                await SettleAsync(stream, cancellationToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException and not StoreUnavailableException)
            {
                _waiting.TryRemove(stream, out _);
                LogFailed(problem, stream.Account, stream.Name);
            }
        }
    }

    /// <summary>Settles what waits for the account in this process, so that a reader sees what was accepted before.</summary>
    public async ValueTask CatchUpAsync(AccountId account, CancellationToken cancellationToken)
    {
        foreach (var (stream, _) in _waiting)
        {
            if (stream.Account == account)
            {
                await SettleAsync(stream, cancellationToken);
            }
        }
    }

    /// <summary>Once after the start: what a process that died had not settled shows at once, not when its due entry comes.</summary>
    private async ValueTask LookBackAsync(CancellationToken cancellationToken)
    {
        if (_hasLookedBack)
        {
            return;
        }

        foreach (var entry in await due.ReadAsync(clock.GetUtcNow() + LooksAfter, TableLimits.RowsPerPage, cancellationToken))
        {
            if (entry.Kind == DueKind.Settlement)
            {
                _waiting.TryAdd(UsageStream.Parse(entry.Account, entry.Subject), 0);
            }
        }

        _hasLookedBack = true;
    }

    private async ValueTask SettleAsync(UsageStream stream, CancellationToken cancellationToken)
    {
        var known = _waiting.GetValueOrDefault(stream);
        while (await SettleSomeAsync(stream, cancellationToken))
        {
        }

        _waiting.TryRemove(KeyValuePair.Create(stream, known));
    }

    /// <returns>Whether there may be more.</returns>
    private async ValueTask<bool> SettleSomeAsync(UsageStream stream, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(stream.Account, cancellationToken) is not { } state)
        {
            return false;
        }

        if (await ReadAsync(stream, state, cancellationToken) is not { } entries)
        {
            return true;
        }

        if (entries.Count == 0)
        {
            return false;
        }

        var debited = Micros.Zero;
        await accounts.RunAsync<Done>(stream.Account, work =>
        {
            var before = work.State.Credits.Total;
            work.Post(stream, entries, catalog);
            debited = before - work.State.Credits.Total;
            return new(Done.Ok);
        }, cancellationToken);
        Debited.Add(Math.Max(0, debited.Value));
        _settled(stream, entries[^1].Sequence);
        return entries.Count == EntriesAtOnce;
    }

    /// <summary>What of the journal is not settled; null where it was settled, and taken away, while it was read.</summary>
    private async ValueTask<IReadOnlyList<UsageJournalEntry>?> ReadAsync(UsageStream stream, AccountState state, CancellationToken cancellationToken)
    {
        var watermark = state.Watermarks.GetValueOrDefault(stream.Name);
        try
        {
            return await journal.ReadAsync(stream, watermark, EntriesAtOnce, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            var now = await accounts.FindAsync(stream.Account, cancellationToken);
            if (now?.Watermarks.GetValueOrDefault(stream.Name) == watermark)
            {
                throw;
            }

            return null;
        }
    }

    [LoggerMessage(EventName = "UsageNotSettled", Level = LogLevel.Error, Message = "Usage of {Account} in {Stream} could not be settled.")]
    private partial void LogFailed(Exception problem, AccountId account, string stream);
}
