using Microsoft.Extensions.Logging;

namespace Billing.Functions.Http;

/// <summary>What a start costs, told once with the first request: most of a start is loading assemblies.</summary>
public sealed partial class StartCost(ILogger<StartCost> logger)
{
    private int _isTold;

    public void Tell()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            LogCost(AppDomain.CurrentDomain.GetAssemblies().Length);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Assemblies} assemblies were loaded before the first request.")]
    private partial void LogCost(int assemblies);
}
