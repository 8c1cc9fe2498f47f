using Billing.Application.Ports;
using Billing.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.Host;

internal static class ServeCommand
{
    /// <summary>Serves until SIGINT or SIGTERM: then requests under way are answered, what was accepted is written, and the store is closed.</summary>
    /// <returns>0; or 1 where it ended by itself, because nobody can move the money.</returns>
    public static async Task<int> RunAsync(HomeOptions options, string? urls, CancellationToken cancellationToken)
    {
        var directory = HomeDirectory.Open(options.DataDirectory);
        var key = directory.LoadOrMakeSigningKey(out var isNew);
        if (isNew)
        {
            Console.WriteLine(Tokens.Welcome(new TokenIssuer(key), directory));
        }

        await using var app = Server.Build(options, urls);
        await HomeStore.ReachAsync(app.Services.GetRequiredService<ITableStore>, cancellationToken, SayAway);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new HomeException($"The server cannot start: {problem.Message}", problem);
        }

        app.Services.GetRequiredService<PortalPages>().SayWhere(Server.AddressOf(app.Services), app.Logger);
        await app.WaitForShutdownAsync(cancellationToken);
        return app.Services.GetService<SimulatedProvider>() is { HasFailed: true } ? 1 : 0;
    }

    private static void SayAway(string reason) => Console.Error.WriteLine($"{reason.TrimEnd('.')}. Until it answers, requests are answered 503.");
}
