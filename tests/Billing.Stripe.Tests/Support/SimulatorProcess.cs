using System.Diagnostics;
using Billing.Stripe.Simulator;

namespace Billing.Stripe.Tests.Support;

/// <summary>The simulator as a process of its own, to be killed.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<SimulatorProcess> StartAsync(string dataFile)
    {
        string[] arguments = [typeof(StripeSimulator).Assembly.Location, "--url", "http://127.0.0.1:0", "--data", dataFile];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var line = await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new InvalidOperationException("The simulator did not start.");
        return new SimulatorProcess(process, new Uri(line.Split(' ')[3].TrimEnd(',')));
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
