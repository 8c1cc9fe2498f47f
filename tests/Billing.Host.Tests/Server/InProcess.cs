using Microsoft.AspNetCore.Builder;

namespace Billing.Host.Tests;

internal sealed class InProcess : IRunningServer
{
    private readonly WebApplication _app;

    static InProcess() => Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");

    private InProcess(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Parts => _app.Services;

    public static async Task<IRunningServer> StartAsync(string data, string now, string? storage)
    {
        var options = new HomeOptions { DataDirectory = data, Storage = storage, Now = DateTimeOffset.Parse(now) };
        var app = Host.Server.Build(options, "http://127.0.0.1:0");
        await app.StartAsync();
        return new InProcess(app);
    }

    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public Task KillAsync() => throw new InvalidOperationException("Only a process of its own can be killed.");
}
