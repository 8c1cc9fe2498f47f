using Billing.Application;
using Billing.Application.Due;
using Billing.Application.Metering;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Usage;
using Billing.Application.Workflows;
using Billing.Documents.Emails;
using Billing.Documents.Fonts;
using Billing.Documents.Invoices;
using Billing.Http;
using Billing.Http.Api;
using Billing.Storage.Counting;
using Billing.Stripe;
using Billing.Stripe.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>The self-hosted home's table of contents: every part that it runs and every operation that it serves. Nothing is found by scanning.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args);

    /// <summary>What differs from other homes; the core's own parts are in <see cref="BillingParts"/>.</summary>
    public static void AddParts(IServiceCollection services, Home home)
    {
        services.AddSingleton(home);
        services.AddSingleton(home.Clock);
        services.AddSingleton(_ => new CountingTableStore(home.Store.Value));
        services.AddSingleton<ITableStore>(parts => parts.GetRequiredService<CountingTableStore>());
        services.AddSingleton<ITablePartitions>(parts => parts.GetRequiredService<CountingTableStore>());
        services.AddBilling(home.Catalog);
        services.AddSingleton<TakeUsage>(parts => parts.GetRequiredService<UsageIntake>().AcceptAsync);
        services.AddSingleton<IUsageDeadLetters, NoUsageDeadLetters>();

        services.AddSingleton(ThisProcess.Holder);
        services.AddSingleton<EmbeddedWorkflows>();
        services.AddSingleton<IWorkflowEngine>(parts => parts.GetRequiredService<EmbeddedWorkflows>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<EmbeddedWorkflows>());
        services.AddSingleton<DueWorker>();
        services.AddHostedService(parts => parts.GetRequiredService<DueWorker>());

        AddEmails(services, home);
        services.AddSingleton<DevelopmentSignIn>();
        services.AddSingleton<PortalPages>();
        services.AddSingleton<IInvoiceRenderer, InvoiceRenderer>();
        services.AddSingleton(parts => new FontLibrary(
            FontLibrary.Folders(parts.GetRequiredService<Settings>()), parts.GetRequiredService<ILogger<FontLibrary>>()));
    }

    /// <summary>Who moves the money; registered before what pays, and so stopped after it.</summary>
    /// <returns>Who it is.</returns>
    /// <exception cref="SettingException">Stripe cannot be used as it is configured.</exception>
    /// <exception cref="HomeException">Nor with a test clock.</exception>
    public static PaymentProvider AddPayments(IServiceCollection services, Home home, PaymentProvider? wanted, Settings settings)
    {
        services.AddSingleton(parts => new PaymentSettings(() => settings.Text("Stripe:ReturnUrl") ?? Server.AddressOf(parts)));
        var provider = wanted ?? (settings.Text("Stripe:ApiKey") is not null ? PaymentProvider.Stripe : PaymentProvider.Simulator);
        if (provider == PaymentProvider.Stripe)
        {
            services.AddSingleton(StripeOf(settings, home));
            services.AddSingleton<HttpMessageHandler>(_ => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
            AddStripe(services, [TimeProvider.System], TimeProvider.System);
            return provider;
        }

        var secrets = StripeSettings.Secrets(settings) is { Count: > 0 } configured ? configured : [home.Directory.LoadOrMakeWebhookSecret()];
        services.AddSingleton(SimulatedProvider.Options(secrets));
        services.AddSingleton<SimulatedProvider>();
        services.AddHostedService(parts => parts.GetRequiredService<SimulatedProvider>());
        services.AddSingleton<HttpMessageHandler, SimulatorHandler>();
        AddStripe(services, [TimeProvider.System, home.Clock], home.Clock);
        return provider;
    }

    /// <summary>The API, capability by capability.</summary>
    public static IEnumerable<OperationGroup> Operations(IServiceProvider parts)
    {
        foreach (var group in BillingApi.Groups(parts))
        {
            yield return group;
        }

        if (parts.GetRequiredService<TimeProvider>() is TestClock clock)
        {
            yield return ClockEndpoints.Group(clock, parts.GetRequiredService<DueWorker>());
            yield return TestEmailEndpoints.Group(parts.GetRequiredService<TestMailbox>(), parts.GetRequiredService<DueWorker>());
            if (parts.GetService<SimulatedProvider>() is { } provider)
            {
                yield return TestPaymentEndpoints.Group(provider, parts.GetRequiredService<DueWorker>());
            }
        }
    }

    private static StripeOptions StripeOf(Settings settings, Home home) =>
        StripeSettings.Read(settings) is var options && home.TestClock is not null && StripeSettings.IsLive(options)
            ? throw new HomeException("--now: a test clock never runs with a live key, for it would move real money at dates that are not real.")
            : options;

    private static void AddEmails(IServiceCollection services, Home home)
    {
        services.AddSingleton(parts => EmailSetup.Read(parts.GetRequiredService<Settings>()));
        services.AddSingleton<IEmailRenderer>(parts => new EmailRenderer(parts.GetRequiredService<EmailSetup>().Words, home.Catalog));
        services.AddSingleton(parts => new TestMailbox(SenderOf(parts), parts.GetRequiredService<ITableStore>(), home.Clock));
        services.AddSingleton(parts => home.TestClock is null ? SenderOf(parts) : parts.GetRequiredService<TestMailbox>());
        services.AddSingleton(parts => new OutboxPages(home.Directory, parts.GetRequiredService<BillingPipeline>()));

        IEmailSender SenderOf(IServiceProvider parts) => parts.GetRequiredService<EmailSetup>().Sender(home.Directory, home.Clock);
    }

    /// <param name="signatureClocks">Whose now a webhook's signature may be of.</param>
    /// <param name="clock">What Stripe's own dates are of.</param>
    private static void AddStripe(IServiceCollection services, IReadOnlyList<TimeProvider> signatureClocks, TimeProvider clock)
    {
        services.AddSingleton(parts => new StripeClient(
            parts.GetRequiredService<HttpMessageHandler>(),
            parts.GetRequiredService<StripeOptions>(),
            TimeProvider.System,
            parts.GetRequiredService<ILogger<StripeClient>>()));
        services.AddSingleton<IPaymentGateway, StripePaymentGateway>();
        services.AddSingleton<IPaymentNotices>(parts => new StripeNotices(
            parts.GetRequiredService<StripeClient>(), parts.GetRequiredService<StripeOptions>(), parts.GetRequiredService<ITableStore>(), signatureClocks));
        services.AddSingleton(parts => new NoticeInbox(
            parts.GetRequiredService<ITableStore>(),
            parts.GetRequiredService<IPaymentNotices>(),
            parts.GetRequiredService<PaymentUpdates>().ApplyAsync,
            clock,
            parts.GetRequiredService<ILogger<NoticeInbox>>()));
        services.AddSingleton(parts => new NoticeWorker(
            parts.GetRequiredService<NoticeInbox>(), parts.GetService<SimulatedProvider>(), parts.GetRequiredService<ILogger<NoticeWorker>>()));
        services.AddHostedService(parts => parts.GetRequiredService<NoticeWorker>());
    }
}
