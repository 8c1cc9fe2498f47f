using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Metering;

/// <summary>Rows outlive releases: where one of these fails, stored data can no longer be read.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public async Task Rows_are_what_they_were()
    {
        var tables = new InMemoryTableStore();
        var bench = new MeteringBench(tables);
        var midnight = new DateTimeOffset(2030, 2, 1, 0, 0, 0, TimeSpan.Zero);
        await bench.AcceptAsync(
            MeteringBench.Message(midnight.AddMinutes(-1)),
            MeteringBench.Message(midnight.AddMinutes(30)),
            MeteringBench.Message(midnight.AddHours(3), kind: UsageKind.ApiSession),
            MeteringBench.Named(UsageKind.ApiRequest, midnight, "r1"),
            MeteringBench.Ai(midnight, "a1", new("smart-replies", "web", 100, 10, "h1")));

        Assert.Equal(
            """
            c|203001|support|c1
              Pieces=AID0q/i/iwYA
            c|203002|support|c1
              Pieces=A4CMjZ4CAIDoiIdDAA==
            head
              Sequence=1
              Pruned=0
            j|0000000000000000001
              Sessions=/u3sQwICAgICFgI=
              Starts=gPSejLymt/EIAAI=
            r|20300131|support
              Sessions=XwE=
              Voice=
            r|20300201|support
              Sessions=AAEAAQoB
              Voice=
            s|203002|support|c1
              Pieces=AIDwtKqSAwA=
            """,
            await TextAsync(tables, "conversations"));
        Assert.Equal(
            """
            a|20300201|support|smart-replies|web
              Slots=AAFkCpgC
            e|53d54b969c914f114700f4cfa81f2cc6
              Source=/tests
              Id=a1
              Kind=Ai
              At=2030-02-01T00:00:00.0000000+00:00
              App=support
              Feature=smart-replies
              InputTokens=100
              OutputTokens=10
              Micros=280
              Channel=web
              Hold=h1
            e|c99cca3e21752b50c54c7f20fe5ae116
              Source=/tests
              Id=r1
              Kind=ApiRequest
              At=2030-02-01T00:00:00.0000000+00:00
              App=support
            head
              Sequence=1
              Pruned=0
            j|0000000000000000001
              Sessions=gO7sQwI=
              Ai=IDUzZDU0Yjk2OWM5MTRmMTE0NzAwZjRjZmE4MWYyY2M2gICsqr6mt/EIB3N1cHBvcnQNc21hcnQtcmVwbGllcwN3ZWJkCpgCAmgx
            r|20300201|support
              Sessions=AAE=
              Voice=
            """,
            await TextAsync(tables, "events203002"));
    }

    private static async Task<string> TextAsync(InMemoryTableStore tables, string table)
    {
        var lines = new List<string>();
        await foreach (var row in tables.ReadAllAsync(new TableRange(table, "acme|0")))
        {
            lines.Add($"{row.RowKey}\n  {string.Join("\n  ", row.Properties.Select(property => $"{property.Key}={property.Value}"))}");
        }

        return string.Join('\n', lines);
    }
}
