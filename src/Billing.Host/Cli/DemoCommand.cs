using Billing.Http;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Billing.Host;

internal static class DemoCommand
{
    /// <summary>Runs a home of its own, on a test clock and in a directory that is removed again, and tells the life of an account on it.</summary>
    public static async Task<int> RunAsync(string? catalogFile, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected)
        {
            (AnsiConsole.Profile.Capabilities.Ansi, AnsiConsole.Profile.Width) = (false, 160);
        }

        var directory = Directory.CreateTempSubdirectory("billing-demo-");
        try
        {
            var options = new HomeOptions { DataDirectory = directory.FullName, CatalogFile = catalogFile, Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero) };
            await using var app = Server.Build(options, "http://127.0.0.1:0", isQuiet: true);
            await app.StartAsync(cancellationToken);
            using var narrator = new Narrator(new Uri(app.Urls.Single()), app.Services.GetRequiredService<TokenIssuer>());
            await new AccountLife(narrator).TellAsync();
            await app.StopAsync(cancellationToken);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
