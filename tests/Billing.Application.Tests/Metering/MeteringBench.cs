using System.Collections.Frozen;
using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Metering;

/// <summary>A metering on tables in memory, with a clock that stands, one account that exists, and a notifier that remembers.</summary>
internal sealed class MeteringBench(ITableStore? tables = null, IntakeLimits? limits = null, MeteringRules? rules = null, UsageLayout? layout = null)
    : IUsageNotifier
{
    public static readonly AccountId Account = new("acme");
    public static readonly AppId App = new("support");
    public static readonly DateTimeOffset Now = new(2030, 2, 10, 12, 0, 0, TimeSpan.Zero);

    public static readonly MeteringRules Rules = new(
        TimeSpan.FromMinutes(60),
        new Dictionary<string, AiPrice> { ["smart-replies"] = new(new(2), new(8)), ["knowledge-qa"] = new(new(3), new(10)) }.ToFrozenDictionary());

    private readonly Clock _clock = new();
    private UsageIntake? _intake;

    public ITableStore Tables { get; } = tables ?? new InMemoryTableStore();

    public IntakeLimits Limits { get; } = limits ?? new();

    public UsageLayout Layout { get; set; } = layout ?? UsageLayout.Default;

    public List<UsageStream> Announced { get; } = [];

    public UsageIntake Intake => _intake ??= Restarted();

    public UsageJournal Journal => new(Tables);

    public UsageTrendsHandler Trends => new(Tables, _clock);

    public AiUsageHandler AiUsage => new(Tables, _clock);

    public static UsageEvent Message(DateTimeOffset at, string conversation = "c1", string app = "support", UsageKind kind = UsageKind.Conversation) =>
        new(0, kind, Account, new(app), at, "/tests", "any", conversation);

    public static UsageEvent Ai(DateTimeOffset at, string id, AiRequest request) =>
        new(0, UsageKind.Ai, Account, App, at, "/tests", id, "") { Ai = request };

    public static UsageEvent Named(UsageKind kind, DateTimeOffset at, string id) => new(0, kind, Account, App, at, "/tests", id, "");

    /// <summary>As after a restart: nothing is remembered but what is stored.</summary>
    public UsageIntake Restarted() => _intake = new(Tables, this, rules ?? Rules, (account, _) => new(account == Account ? Layout : null), _clock, Limits);

    public async Task<UsageReceipt> AcceptAsync(params IReadOnlyList<UsageEvent> events)
    {
        var result = await Intake.AcceptAsync(new([.. events.Select((usage, index) => usage with { Index = index })], []), IntakeMode.Import, default);
        Assert.Empty(result.Value.Rejected);
        return result.Value;
    }

    /// <summary>Sends until it is accepted, as callers do; now and then after a restart.</summary>
    public async Task AcceptAtLastAsync(IReadOnlyList<UsageEvent> events)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AcceptAsync(events);
                return;
            }
            catch (StoreUnavailableException) when (attempt < 1000)
            {
                if (attempt % 3 == 0)
                {
                    Restarted();
                }
            }
        }
    }

    public async Task<List<UsageJournalEntry>> JournalAsync()
    {
        var entries = new List<UsageJournalEntry>();
        foreach (var stream in await Journal.StreamsAsync(Account, Layout, default))
        {
            await foreach (var entry in Journal.ReadAsync(stream, 0, int.MaxValue, default))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Hours with billing sessions, from the rollups of the time of that log.</summary>
    public async Task<SortedDictionary<DateTimeOffset, long>> HoursAsync(IReadOnlyCollection<UsageEvent> log, string? app = null)
    {
        var hours = new SortedDictionary<DateTimeOffset, long>();
        var to = log.Select(usage => usage.At).DefaultIfEmpty(Now).Max().AddDays(2);
        var first = log.Select(usage => usage.At).DefaultIfEmpty(Now).Min();

        // From midnight: a range that began within an hour would hold that hour's end twice, once in each of two parts.
        for (var from = new DateTimeOffset(first.UtcDateTime.Date, TimeSpan.Zero).AddDays(-2); from < to; from = from.AddDays(90))
        {
            var end = from.AddDays(90) < to ? from.AddDays(90) : to;
            var trends = await Trends.AskAsync(
                new(Account, Layout, AccountZone.Utc, new(null, from, end, TrendGranularity.Hour), app is null ? null : new AppId(app), null), default);
            foreach (var point in trends.Value.Points.Where(point => point.BillingSessions != 0))
            {
                hours.Add(point.Start, point.BillingSessions);
            }
        }

        return hours;
    }

    public ValueTask BeforeCommitAsync(UsageStream stream)
    {
        lock (Announced)
        {
            Announced.Add(stream);
        }

        return default;
    }

    public void AfterCommit(UsageStream stream, long? sequence)
    {
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
