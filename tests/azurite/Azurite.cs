using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Billing.Tests;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Billing.Tests;

/// <summary>
/// The emulator of Table Storage, fetched by npm from a lock file, on a free port. As a fixture: one for all tests of an assembly, in memory, started by
/// the first test that needs it. Of a folder: with its rows there, so that it can be stopped and started again.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int Accounts = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly int _port = FreePort();
    private readonly string? _folder;
    private readonly Lazy<Task> _ready;
    private int _accounts;
    private Process? _process;

    public Azurite()
        : this(null)
    {
    }

    private Azurite(string? folder)
    {
        _folder = folder;
        _ready = new(async () =>
        {
            await Task.Run(Fetch);
            await StartAsync();
        });
    }

    public static DirectoryInfo Folder { get; } = FindFolder(new(AppContext.BaseDirectory));

    /// <summary>Of the account that all tests may share.</summary>
    public string ConnectionString => ConnectionTo(0);

    public static Azurite In(string folder) => new(folder);

    public Task ReadyAsync() => _ready.Value;

    /// <summary>The connection string of an account that is empty and nobody else's.</summary>
    public async Task<string> NewAccountAsync()
    {
        await ReadyAsync();
        return ConnectionTo(Interlocked.Increment(ref _accounts));
    }

    /// <summary>Ends the emulator in good order; whoever asks it for something afterwards is refused the connection.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
            _process = null;
        }
    }

    public async Task StartAsync()
    {
        string[] place = _folder is null ? ["--inMemoryPersistence"] : ["--location", _folder];
        _process = Start("node", ["start.js", "--tablePort", $"{_port}", "--disableTelemetry", "--silent", .. place]);
        for (string? line = ""; !line.Contains("successfully started", StringComparison.Ordinal);)
        {
            line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
                ?? throw new InvalidOperationException($"Azurite ended: {await _process.StandardError.ReadToEndAsync()}");
        }

        // A full pipe would stop the emulator.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

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
        using var turn = new Mutex(initiallyOwned: false, "Billing.Tests.Azurite");
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

    private static string NameOf(int account) => account == 0 ? "devstoreaccount1" : $"account{account}";

    private string ConnectionTo(int account) =>
        $"DefaultEndpointsProtocol=http;AccountName={NameOf(account)};AccountKey={Key};TableEndpoint=http://127.0.0.1:{_port}/{NameOf(account)}";

    private static Process Start(string command, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Folder.FullName,
            Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(0, Accounts).Select(account => $"{NameOf(account)}:{Key}")) },
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
