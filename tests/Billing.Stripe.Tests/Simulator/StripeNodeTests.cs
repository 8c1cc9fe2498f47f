using System.Diagnostics;
using System.Runtime.CompilerServices;
using Billing.Stripe.Tests.Support;
using Billing.Tests.Node;

namespace Billing.Stripe.Tests.Simulator;

/// <summary>Stripe's own Node library takes the simulator for Stripe: the story is in tests/stripe-node.</summary>
public sealed class StripeNodeTests
{
    [Fact]
    public async Task Stripes_own_library_saves_pays_authenticates_wires_and_verifies()
    {
        var folder = Folder();
        if (!IsInstalled(folder))
        {
            await NodeProgram.RunAsync(new ProcessStartInfo("npm", ["ci"]) { WorkingDirectory = folder });
        }

        await using var simulator = await Billing.Stripe.Simulator.StripeSimulator.StartAsync(new Billing.Stripe.Simulator.SimulatorOptions());
        var told = await NodeProgram.RunAsync(new ProcessStartInfo("node", ["--test", "--test-reporter=tap", "story.test.js"])
        {
            WorkingDirectory = folder,
            Environment = { ["SIMULATOR_URL"] = simulator.Url.ToString() },
        });

        Assert.Contains("# pass 7", told, StringComparison.Ordinal);
        Assert.Contains("# fail 0", told, StringComparison.Ordinal);
    }

    /// <summary>npm writes what it has installed beside it; a lock file that was changed since is installed anew.</summary>
    private static bool IsInstalled(string folder)
    {
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        return File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../stripe-node"));
}
