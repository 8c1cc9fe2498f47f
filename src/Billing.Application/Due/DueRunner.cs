using Billing.Domain;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Due;

/// <summary>Does one kind of due work for one account. Running it again, or when nothing is due, changes nothing.</summary>
public interface IDueWork
{
    DueKind Kind { get; }

    /// <summary>Called before what is due is run: for what this process knows to be waiting without the index.</summary>
    ValueTask PrepareAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Answers when to look again, or null when nothing is left to do for this entry.</summary>
    ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken);
}

/// <summary>
/// Runs what is due: an account's entries oldest first and one after the other, those of several accounts side by side, so many at a time that neither the
/// store nor the payment provider is flooded when many fall due at one midnight. Work that fails is logged, put off and never holds up another account's; an
/// entry goes only after its work is done.
/// </summary>
public sealed partial class DueRunner(DueIndex due, IEnumerable<IDueWork> work, TimeProvider clock, ILogger<DueRunner> logger)
{
    private const int Batch = 200;
    private const int AccountsAtOnce = 32;
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(5);
    private readonly Dictionary<DueKind, IDueWork> _work = work.ToDictionary(w => w.Kind);

    /// <summary>Runs until nothing is due now; answers how many entries were run.</summary>
    public ValueTask<int> RunAsync(CancellationToken cancellationToken) => RunAsync(kinds: null, cancellationToken);

    /// <param name="kinds">Which alone are run; null: all.</param>
    public async ValueTask<int> RunAsync(IReadOnlySet<DueKind>? kinds, CancellationToken cancellationToken)
    {
        foreach (var one in _work.Values.Where(one => kinds?.Contains(one.Kind) != false))
        {
            await one.PrepareAsync(cancellationToken);
        }

        for (var ran = 0; ; )
        {
            var entries = await due.ReadAsync(clock.GetUtcNow(), Batch, kinds, cancellationToken);
            if (entries.Count == 0)
            {
                return ran;
            }

            await RunAllAsync(entries, cancellationToken);
            ran += entries.Count;
        }
    }

    /// <summary>The next instant at which something falls due, or null.</summary>
    public ValueTask<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => due.NextAsync(clock.GetUtcNow(), cancellationToken);

    private async Task RunAllAsync(IReadOnlyList<DueEntry> entries, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(AccountsAtOnce);
        var underWay = new List<Task>();
        try
        {
            foreach (var account in entries.GroupBy(entry => entry.Account))
            {
                await places.WaitAsync(cancellationToken);
                underWay.Add(RunAccountAsync(account));
            }
        }
        finally
        {
            await Task.WhenAll(underWay);
        }

        async Task RunAccountAsync(IEnumerable<DueEntry> own)
        {
            try
            {
                foreach (var entry in own)
                {
                    await RunAsync(entry, cancellationToken);
                }
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async ValueTask RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        DateTimeOffset? again;
        try
        {
            again = await _work[entry.Kind].RunAsync(entry, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException and not Ports.StoreUnavailableException)
        {
            again = clock.GetUtcNow() + PutOff;
            LogFailed(e, entry.Kind, entry.Account, entry.At, again.Value);
        }

        await due.ReplaceAsync(entry, again, cancellationToken);
    }

    [LoggerMessage(EventName = "DueWorkFailed", Level = LogLevel.Error, Message = "Due work {Kind} of {Account} at {At} failed and is put off until {Again}.")]
    private partial void LogFailed(Exception e, DueKind kind, AccountId account, DateTimeOffset at, DateTimeOffset again);
}
