using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Billing.Tests.Node;

namespace Billing.Host.Tests;

/// <summary>The portal's own tests, beside its code in <c>portal/src</c>: how amounts and states read, and what a session lets through.</summary>
public sealed class PortalUnitTests
{
    [Fact]
    public async Task The_portals_own_tests_pass()
    {
        var folder = Folder();
        await NodeAsync(folder, "tools/build.mjs");
        var told = await NodeAsync(folder, "node_modules/vitest/vitest.mjs", "run", "--reporter=json");

        using var result = JsonDocument.Parse(told[told.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal(result.RootElement.GetProperty("numTotalTests").GetInt32(), result.RootElement.GetProperty("numPassedTests").GetInt32());
        Assert.NotEqual(0, result.RootElement.GetProperty("numPassedTests").GetInt32());
    }

    private static Task<string> NodeAsync(string folder, params string[] arguments) =>
        NodeProgram.RunAsync(new ProcessStartInfo("node", arguments) { WorkingDirectory = folder });

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../../portal"));
}
