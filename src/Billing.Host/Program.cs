using Billing.Application.Due;
using Billing.Application.Ids;
using Billing.Application.Ports;
using Billing.Http;
using Billing.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Host;

/// <summary>The self-hosted home's table of contents: every part that it runs and every operation that it serves. Nothing is found by scanning.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args);

    /// <summary>The parts, from the store up.</summary>
    public static void AddParts(IServiceCollection services, Home home)
    {
        services.AddSingleton(home.Clock);
        services.AddSingleton(home.Catalog);
        services.AddSingleton<IdSource>();

        services.AddSingleton<ITableStore>(_ => SqliteTableStore.Open(home.Directory.Database));
        services.AddSingleton<DueIndex>();
        services.AddSingleton<DueRunner>();
        services.AddSingleton<DueWorker>();
        services.AddHostedService(parts => parts.GetRequiredService<DueWorker>());
    }

    /// <summary>The API, capability by capability.</summary>
    public static IEnumerable<OperationGroup> Operations(IServiceProvider parts)
    {
        if (parts.GetRequiredService<TimeProvider>() is TestClock clock)
        {
            yield return ClockEndpoints.Group(clock, parts.GetRequiredService<DueWorker>());
        }
    }
}
