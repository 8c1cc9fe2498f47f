using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Billing.Host.Tests;

/// <summary>The portal's own tests, beside its code in <c>portal/src</c>: how amounts and states read, and what a session lets through.</summary>
public sealed class PortalUnitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_portals_own_tests_pass()
    {
        var folder = Folder();
        await RunAsync(folder, "node", "tools/build.mjs");
        var told = await RunAsync(folder, "node", "node_modules/vitest/vitest.mjs", "run", "--reporter=json");

        using var result = JsonDocument.Parse(told[told.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal(result.RootElement.GetProperty("numTotalTests").GetInt32(), result.RootElement.GetProperty("numPassedTests").GetInt32());
        Assert.NotEqual(0, result.RootElement.GetProperty("numPassedTests").GetInt32());
    }

    /// <summary>What the program wrote; its errors are part of the failure where it fails.</summary>
    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
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

        Assert.True(process.ExitCode == 0, await output + await errors);
        return await output;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../../portal"));
}
