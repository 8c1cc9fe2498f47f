using Billing.Application.Ports;
using Billing.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Billing.Host;

internal static class DemoCommand
{
    /// <summary>
    /// Runs a home of its own, on a test clock and in a directory that is removed again, and tells the life of an account on it. A store that was named is
    /// left as empty as it must be.
    /// </summary>
    /// <param name="stays">Keeps the server until it is told to end, so that one can look around in the portal; asked for at a terminal's end too.</param>
    public static async Task<int> RunAsync(string? catalogFile, string? storage, bool stays, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected)
        {
            (AnsiConsole.Profile.Capabilities.Ansi, AnsiConsole.Profile.Width) = (false, 160);
        }

        var directory = Directory.CreateTempSubdirectory("billing-demo-");
        try
        {
            var options = new HomeOptions
            {
                DataDirectory = directory.FullName,
                Storage = storage,
                CatalogFile = catalogFile,
                Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero),
            };
            await using var app = Server.Build(options, "http://127.0.0.1:0", isQuiet: true);
            var tables = await HomeStore.ReachAsync(app.Services.GetRequiredService<ITableStore>, cancellationToken);
            await RequireEmptyAsync(tables, cancellationToken);
            await app.StartAsync(cancellationToken);
            using var narrator = new Narrator(new Uri(app.Urls.Single()), app.Services.GetRequiredService<TokenIssuer>());
            await new AccountLife(narrator).TellAsync();
            if (stays || WantsToLookAround())
            {
                app.Services.GetRequiredService<PortalPages>().SayWhereToLook(app.Urls.Single());
                await app.WaitForShutdownAsync(cancellationToken);
            }
            else
            {
                await app.StopAsync(cancellationToken);
            }

            foreach (var table in await tables.ListTablesAsync(cancellationToken))
            {
                await tables.DropTableAsync(table, cancellationToken);
            }

            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Only somebody at a terminal is asked: whatever runs the demo by itself sees it end.</summary>
    private static bool WantsToLookAround() =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive
        && AnsiConsole.Confirm("Look around in the portal?", defaultValue: false);

    /// <summary>The demo's clock runs through a year: whatever else lies in the store would fall due with it.</summary>
    private static async Task RequireEmptyAsync(ITableStore tables, CancellationToken cancellationToken)
    {
        if ((await tables.ListTablesAsync(cancellationToken)).Count > 0)
        {
            throw new HomeException("--storage: the demo moves the clock, and so needs a store with nothing in it.");
        }
    }
}
