using Billing.Application;
using Billing.Domain;
using Billing.Http;

namespace Billing.Host.Tests;

/// <summary>
/// A self-hosted home on a free port, with a data directory of its own and a test clock. In this process, where nothing has to be killed
/// (<see cref="StartAsync"/>), or as a process of its own (<see cref="StartProcessAsync"/>).
/// </summary>
public sealed class BillingServer : IAsyncDisposable
{
    public const string NewYear = "2026-01-01T00:00:00Z";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly bool _ownsData;
    private readonly Func<BillingServer, Task<IRunningServer>> _start;
    private IRunningServer _running = null!;

    private BillingServer(string? data, Func<BillingServer, Task<IRunningServer>> start)
    {
        (_ownsData, _start) = (data is null, start);
        Data = data ?? Directory.CreateTempSubdirectory("billing-").FullName;
    }

    /// <summary>The data directory; removed at the end where the server made it.</summary>
    public string Data { get; }

    public Uri Address => _running.Address;

    /// <summary>What the server is made of; of one in this process.</summary>
    internal IServiceProvider Parts => ((InProcess)_running).Parts;

    /// <summary>Without a token.</summary>
    public ApiClient Nobody => new(_http, Address, null);

    public ApiClient Operator => As(Role.Operator);

    public ApiClient Service => As(Role.Service);

    public static Task<BillingServer> StartAsync(string now = NewYear, string? data = null, string? storage = null) =>
        StartAsync(new BillingServer(data, server => InProcess.StartAsync(server.Data, now, storage)));

    public static Task<BillingServer> StartProcessAsync(
        string now = NewYear, string? data = null, string? storage = null, IReadOnlyDictionary<string, string?>? environment = null) =>
        StartAsync(new BillingServer(data, server => ChildProcess.StartAsync(server.Data, now, storage, environment)));

    public ApiClient Owner(string account) => As(Role.Owner, account);

    public ApiClient As(Role role, string? account = null) => new(_http, Address, Token(role, account));

    public string Token(Role role, string? account)
    {
        var issuer = new TokenIssuer(HomeDirectory.Open(Data).LoadOrMakeSigningKey(out _));
        return Tokens.Issue(issuer, role, account is null ? null : new AccountId(account));
    }

    /// <summary>Moves the clock; when it answers, nothing that fell due is left to do.</summary>
    public async Task AdvanceToAsync(string instant) => (await Operator.PostAsync("/test/clock/advance", new { to = instant })).Expect(200);

    public async Task AdvanceByAsync(string duration) => (await Operator.PostAsync("/test/clock/advance", new { by = duration })).Expect(200);

    /// <summary>Does at once what the background would do within seconds: usage that was accepted shows in all reads.</summary>
    public Task SettleAsync() => AdvanceByAsync("PT0S");

    /// <summary>Stops in good order and starts again on the same data.</summary>
    public async Task RestartAsync()
    {
        await _running.StopAsync();
        _running = await _start(this);
    }

    /// <summary>Ends the process without a word and starts again on the same data.</summary>
    public async Task KillAndRestartAsync()
    {
        await _running.KillAsync();
        _running = await _start(this);
    }

    public async ValueTask DisposeAsync()
    {
        await _running.StopAsync();
        _http.Dispose();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private static async Task<BillingServer> StartAsync(BillingServer server)
    {
        server._running = await server._start(server);
        return server;
    }
}

internal interface IRunningServer
{
    Uri Address { get; }

    Task StopAsync();

    Task KillAsync();
}
