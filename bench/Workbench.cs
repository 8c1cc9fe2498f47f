using System.Collections.Frozen;
using System.Globalization;
using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.Counting;
using Billing.Storage.Sqlite;

namespace Billing.Bench;

/// <summary>A metering on a fresh SQLite file with full sync, which is gone with it; operations are counted.</summary>
internal sealed class Workbench : IUsageNotifier, IAsyncDisposable
{
    public static readonly AccountId Account = new("acme");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("billing-bench");
    private readonly SqliteTableStore? _sqlite;

    public Workbench(ITableStore? tables = null)
    {
        _sqlite = tables is null ? SqliteTableStore.Open(Path.Combine(_folder.FullName, "billing.db")) : null;
        Tables = new CountingTableStore(tables ?? _sqlite!);
        var prices = new Dictionary<string, AiPrice> { ["smart-replies"] = new(new(2), new(8)) }.ToFrozenDictionary();
        Intake = new(Tables, this, new(TimeSpan.FromMinutes(60), prices), (_, _) => new(UsageLayout.Default), TimeProvider.System, new(QueuedEvents: 100_000));
    }

    public CountingTableStore Tables { get; }

    public UsageIntake Intake { get; }

    public static UsageEvent Message(int index, DateTimeOffset at, string app, string conversation) =>
        new(index, UsageKind.Conversation, Account, new(app), at, "/bench", "any", conversation);

    /// <summary>The log of ../shared/data, found from here upwards.</summary>
    public static UsageEvent[] ConversationLog() =>
        [.. File.ReadLines(Find("shared/data/conversations-irc-ubuntu.csv")).Skip(1).Select(static (line, index) =>
        {
            var fields = line.Split(',');
            return Message(index, DateTimeOffset.Parse(fields[2], CultureInfo.InvariantCulture), "support", fields[0]);
        })];

    /// <summary>The log of code completions beside it.</summary>
    public static UsageEvent[] AiLog() =>
        [.. File.ReadLines(Find("shared/data/ai-usage-azure-code.csv")).Skip(1).Select(static (line, index) =>
        {
            var fields = line.Split(',');
            var at = DateTimeOffset.Parse(fields[0], CultureInfo.InvariantCulture);
            var (input, output) = (long.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[2], CultureInfo.InvariantCulture));
            return new UsageEvent(index, UsageKind.Ai, Account, new("support"), at, "/bench", $"{index}", "")
            {
                Ai = new("smart-replies", "web", input, output, null),
            };
        })];

    /// <summary>Sends the batches in their order, so many under way at a time.</summary>
    public async Task SendAsync(IEnumerable<UsageEvent[]> batches, int atATime)
    {
        var underWay = new Queue<Task>();
        foreach (var batch in batches)
        {
            if (underWay.Count == atATime)
            {
                await underWay.Dequeue();
            }

            underWay.Enqueue(AcceptAsync(batch));
        }

        await Task.WhenAll(underWay);
    }

    public ValueTask BeforeCommitAsync(UsageStream stream) => default;

    public void AfterCommit(UsageStream stream, long? sequence)
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (_sqlite is not null)
        {
            await _sqlite.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task AcceptAsync(UsageEvent[] events)
    {
        var result = await Intake.AcceptAsync(new(events, []), IntakeMode.Import, CancellationToken.None);
        if (result.Value.Accepted != events.Length)
        {
            throw new InvalidOperationException("Not every event was accepted.");
        }
    }

    internal static string Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, relativePath) is var path && File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"No folder upwards holds {relativePath}.");
    }
}
