using System.Diagnostics;
using Billing.Portal.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Billing.Portal.Tests;

/// <summary>
/// One headless Chromium for all tests: the one that <c>CHROMIUM</c> names, the system's, or one that is installed now: Debian's where that may be, else
/// Playwright's own.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var executable = Find() ?? Install();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = Arguments,
            Headless = true,
            ChromiumSandbox = false,
            Timeout = (float)TimeSpan.FromMinutes(3).TotalMilliseconds,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new InvalidOperationException($"CHROMIUM: there is no '{named}'.");
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <returns>Null for the one that Playwright knows by itself.</returns>
    private static string? Install()
    {
        if (Environment.UserName == "root" && Run("apt-get", "update", "-qq") && Run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"))
        {
            return Find();
        }

        return Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0
            ? null
            : throw new InvalidOperationException("There is no Chromium here, and none could be installed. Install one, or name it in CHROMIUM.");
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
