using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Billing.Application;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Usage;
using Billing.Documents.Emails;
using Billing.Documents.Fonts;
using Billing.Documents.Invoices;
using Billing.Domain.Catalog;
using Billing.Email.Mime;
using Billing.Functions.Email;
using Billing.Functions.Http;
using Billing.Functions.Invoicing;
using Billing.Functions.Messaging;
using Billing.Functions.Payments;
using Billing.Functions.Storage;
using Billing.Functions.Timers;
using Billing.Functions.Workflows;
using Billing.Http;
using Billing.Http.Api;
using Billing.Storage.Azure;
using Billing.Storage.Counting;
using Billing.Stripe;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
        var catalog = ShippedCatalog.Load();
        var identity = new DefaultAzureCredential();
        services.AddBilling(catalog);
        AddUsage(services, settings);
        AddMessages(services, BusConnection.Open(settings, identity));
        AddPayments(services, settings);
        AddEmails(services, settings, catalog, identity);
        AddInvoices(services, settings);
        AddWorkflows(services);
        AddApi(services, settings, AddStorage(services, SdkTableStore.Open(settings, identity)));
    }

    private static CountingTableStore AddStorage(IServiceCollection services, AzureTableStore tables)
    {
        var store = new CountingTableStore(tables);
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

    private static void AddMessages(IServiceCollection services, ServiceBusClient bus)
    {
        services.AddSingleton<IUsageQueue>(_ => new UsageQueue(bus.CreateSender(UsageQueue.Name)));
        services.AddSingleton<IUsageDeadLetters>(_ => new UsageDeadLetters(
            bus.CreateSender(UsageQueue.Name), bus.CreateReceiver(UsageQueue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter })));
        services.AddSingleton<IEventPublisher>(_ => new EventTopic(bus.CreateSender(EventTopic.Name)));
    }

    private static void AddPayments(IServiceCollection services, Settings settings)
    {
        var returnUrl = settings.Required("Stripe:ReturnUrl", "where PayPal sends customers back to");
        services.AddSingleton(new PaymentSettings(() => returnUrl));
        services.AddSingleton(StripeSettings.Read(settings));
        services.AddSingleton<HttpMessageHandler>(_ => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
        services.AddSingleton<IStripeRequests>(parts => new StripeNetClient(
            parts.GetRequiredService<HttpMessageHandler>(),
            parts.GetRequiredService<StripeOptions>(),
            TimeProvider.System,
            parts.GetRequiredService<ILogger<StripeNetClient>>()));
        services.AddSingleton<IPaymentGateway>(parts => new StripePaymentGateway(
            parts.GetRequiredService<IStripeRequests>(), parts.GetRequiredService<ITableStore>(), TimeProvider.System));
        services.AddSingleton<IPaymentNotices>(parts => new StripeNotices(
            parts.GetRequiredService<IStripeRequests>(),
            parts.GetRequiredService<StripeOptions>(),
            parts.GetRequiredService<ITableStore>(),
            TimeProvider.System));
        services.AddSingleton(parts => new NoticeInbox(
            parts.GetRequiredService<ITableStore>(),
            parts.GetRequiredService<IPaymentNotices>(),
            parts.GetRequiredService<PaymentUpdates>().ApplyAsync,
            TimeProvider.System,
            parts.GetRequiredService<ILogger<NoticeInbox>>()));
    }

    private static void AddEmails(IServiceCollection services, Settings settings, ProductCatalog catalog, TokenCredential identity)
    {
        var words = EmailSettings.Read(settings);
        services.AddSingleton(EmailSending.Open(settings, EmailSenderIdentity.Read(settings, words.Brand), TimeProvider.System, identity));
        services.AddSingleton<IEmailRenderer>(new EmailRenderer(words, catalog));
    }

    private static void AddInvoices(IServiceCollection services, Settings settings)
    {
        if (InvoiceRendering.QuestPdf(settings) is { } license)
        {
            services.AddSingleton<IInvoiceRenderer>(_ => new QuestInvoiceRenderer(license));
            return;
        }

        services.AddSingleton<IInvoiceRenderer, InvoiceRenderer>();
        services.AddSingleton(parts => new FontLibrary(FontLibrary.Folders(settings), parts.GetRequiredService<ILogger<FontLibrary>>()));
    }

    private static void AddWorkflows(IServiceCollection services)
    {
        services.AddSingleton<DurableClients>();
        services.AddSingleton<DurableWorkflows>();
        services.AddSingleton<IWorkflowEngine>(static parts => parts.GetRequiredService<DurableWorkflows>());
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
        services.AddSingleton<StartCost>();
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
