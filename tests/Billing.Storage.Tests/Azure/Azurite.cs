using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Billing.Storage.Tests.Azure;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Billing.Storage.Tests.Azure;

/// <summary>The emulator of Table Storage, fetched by npm from a lock file, in memory, on a free port; one for all tests of the assembly.</summary>
/// <remarks>Started by the first test that needs it.</remarks>
public sealed class Azurite : IAsyncDisposable
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly int _port = FreePort();
    private readonly Lazy<Task> _ready;
    private Process? _process;

    public Azurite() => _ready = new(async () =>
    {
        await Task.Run(Fetch);
        await StartAsync();
    });

    public static DirectoryInfo Folder { get; } = FindFolder(new(AppContext.BaseDirectory));

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{_port}/devstoreaccount1";

    public Task ReadyAsync() => _ready.Value;

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Runs a command in the emulator's folder to its end and answers what it printed.</summary>
    public static async Task<string> RunAsync(string command, params string[] arguments)
    {
        using var process = Start(command, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{command} failed: {await output}{await errors}");
    }

    /// <summary>Once for each state of the lock file. Test projects may run side by side; a mutex belongs to a thread, so this one waits.</summary>
    private static void Fetch()
    {
        using var turn = new Mutex(initiallyOwned: false, "Billing.Storage.Tests.Azurite");
        try
        {
            turn.WaitOne(Patience);
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed while it fetched; the stamp tells how far it came.
        }

        try
        {
            var stamp = new FileInfo(Path.Combine(Folder.FullName, "node_modules", ".fetched"));
            if (!stamp.Exists || stamp.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(Folder.FullName, "package-lock.json")))
            {
                RunAsync("npm", "ci").GetAwaiter().GetResult();
                File.WriteAllText(stamp.FullName, "");
            }
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private async Task StartAsync()
    {
        var process = Start("node", "start.js", "--tablePort", $"{_port}", "--inMemoryPersistence", "--disableTelemetry", "--silent");
        _process = process;
        for (string? line = ""; !line.Contains("successfully", StringComparison.Ordinal);)
        {
            line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
                ?? throw new InvalidOperationException($"Azurite ended: {await process.StandardError.ReadToEndAsync()}");
        }

        // A full pipe would stop the emulator.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    private static Process Start(string command, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static DirectoryInfo FindFolder(DirectoryInfo from) =>
        Directory.Exists(Path.Combine(from.FullName, "tests", "azurite")) ? new(Path.Combine(from.FullName, "tests", "azurite")) : FindFolder(from.Parent!);
}
