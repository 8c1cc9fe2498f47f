using System.Diagnostics.Metrics;
using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Due;
using Billing.Application.Ids;
using Billing.Application.Metering;
using Billing.Application.Notifications;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Usage;

/// <summary>
/// Posts metered usage to the account: reads a stream's journal behind the account's watermark, and commits its cost and the new watermark together.
/// It can run twice, crash anywhere, and counts nothing twice. A due entry written before the first unsettled commit makes sure that it runs.
/// </summary>
public sealed class UsageSettlement(
    AccountStore accounts, UsageJournal journal, DueIndex due, IdSource ids, ProductCatalog catalog, TimeProvider clock) : IUsageNotifier, IDueWork
{
    /// <summary>Journal entries in one commit; each holds up to 97 events.</summary>
    private const int EntriesAtOnce = 200;

    private static readonly Meter Meter = new("Billing.Credits");
    private static readonly Counter<long> Debited = Meter.CreateCounter<long>("billing.credits.debited", "{micro}", "Credits debited for usage.");

    private readonly UnsettledStreams _unsettled = new();
    private Action<UsageStream, long> _settled = static (_, _) => { };

    public DueKind Kind => DueKind.Settlement;

    /// <summary>Called with what is settled: the metering need not keep it any longer.</summary>
    public void Connect(Action<UsageStream, long> settled) => _settled = settled;

    public async ValueTask BeforeCommitAsync(UsageStream stream)
    {
        if (_unsettled.Begin(stream))
        {
            return;
        }

        try
        {
            // A name of its own: removing the entry of an earlier settlement must not take this one away.
            var entry = new DueEntry(clock.GetUtcNow(), stream.Account, DueKind.Settlement, $"{ids.New("set")}|{stream.Name}");
            await due.ScheduleAsync(entry, CancellationToken.None);
            _unsettled.Announced(stream);
        }
        catch
        {
            _unsettled.End(stream, null);
            throw;
        }
    }

    public void AfterCommit(UsageStream stream, long? sequence) => _unsettled.End(stream, sequence);

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var stream = UsageStream.Parse(entry.Account, entry.Subject[(entry.Subject.IndexOf('|', StringComparison.Ordinal) + 1)..]);
        await _unsettled.TakeUp(stream).WaitAsync(cancellationToken);
        await SettleAsync(stream, cancellationToken);
        return null;
    }

    /// <summary>Settles what this process has committed for the account, so that a reader sees what was accepted before.</summary>
    public async ValueTask CatchUpAsync(AccountId account, CancellationToken cancellationToken)
    {
        foreach (var stream in _unsettled.Of(account))
        {
            await SettleAsync(stream, cancellationToken);
        }
    }

    private async ValueTask SettleAsync(UsageStream stream, CancellationToken cancellationToken)
    {
        for (var isMore = true; isMore;)
        {
            if (await accounts.FindAsync(stream.Account, cancellationToken) is not { } state)
            {
                return;
            }

            var entries = new List<UsageJournalEntry>();
            var watermark = state.Watermarks.GetValueOrDefault(stream.Name);
            await foreach (var entry in journal.ReadAsync(stream, watermark, EntriesAtOnce, cancellationToken))
            {
                entries.Add(entry);
            }

            isMore = entries.Count == EntriesAtOnce;
            if (entries.Count > 0)
            {
                await accounts.RunAsync(stream.Account, work => new ValueTask<Result<Done>>(Post(work, stream, entries)), cancellationToken);
                watermark = entries[^1].Sequence;
            }

            _unsettled.Settled(stream, watermark);
            _settled(stream, watermark);
        }
    }

    private Result<Done> Post(AccountWork work, UsageStream stream, List<UsageJournalEntry> entries)
    {
        var watermark = work.State.Watermarks.GetValueOrDefault(stream.Name);
        UsageJournalEntry[] open = [.. entries.Where(entry => entry.Sequence > watermark)];
        if (open.Length == 0)
        {
            return Done.Ok;
        }

        work.State = work.State with { Watermarks = work.State.Watermarks.SetItem(stream.Name, open[^1].Sequence) };
        var before = work.State.Credits.Total;
        work.Apply(PostAi(work, PostSessions(work, open), open), catalog);
        Debited.Add(Math.Max(0, (before - work.State.Credits.Total).Value));
        Advise(work);
        return Done.Ok;
    }

    /// <summary>Counts sessions and conversations in their months of allowance; sessions beyond the included ones are debited.</summary>
    private CreditChange PostSessions(AccountWork work, UsageJournalEntry[] entries)
    {
        var zone = work.State.Zone;
        var book = AccountTerms.Of(work.State, catalog, work.Now).RollAllowances(work.State.Allowances);
        var before = book;
        foreach (var entry in entries)
        {
            foreach (var (slot, count) in entry.Sessions)
            {
                var date = zone.DateOf(slot.Start);
                book = book.Holding(date) is { } month ? book.With(month.Use(date, count, 0)) : book;
            }

            foreach (var (start, count) in entry.Starts)
            {
                var date = zone.DateOf(new DateTimeOffset(start.First, TimeSpan.Zero));
                var counts = book.Holding(date) is { } month && start.CountsIn(zone.StartOf(month.Start), zone.StartOf(month.End));
                book = counts ? book.With(book.Holding(date)!.Use(date, 0, count)) : book;
            }
        }

        var change = CreditChange.None(work.State.Credits);
        foreach (var month in book.Months)
        {
            var (next, sessions) = month.Bill(before.Holding(month.Start)?.SessionsUsed ?? 0);
            if (sessions != 0)
            {
                book = book.With(next);
                var price = next.BilledPrice;
                var posting = work.Posting(
                    $"{month.Start:yyyy-MM-dd}", $"{Math.Abs(sessions)} billing sessions beyond the {month.Terms.Sessions} included, at {price} each");
                change = change.Then(credits => sessions > 0
                    ? credits.Debit(price * sessions, UsageCharge.Overage, posting)
                    : price.IsZero ? CreditChange.None(credits) : credits.GiveBack(price * -sessions, UsageCharge.Overage, posting));
            }
        }

        work.State = work.State with { Allowances = book };
        return change;
    }

    /// <summary>AI requests at their true cost, one posting a feature; the holds that they name are settled with it.</summary>
    private static CreditChange PostAi(AccountWork work, CreditChange change, UsageJournalEntry[] entries)
    {
        foreach (var feature in entries.SelectMany(entry => entry.Ai).GroupBy(charge => charge.Feature))
        {
            var (requests, input, output, micros) = (0L, 0L, 0L, Micros.Zero);
            var holds = new HashSet<string>(StringComparer.Ordinal);
            foreach (var charge in feature)
            {
                (requests, input, output, micros) = (requests + 1, input + charge.InputTokens, output + charge.OutputTokens, micros + charge.Micros);
                if (charge.HoldId is { } hold)
                {
                    holds.Add(hold);
                }
            }

            var posting = work.Posting(feature.Key, $"{requests} requests, {input} input and {output} output tokens");
            change = change.Then(credits => credits.Settle(holds, micros, UsageCharge.Ai, posting));
        }

        return change;
    }

    /// <summary>Once a month of allowance: the conversations exceed the plan's volume.</summary>
    private void Advise(AccountWork work)
    {
        var terms = AccountTerms.Of(work.State, catalog, work.Now);
        var month = work.State.Allowances.Holding(terms.Today);
        if (month is { IsUpgradeAdvised: true } && work.State.UpgradeAdvisedFor != month.Start)
        {
            work.State = work.State with { UpgradeAdvisedFor = month.Start };
            work.Email(EmailTemplate.UpgradeRecommended, ("conversations", $"{month.ConversationsUsed}"), ("volume", $"{month.Terms.Conversations}"));
        }
    }
}
