using Microsoft.Extensions.Logging;

namespace Billing.Functions.Http;

/// <summary>What a start costs, told once with the first request: an instance begins by reading its package and loading assemblies out of it.</summary>
public sealed partial class StartCost(ILogger<StartCost> logger)
{
    private int _isTold;

    public void Tell()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            var package = new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
            LogCost(AppDomain.CurrentDomain.GetAssemblies().Length, package / 1_000_000);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Assemblies} assemblies were loaded before the first request, out of a package of {Megabytes} MB.")]
    private partial void LogCost(int assemblies, long megabytes);
}
