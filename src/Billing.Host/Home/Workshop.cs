using Billing.Application.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>The home's parts for a verb that works on the store, whether or not a server runs on it: several processes may share one.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly ServiceProvider _parts;

    private Workshop(Home home, ServiceProvider parts) => (Home, _parts) = (home, parts);

    public Home Home { get; }

    /// <exception cref="HomeException">Something about the home is wrong, or its store cannot be reached.</exception>
    public static async Task<Workshop> OpenAsync(HomeOptions options, CancellationToken cancellationToken)
    {
        var home = Home.OpenBesideServer(options);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        Program.AddParts(services, home);
        var parts = services.BuildServiceProvider();
        try
        {
            await HomeStore.ReachAsync(parts.GetRequiredService<ITableStore>, cancellationToken);
            return new(home, parts);
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : class => _parts.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
