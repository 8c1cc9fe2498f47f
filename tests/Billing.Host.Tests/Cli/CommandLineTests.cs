namespace Billing.Host.Tests;

public sealed class CommandLineTests : IDisposable
{
    private const string Refusals = """
        arguments                                   | says
        token                                       | --role
        token --role king                           | king
        token --role 0                              | '0'
        token --role owner                          | --account
        token --role owner --account a/b            | a/b
        --now yesterday                             | yesterday
        --storage somewhere                         | --storage
        --storage http://127.0.0.1:1/acc            | --storage
        --storage AccountName=acc                   | AccountKey
        --storage AccountName=acc;AccountKey=notbase64 | base64
        --storage https://nobody.table.invalid      | The store cannot be used
        import conversations x.csv --account a --app b --storage AccountName=acc;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/acc | refused
        --payments stripe                           | Stripe:ApiKey is missing
        --payments coins                            | --payments
        --urls http://127.0.0.1:99999999            | cannot start
        --catalog missing.json                      | missing.json
        conquer                                     | conquer
        """;

    private readonly string _data = Directory.CreateTempSubdirectory("billing-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_token_is_printed_alone_and_opens_the_door()
    {
        var printed = await ChildProcess.RunAsync("token", "--role", "operator", "--data", _data);
        Assert.Equal((0, ""), (printed.ExitCode, printed.Error));
        Assert.Matches("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\n$", printed.Output);

        await using var server = await BillingServer.StartAsync(data: _data);
        using var http = new HttpClient();
        var caller = new ApiClient(http, server.Address, printed.Output.Trim());

        (await caller.GetAsync("/test/clock")).Expect(200);
    }

    [Fact]
    public async Task The_signing_key_is_its_owners_alone()
    {
        await ChildProcess.RunAsync("token", "--role", "service", "--data", _data);

        var key = Path.Combine(_data, "signing-key");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task The_demo_tells_the_life_of_an_account_to_its_end()
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync("demo");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("1 + 2 + 3 = 6 billing sessions", output, StringComparison.Ordinal);
        foreach (var paid in (string[])["it in: completed, 45.00 USD", "there: completed, 60.00 USD", "is credits too: 165.00 USD", " 0 differences"])
        {
            Assert.Contains(paid, output, StringComparison.Ordinal);
        }

        Assert.Contains("The sum of all entries is 173.68 USD, and so is the balance: 173.68 USD.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_says_what_is_wrong_without_a_stack_trace()
    {
        foreach (var row in Table.Rows(Refusals))
        {
            var (exitCode, output, error) = await ChildProcess.RunAsync([.. row["arguments"].Split(' '), "--data", _data]);

            Assert.True(exitCode == 1, $"{row["arguments"]}: {exitCode}");
            Assert.Contains(row["says"], error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("billing.db", "The store cannot be used")]
    [InlineData("signing-key", "holds no key of 32 bytes")]
    public async Task A_damaged_file_stops_the_start_without_a_stack_trace(string file, string says)
    {
        await File.WriteAllTextAsync(Path.Combine(_data, file), "damaged");

        var (exitCode, output, error) = await ChildProcess.RunAsync("--urls", "http://127.0.0.1:0", "--data", _data);

        Assert.Equal(1, exitCode);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_in_which_a_file_cannot_be_made_stops_the_start_without_a_stack_trace()
    {
        var key = Directory.CreateDirectory(Path.Combine(_data, "signing-key")).FullName;

        foreach (var arguments in new[] { "token --role service", "--urls http://127.0.0.1:0" })
        {
            var (exitCode, output, error) = await ChildProcess.RunAsync([.. arguments.Split(' '), "--data", _data]);

            Assert.Equal((1, ""), (exitCode, output));
            Assert.Contains(key, error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_server_on_one_directory_ends_as_a_failure()
    {
        await using var server = await BillingServer.StartAsync(data: _data);
        var transfer = new { reference = "nobody's", amount = new { amount = 1, currency = "USD" } };
        (await server.Operator.PostAsync("/test/bank-transfers", transfer)).ExpectProblem(404, "payment-not-found"); // the provider runs

        var (exitCode, output, _) = await ChildProcess.RunAsync("--urls", "http://127.0.0.1:0", "--data", _data);

        Assert.Equal(1, exitCode);
        Assert.Contains("being used by another process", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_catalog_stops_the_start_with_every_fault_named()
    {
        var file = Path.Combine(_data, "catalog.json");
        await File.WriteAllTextAsync(file, """{"currency":"XYZ","surprise":1}""");

        var (exitCode, _, error) = await ChildProcess.RunAsync("--catalog", file, "--data", _data);

        Assert.Equal(1, exitCode);
        Assert.Contains("/currency", error, StringComparison.Ordinal);
        Assert.Contains("/surprise", error, StringComparison.Ordinal);
        Assert.Contains("/plans", error, StringComparison.Ordinal);
    }
}
