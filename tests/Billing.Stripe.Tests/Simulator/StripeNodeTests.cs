using System.Diagnostics;
using System.Runtime.CompilerServices;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Simulator;

/// <summary>Stripe's own Node library takes the simulator for Stripe: the story is in tests/stripe-node.</summary>
public sealed class StripeNodeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Stripes_own_library_saves_pays_authenticates_wires_and_verifies()
    {
        var folder = Folder();
        if (!IsInstalled(folder))
        {
            await RunAsync(folder, null, "npm", "ci");
        }

        await using var simulator = await Billing.Stripe.Simulator.StripeSimulator.StartAsync(new Billing.Stripe.Simulator.SimulatorOptions());
        var told = await RunAsync(folder, simulator.Url, "node", "--test", "--test-reporter=tap", "story.test.js");

        Assert.Contains("# pass 7", told, StringComparison.Ordinal);
        Assert.Contains("# fail 0", told, StringComparison.Ordinal);
    }

    /// <summary>npm writes what it has installed beside it; a lock file that was changed since is installed anew.</summary>
    private static bool IsInstalled(string folder)
    {
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        return File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    private static async Task<string> RunAsync(string folder, Uri? simulator, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["SIMULATOR_URL"] = simulator?.ToString();
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var told = await output + await errors;
        Assert.True(process.ExitCode == 0, told);
        return told;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../stripe-node"));
}
