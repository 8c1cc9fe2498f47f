using System.Diagnostics;

namespace Billing.Host.Tests;

/// <summary>The program itself, started as its users start it.</summary>
internal sealed class ChildProcess : IRunningServer
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private int _exitCode;

    private ChildProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<IRunningServer> StartAsync(
        string data, string now, string? storage, IReadOnlyDictionary<string, string?>? environment)
    {
        const string Listening = "Now listening on: ";
        string[] place = storage is null ? ["--data", data] : ["--data", data, "--storage", storage];
        var process = Start(["--urls", "http://127.0.0.1:0", "--now", now, .. place], environment);
        using var deadline = new CancellationTokenSource(Deadline);
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new ChildProcess(process, new Uri(line[(at + Listening.Length)..]));
            }
        }

        throw new InvalidOperationException($"The server did not start: {await process.StandardError.ReadToEndAsync(deadline.Token)}");
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts the program; its output waits to be read.</summary>
    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        string[] program = [Path.Combine(AppContext.BaseDirectory, "Billing.Host.dll")];
        var info = new ProcessStartInfo("dotnet", program.Concat(arguments))
        {
            // The tests' own process keeps its servers quiet; the address is read from the log of this one.
            Environment = { ["Logging__LogLevel__Default"] = "Information" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        return Process.Start(info)!;
    }

    public async Task StopAsync()
    {
        // .NET sends no SIGTERM by itself.
        using var terminate = _process.HasExited ? null : Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await EndAsync();
        Assert.Equal(0, _exitCode);
    }

    public Task KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    private async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        _exitCode = _process.ExitCode;
        _process.Dispose();
    }
}
