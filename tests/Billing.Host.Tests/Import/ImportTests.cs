using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.Host.Tests;

/// <summary>Importing real logs: whole, shuffled, doubled, cut, killed, beside a running server and twice, the same counts.</summary>
public sealed class ImportTests : IDisposable
{
    private const int Seed = 20261122;
    private const long TrialCredit = 10_000_000;

    private readonly string _files = Directory.CreateTempSubdirectory("billing-logs-").FullName;

    public void Dispose() => Directory.Delete(_files, recursive: true);

    [Fact]
    public async Task Conversations_count_the_same_in_every_hour_however_they_come()
    {
        var log = Logs.Conversations();
        await using var server = await BillingServer.StartAsync();

        await ImportAsync(server, "conversations", "whole", Write("whole", log));
        await ImportAsync(server, "conversations", "twice", Write("doubled", Shuffled(log.Concat(log.Skip(1)))));
        foreach (var (index, piece) in Shuffled(log).Skip(1).Chunk(20_000).Index())
        {
            await ImportAsync(server, "conversations", "pieces", Write($"piece{index}", piece.Prepend(log[0])));
        }

        await ImportAndKillAsync(server, "conversations", "killed", Write("killed", log));
        await ImportAsync(server, "conversations", "killed", Write("again", Shuffled(log)));

        var expected = Logs.SessionsByHour(log);
        foreach (var account in new[] { "whole", "twice", "pieces", "killed" })
        {
            Assert.Equal(expected, await HoursAsync(server, account, expected.Keys.First(), expected.Keys.Last()));
        }
    }

    [Fact]
    public async Task Not_a_token_is_lost_and_none_counts_twice()
    {
        var log = Logs.AiUsage();
        await using var server = await BillingServer.StartAsync();

        await ImportAsync(server, "ai-usage", "whole", Write("whole", log));
        await ImportAsync(server, "ai-usage", "whole", Write("shuffled", Shuffled(log)));
        await ImportAndKillAsync(server, "ai-usage", "killed", Write("killed", log));
        await ImportAsync(server, "ai-usage", "killed", Write("again", log));
        await server.SettleAsync();

        var (requests, input, output) = Logs.Tokens(log);
        var (inputPrice, outputPrice) = await PriceAsync(server, "smart-replies");
        var cost = (input * inputPrice) + (output * outputPrice);
        foreach (var account in new[] { "whole", "killed" })
        {
            var used = (await server.Operator.GetAsync($"/accounts/{account}/usage/ai?from=2023-11-01T00:00:00Z&to=2023-12-01T00:00:00Z")).Expect(200);
            var expected = new { key = "smart-replies", requests, inputTokens = input, outputTokens = output, micros = cost };
            Assert.Equal(JsonSerializer.Serialize(new { groups = new[] { expected } }), used.Text);
            Assert.Equal(TrialCredit - cost, (await server.Operator.GetAsync($"/accounts/{account}/credits")).Int("totalMicros"));
        }
    }

    [Fact]
    public async Task Rows_that_say_the_same_all_count_and_those_that_cannot_be_read_are_named()
    {
        await using var server = await BillingServer.StartAsync();
        var file = Write("odd", [
            "output_tokens,feature,note,timestamp,input_tokens",
            "1,knowledge-qa,\"a, b\",2025-12-31T10:00:00Z,10",
            "1,knowledge-qa,same,2025-12-31T10:00:00Z,10",
            "1,,no feature,2025-12-31 10:00:00.1234567,10",
            "1,mind-reading,,2025-12-31T10:00:00Z,10",
            "-1,,,2025-12-31T10:00:00Z,10",
            "1,,,yesterday,10",
            "1,,,2026-01-01T01:00:00Z,10",
            "1"]);

        var (exitCode, output, error) = await RunAsync(server, "ai-usage", "acme", file);

        Assert.Equal(2, exitCode);
        Assert.Contains("8 rows: 3 taken, 5 refused.", output, StringComparison.Ordinal);
        Assert.Contains("3 requests, 30 input and 3 output tokens", output, StringComparison.Ordinal);
        foreach (var line in new[] { 5, 6, 7, 8, 9 })
        {
            Assert.Contains($"line {line}: ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Instants_may_be_written_as_other_programs_write_them()
    {
        await using var server = await BillingServer.StartAsync();
        var file = Write("forms", [
            "conversation_id,user,timestamp",
            "c-1,u-1,2025-12-31T10:00:00.123456789Z",
            "c-1,u-1,2025-12-31 10:00:00.1234567999",
            "c-1,u-1,2025-12-31 11:00:00.1234567+01",
            "c-1,u-1,2025-12-31T15:30:00.123456700+05:30"]);

        var (exitCode, output, error) = await RunAsync(server, "conversations", "acme", file);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("from 2025-12-31T10:00:00.1234567Z to 2025-12-31T10:00:00.1234567Z: 1 billing sessions.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_ai_feature_is_sold_no_row_is_taken()
    {
        await using var server = await BillingServer.StartAsync();
        var catalog = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "catalog.json")))!;
        catalog["aiFeatures"] = new JsonArray();
        var file = Write("log", ["timestamp,input_tokens,output_tokens", "2025-12-31T10:00:00Z,1,1"]);

        var arguments = Arguments(server, "ai-usage", "acme", file);
        var (exitCode, output, error) = await ChildProcess.RunAsync([.. arguments, "--catalog", Write("catalog", [catalog.ToJsonString()])]);

        Assert.Equal(2, exitCode);
        Assert.Contains("1 rows: 0 taken, 1 refused.", output, StringComparison.Ordinal);
        Assert.StartsWith("line 2: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_imported_is_said_and_nothing_is_written()
    {
        await using var server = await BillingServer.StartAsync();
        var log = Write("log", ["conversation_id,user,timestamp", "c-1,u-1,2025-12-31T10:00:00Z"]);
        var header = Write("header", ["conversation,user,timestamp", "c-1,u-1,2025-12-31T10:00:00Z"]);

        await RefusedAsync("no account 'nobody'", "--account", "nobody", log);
        await RefusedAsync("'conversation_id'", "--account", "acme", "--create", header);
        await RefusedAsync("missing.csv", "--account", "acme", "--create", Path.Combine(_files, "missing.csv"));

        (await server.Operator.GetAsync("/accounts/nobody")).ExpectProblem(404, "account-not-found");

        async Task RefusedAsync(string says, params string[] arguments)
        {
            var (exitCode, _, error) = await ChildProcess.RunAsync(["import", "conversations", "--app", "bot", "--data", server.Data, .. arguments]);
            Assert.Equal(1, exitCode);
            Assert.Contains(says, error, StringComparison.Ordinal);
        }
    }

    private static async Task ImportAsync(BillingServer server, string kind, string account, string file)
    {
        var (exitCode, output, error) = await RunAsync(server, kind, account, file);
        Assert.True(exitCode == 0, output + error);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(BillingServer server, string kind, string account, string file) =>
        ChildProcess.RunAsync(Arguments(server, kind, account, file));

    private static string[] Arguments(BillingServer server, string kind, string account, string file) =>
        ["import", kind, file, "--account", account, "--app", "bot", "--create", "--data", server.Data];

    /// <summary>Ends the import without a word as soon as it says that something is done.</summary>
    private static async Task ImportAndKillAsync(BillingServer server, string kind, string account, string file)
    {
        using var process = ChildProcess.Start(Arguments(server, kind, account, file));
        Assert.Contains('%', await process.StandardOutput.ReadLineAsync() ?? "");
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task<SortedDictionary<DateTimeOffset, long>> HoursAsync(
        BillingServer server, string account, DateTimeOffset first, DateTimeOffset last)
    {
        var sessions = new SortedDictionary<DateTimeOffset, long>();
        for (var from = first; from <= last; from += TimeSpan.FromDays(90))
        {
            var span = $"from={from:yyyy-MM-ddTHH:mm:ssZ}&to={from.AddDays(90):yyyy-MM-ddTHH:mm:ssZ}";
            var trends = await server.Operator.GetAsync($"/accounts/{account}/usage/trends?{span}&app=bot&granularity=hour");
            foreach (var point in trends.Expect(200)["points"].EnumerateArray())
            {
                if (point.GetProperty("billingSessions").GetInt64() is var count and not 0)
                {
                    sessions.Add(point.GetProperty("start").GetDateTimeOffset(), count);
                }
            }
        }

        return sessions;
    }

    private static async Task<(long Input, long Output)> PriceAsync(BillingServer server, string feature)
    {
        var price = (await server.Nobody.GetAsync("/plans"))["aiFeatures"].EnumerateArray().Single(each => each.GetProperty("id").GetString() == feature);
        return (price.GetProperty("inputMicros").GetInt64(), price.GetProperty("outputMicros").GetInt64());
    }

    private static List<string> Shuffled(IEnumerable<string> log)
    {
        var lines = log.ToArray();
        new Random(Seed).Shuffle(lines.AsSpan(1));
        return [.. lines];
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(_files, $"{name}.csv");
        File.WriteAllLines(file, lines);
        return file;
    }
}
