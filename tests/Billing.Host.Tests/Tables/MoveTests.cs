using System.Text;
using Billing.Tests;

namespace Billing.Host.Tests;

/// <summary>Accounts move from SQLite to Table Storage and back by the program's own verbs.</summary>
public sealed class MoveTests(Azurite azurite) : IDisposable
{
    private static readonly string[] Reads =
    [
        "", "/plan-information", "/credits", "/credits/ledger?limit=100", "/orders", "/payment-methods", "/usage/trends?range=30d", "/usage/ai",
        "/usage/forecast", "/seats/contact-center", "/invoices", "/invoices/export",
    ];

    private readonly string _files = Directory.CreateTempSubdirectory("billing-move-").FullName;

    public void Dispose() => Directory.Delete(_files, recursive: true);

    [Fact]
    public async Task Accounts_go_to_tables_live_on_there_and_come_back()
    {
        var storage = await azurite.NewAccountAsync();
        await using var home = await BillingServer.StartAsync();
        await LiveAsync(home);
        var before = await PictureAsync(home, "acme");
        var (first, second) = (Path.Combine(_files, "first.jsonl"), Path.Combine(_files, "second.jsonl.gz"));

        // All accounts, while the server runs; then one of them from the same file.
        var exported = await RunAsync(0, "export", first, "--data", home.Data);
        var restored = await RunAsync(0, "restore", first, "--account", "acme", "--data", _files, "--storage", storage);
        Assert.Contains(restored.Trim(), exported, StringComparison.Ordinal);
        var tablesData = Directory.CreateDirectory(Path.Combine(_files, "tables")).FullName;
        await CopyProviderAsync(home.Data, tablesData);
        await using var tables = await BillingServer.StartAsync(data: tablesData, storage: storage);
        Assert.Equal(before, await PictureAsync(tables, "acme"));
        (await tables.Operator.GetAsync("/accounts/other")).ExpectProblem(404, "account-not-found");

        // Time goes on where the account is now: it renews, and can be used.
        await tables.AdvanceToAsync("2026-02-01T00:00:00Z");
        Assert.Equal("2026-02-01", (await tables.Owner("acme").GetAsync("/accounts/acme/plan-information")).String("period.start"));
        await Story.SendAsync(tables, Story.AiUsage("acme", "there", "2026-02-01T00:00:00Z", 500, 5));
        var after = await PictureAsync(tables, "acme");

        // Back, into another directory.
        await RunAsync(0, "export", second, "--account", "acme", "--data", _files, "--storage", storage);
        await RunAsync(0, "restore", second, "--data", Path.Combine(_files, "back"));
        await CopyProviderAsync(tablesData, Path.Combine(_files, "back"));
        await using var back = await BillingServer.StartAsync("2026-02-01T00:00:00Z", Path.Combine(_files, "back"));
        Assert.Equal(after, await PictureAsync(back, "acme"));
    }

    [Fact]
    public async Task What_is_there_already_is_left_alone()
    {
        await using var home = await BillingServer.StartAsync();
        await LiveAsync(home);
        var file = Path.Combine(_files, "all.jsonl");
        await RunAsync(0, "export", file, "--data", home.Data);

        Assert.Contains("was there already", await RunAsync(0, "restore", file, "--data", home.Data), StringComparison.Ordinal);
        (await home.Operator.PostAsync("/operations/accounts/acme/credits/grants", new { micros = 5, reason = "later" })).Expect(201);
        var before = await PictureAsync(home, "acme");
        Assert.Contains("acme: refused", await RunAsync(1, "restore", file, "--data", home.Data), StringComparison.Ordinal);

        Assert.Equal(before, await PictureAsync(home, "acme"));
        Assert.Contains("there already", await RunAsync(1, "export", file, "--data", home.Data), StringComparison.Ordinal);
        Assert.Contains("no account 'nobody'", await RunAsync(1, "export", $"{file}.2", "--account", "nobody", "--data", home.Data), StringComparison.Ordinal);
        Assert.Contains("no account 'nobody'", await RunAsync(1, "restore", file, "--account", "nobody", "--data", _files), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_files, "all*"));
    }

    [Fact]
    public async Task A_file_that_is_not_whole_is_refused_before_anything_is_written()
    {
        await using var home = await BillingServer.StartAsync();
        await LiveAsync(home);
        var file = Path.Combine(_files, "all.jsonl");
        await RunAsync(0, "export", file, "--data", home.Data);
        var text = await File.ReadAllTextAsync(file);
        var lines = text.Split('\n');
        var second = Array.FindIndex(lines, line => line.Contains("{\"account\":\"other\"", StringComparison.Ordinal));
        var damages = new Dictionary<string, string>
        {
            ["cut"] = text[..(text.Length / 2)],
            ["without its end"] = string.Join('\n', lines[..^2]) + "\n",
            ["a row less"] = string.Join('\n', lines.Where((_, i) => i != 5)),
            ["a row changed"] = text.Replace("owner@acme.example", "thief@acme.example", StringComparison.Ordinal),
            ["an account less"] = string.Join('\n', [lines[0], .. lines[second..]]),
            ["of another version"] = text.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal),
            ["something else"] = "account,rows\n",
            ["empty"] = "",
        };

        foreach (var (name, damaged) in damages)
        {
            var path = Path.Combine(_files, $"{name}.jsonl");
            await File.WriteAllTextAsync(path, damaged, new UTF8Encoding(false));
            Assert.Contains("no whole export", await RunAsync(1, "restore", path, "--data", Path.Combine(_files, "target")), StringComparison.Ordinal);
        }

        var exported = await RunAsync(0, "export", Path.Combine(_files, "none.jsonl"), "--data", Path.Combine(_files, "target"));
        Assert.Contains("0 accounts", exported, StringComparison.Ordinal);
    }

    /// <summary>Two accounts, one of which has done most of what accounts do.</summary>
    private static async Task LiveAsync(BillingServer server)
    {
        await Story.CreateAccountAsync(server, "acme");
        await Story.CreateAccountAsync(server, "other");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced","interval":"month","seats":{"contactCenter":{"type":"concurrent","quantity":5}}}""");
        (await server.Service.PostAsync("/accounts/acme/seats/contact-center/agents/a-1/login")).Expect(200);
        await Story.SendAsync(server, [.. Enumerable.Range(0, 200).Select(i => Story.Activity("acme", "bot", $"c-{i}", BillingServer.NewYear))]);
        await Story.SendAsync(server, Story.AiUsage("acme", "here", BillingServer.NewYear, 10, 10), Story.Activity("other", "bot", "c", BillingServer.NewYear));
    }

    /// <summary>Another home of the same account has the same provider; its file is locked while its home runs.</summary>
    private static async Task CopyProviderAsync(string from, string to)
    {
        using var copy = System.Diagnostics.Process.Start("cp", [HomeDirectory.Open(from).SimulatorData, to]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <returns>What it printed, on both outputs.</returns>
    private static async Task<string> RunAsync(int expected, params string[] arguments)
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync(arguments);
        Assert.True(exitCode == expected, output + error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return output.Length > 0 ? output + error : error;
    }

    private static async Task<string> PictureAsync(BillingServer server, string account)
    {
        var lines = new List<string>();
        foreach (var path in Reads)
        {
            lines.Add($"{path}: {(await server.Owner(account).GetAsync($"/accounts/{account}{path}")).Expect(200).Text}");
        }

        return string.Join('\n', lines);
    }
}
