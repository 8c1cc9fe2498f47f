using Billing.Application;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Usage;
using Billing.Functions.Http;
using Billing.Functions.Timers;
using Billing.Functions.Workflows;
using Billing.Http;
using Billing.Http.Api;
using Billing.Storage.Azure;
using Billing.Storage.Counting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.Functions;

/// <summary>
/// The Azure home's table of contents: what it adds to the core (<see cref="BillingParts"/>). The functions themselves are in the worker's generated list; each
/// is one line into a part that stands here or there.
/// </summary>
internal static class Program
{
    public static void Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        AddParts(builder.Services, new Settings(name => builder.Configuration[name]));
        builder.Build().Run();
    }

    /// <exception cref="SettingException">A setting is missing or wrong.</exception>
    internal static void AddParts(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddBilling(ShippedCatalog.Load());
        AddUsage(services, settings);
        AddWorkflows(services);
        AddApi(services, settings, AddStorage(services, settings));
    }

    private static CountingTableStore AddStorage(IServiceCollection services, Settings settings)
    {
        var where = settings.Required("Billing:Storage", "a connection string of Table Storage, or its https address");
        var store = new CountingTableStore(AzureTableStore.Connect(where));
        services.AddSingleton<ITableStore>(store);
        services.AddSingleton<ITablePartitions>(store);
        return store;
    }

    /// <summary>Usage comes in by a queue.</summary>
    private static void AddUsage(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<UsageQueueing>();
        services.AddSingleton<TakeUsage>(parts => parts.GetRequiredService<UsageQueueing>().AcceptAsync);
        services.AddSingleton<QueuedUsage>();
        services.AddSingleton(new RetentionPeriod(settings.Number("Billing:Usage:KeptMonths", UsageRetention.DefaultMonths)));
        if (UsageLayouts.First(settings) is { } layout)
        {
            services.AddSingleton(layout);
        }
    }

    private static void AddWorkflows(IServiceCollection services)
    {
        services.AddSingleton<DurableClients>();
    }

    /// <summary>The API, and what a request leaves to do.</summary>
    private static void AddApi(IServiceCollection services, Settings settings, ITableStore store)
    {
        var options = BillingHttpSettings.Read(settings, SigningKey(settings)) with
        {
            WhyNotReady = cancellationToken => StoreProbe.WhyNotReadyAsync(store, cancellationToken),
        };
        services.AddBillingHttp(options, BillingApi.Groups);
        services.AddSingleton<AfterWork>();
        services.AddSingleton<HttpApi>();
    }

    /// <summary>Empty where all tokens are an OpenID Connect issuer's.</summary>
    private static ReadOnlyMemory<byte> SigningKey(Settings settings)
    {
        try
        {
            return Convert.FromBase64String(settings.Text("Billing:SigningKey") ?? "");
        }
        catch (FormatException)
        {
            throw new SettingException("Billing:SigningKey: this is no base64.");
        }
    }
}
