using Billing.Application;
using Billing.Application.Rows;
using Billing.Application.Usage;
using Billing.Documents.Fonts;
using Billing.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Billing.Host;

/// <summary>The home as a running HTTP server.</summary>
internal static class Server
{
    public const string DefaultUrls = "http://127.0.0.1:7071";

    /// <summary>Logs for a reader at a terminal. Configuration overrides every line.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        // A start that fails is said in one sentence by the command line.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };

    /// <param name="urls">Null: as configured, else <see cref="DefaultUrls"/>.</param>
    /// <param name="isQuiet">Logs warnings only, where standard output belongs to somebody else.</param>
    /// <exception cref="HomeException">The options are wrong.</exception>
    /// <exception cref="SettingException">The configuration is.</exception>
    public static WebApplication Build(HomeOptions options, string? urls, bool isQuiet = false)
    {
        var home = Home.Open(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (builder.Configuration["Logging:Console:FormatterName"] == ConsoleFormatterNames.Json)
        {
            builder.Logging.AddJsonConsole();
        }

        if (isQuiet)
        {
            builder.Logging.AddFilter(level => level >= LogLevel.Warning);
            // Whoever asks for quiet says so in words of its own.
            builder.Logging.AddFilter<ConsoleLoggerProvider>(typeof(SimulatedProvider).FullName, LogLevel.Error);
        }

        builder.WebHost.UseUrls(urls ?? builder.Configuration["urls"] ?? DefaultUrls);

        var settings = new Settings(name => builder.Configuration[name]);
        builder.Services.AddSingleton(settings);
        var signingKey = home.Directory.LoadOrMakeSigningKey(out _);
        builder.Services.AddSingleton(new TokenIssuer(signingKey));
        var provider = Program.AddPayments(builder.Services, home, options.Payments, settings);
        Program.AddParts(builder.Services, home);
        var http = BillingHttpSettings.Read(settings, signingKey) with
        {
            WhyNotReady = cancellationToken => StoreProbe.WhyNotReadyAsync(home.Store.Value, cancellationToken),
        };
        if (UsageLayouts.First(settings) is { } firstLayout)
        {
            builder.Services.AddSingleton(firstLayout);
        }

        builder.Services.AddSingleton(PortalSettings.Read(settings, http, provider));
        builder.Services.AddBillingHttp(http, Program.Operations);
        var app = builder.Build();

        // A folder that is not there stops the start, not the first invoice.
        _ = app.Services.GetRequiredService<FontLibrary>();
        if (app.Services.GetRequiredService<EmailSetup>().Service is null)
        {
            app.Services.GetRequiredService<OutboxPages>().Map(app);
        }

        app.Services.GetRequiredService<PortalPages>().Use(app);
        if (Telemetry.Start(builder.Configuration) is { } telemetry)
        {
            app.Lifetime.ApplicationStopped.Register(telemetry.Dispose);
        }

        app.UseBilling();
        return app;
    }

    /// <summary>Where a browser on this machine finds the server, once it has started; by a name of this machine where it listens on all addresses.</summary>
    public static string AddressOf(IServiceProvider parts)
    {
        var address = BindingAddress.Parse(parts.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        var host = address.Host is "*" or "+" or "[::]" or "0.0.0.0" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
