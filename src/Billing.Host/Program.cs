using Billing.Application.Accounts;
using Billing.Application.Channels;
using Billing.Application.Credits;
using Billing.Application.Deployments;
using Billing.Application.Due;
using Billing.Application.Entitlements;
using Billing.Application.Ids;
using Billing.Application.Invoicing;
using Billing.Application.Metering;
using Billing.Application.Metering.Queries;
using Billing.Application.Moving;
using Billing.Application.Notifications;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Search;
using Billing.Application.Seats;
using Billing.Application.Subscriptions;
using Billing.Application.Usage;
using Billing.Application.Wires;
using Billing.Documents.Fonts;
using Billing.Documents.Invoices;
using Billing.Application.Workflows;
using Billing.Domain.Catalog;
using Billing.Domain.Metering;
using Billing.Documents.Emails;
using Billing.Http;
using Billing.Http.Api;
using Billing.Storage.Counting;
using Billing.Stripe;
using Billing.Stripe.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>The self-hosted home's table of contents: every part that it runs and every operation that it serves. Nothing is found by scanning.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args);

    /// <summary>The parts, from the store up.</summary>
    public static void AddParts(IServiceCollection services, Home home)
    {
        services.AddSingleton(home);
        services.AddSingleton(home.Clock);
        services.AddSingleton(home.Catalog);
        services.AddSingleton<IdSource>();

        services.AddSingleton(_ => new CountingTableStore(home.Store.Value));
        services.AddSingleton<ITableStore>(parts => parts.GetRequiredService<CountingTableStore>());
        services.AddSingleton<ITablePartitions>(parts => parts.GetRequiredService<CountingTableStore>());
        services.AddSingleton<AccountTables>();
        services.AddSingleton<AccountExport>();
        services.AddSingleton<AccountRestore>();
        services.AddSingleton<DueIndex>();
        services.AddSingleton<AccountStore>();

        AddMetering(services, home.Catalog);
        AddCommerce(services);
        AddWorkflows(services);
        AddPlatform(services);

        AddEmails(services, home);

        services.AddSingleton<IEnumerable<IDueWork>>(parts =>
        [
            parts.GetRequiredService<UsageSettlement>(),
            parts.GetRequiredService<AccountCalendar>(),
            parts.GetRequiredService<PaymentLookUps>(),
            parts.GetRequiredService<SavingLookUps>(),
            parts.GetRequiredService<ProviderErrands>(),
            parts.GetRequiredService<AccountEmails>(),
            parts.GetRequiredService<NotificationDesk>(),
            parts.GetRequiredService<WorkflowStarts>(),
            parts.GetRequiredService<WorkflowSignals>(),
            parts.GetRequiredService<EmbeddedWorkflows>(),
        ]);
        services.AddSingleton<DueRunner>();
        services.AddSingleton<DueWorker>();
        services.AddHostedService(parts => parts.GetRequiredService<DueWorker>());
    }

    /// <summary>Who moves the money; registered before what pays, and so stopped after it.</summary>
    /// <exception cref="HomeException">Stripe cannot be used as it is configured.</exception>
    public static void AddPayments(IServiceCollection services, Home home, PaymentProvider? wanted, IConfiguration configuration)
    {
        services.AddSingleton(new PaymentSettings(configuration["Stripe:ReturnUrl"] is { Length: > 0 } url ? url : Server.DefaultUrls));
        var provider = wanted ?? (configuration["Stripe:ApiKey"] is { Length: > 0 } ? PaymentProvider.Stripe : PaymentProvider.Simulator);
        if (provider == PaymentProvider.Stripe)
        {
            services.AddSingleton(StripeSettings.Read(configuration, hasTestClock: home.TestClock is not null));
            services.AddSingleton<HttpMessageHandler>(_ => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) });
            AddStripe(services, [TimeProvider.System], TimeProvider.System);
            return;
        }

        var secrets = StripeSettings.Secrets(configuration) is { Count: > 0 } configured ? configured : [home.Directory.LoadOrMakeWebhookSecret()];
        services.AddSingleton(StripeSettings.OfSimulator(secrets));
        services.AddSingleton<SimulatedProvider>();
        services.AddHostedService(parts => parts.GetRequiredService<SimulatedProvider>());
        services.AddSingleton<HttpMessageHandler, SimulatorHandler>();
        AddStripe(services, [TimeProvider.System, home.Clock], home.Clock);
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

    private static void AddEmails(IServiceCollection services, Home home)
    {
        services.AddSingleton(parts => EmailSetup.Read(parts.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IEmailRenderer>(parts => new EmailRenderer(parts.GetRequiredService<EmailSetup>().Words, home.Catalog));
        services.AddSingleton(parts => new TestMailbox(SenderOf(parts), parts.GetRequiredService<ITableStore>(), home.Clock));
        services.AddSingleton(parts => home.TestClock is null ? SenderOf(parts) : parts.GetRequiredService<TestMailbox>());
        services.AddSingleton(parts => new OutboxPages(home.Directory, parts.GetRequiredService<BillingPipeline>()));
        services.AddSingleton<EmailSuppressions>();
        services.AddSingleton<EmailTroubles>();
        services.AddSingleton<EmailDelivery>();
        services.AddSingleton<EmailRelevance>();
        services.AddSingleton<AccountEmails>();
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<DeliveryReports>();

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

    private static void AddMetering(IServiceCollection services, ProductCatalog catalog)
    {
        services.AddSingleton(new IntakeLimits());
        services.AddSingleton(MeteringRules.Of(catalog));
        services.AddSingleton<UsageJournal>();
        services.AddSingleton<UsageSettlement>();
        services.AddSingleton<IUsageNotifier>(parts => parts.GetRequiredService<UsageSettlement>());
        services.AddSingleton<LayoutOf>(parts => parts.GetRequiredService<AccountStore>().LayoutAsync);
        services.AddSingleton<UsageIntake>();
        services.AddSingleton<UsageLayouts>();
        services.AddSingleton<UsageRetention>();
        services.AddSingleton<UsageTrendsHandler>();
        services.AddSingleton<AiUsageHandler>();
        services.AddSingleton<UsageForecastHandler>();
        services.AddSingleton<UsageDesk>();
    }

    private static void AddCommerce(IServiceCollection services)
    {
        services.AddSingleton<PaymentMethods>();
        services.AddSingleton<OrderOwners>();
        services.AddSingleton<OrderDays>();
        services.AddSingleton<OrderOutcome>();
        services.AddSingleton<OrderPayments>();
        services.AddSingleton<OrderPlacement>();
        services.AddSingleton<WireCash>();
        services.AddSingleton<WireTransfers>();
        services.AddSingleton<WireActivities>();
        services.AddSingleton<WireDesk>();
        services.AddSingleton<PaymentLookUps>();
        services.AddSingleton<SavingLookUps>();
        services.AddSingleton<ProviderErrands>();
        services.AddSingleton<PaymentUpdates>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<TopUps>();
        services.AddSingleton<SubscriptionActs>();
        services.AddSingleton<AccountCalendar>();
        services.AddSingleton<AccountCredits>();
        services.AddSingleton<CreditHoldDesk>();
        services.AddSingleton<InvoiceReader>();
        services.AddSingleton<InvoicePrinter>();
        services.AddSingleton<IInvoiceRenderer, InvoiceRenderer>();
        services.AddSingleton(parts => new FontLibrary(
            HomeSettings.FontFolders(parts.GetRequiredService<IConfiguration>()), parts.GetRequiredService<ILogger<FontLibrary>>()));
        services.AddSingleton<Contracts>();
        services.AddSingleton<CreditGrants>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<Reconciliation>();
    }

    private static void AddWorkflows(IServiceCollection services)
    {
        services.AddSingleton<RenewalActivities>();
        services.AddSingleton<TrialActivities>();
        services.AddSingleton(parts => new WorkflowBook(
            WorkflowBook.Ours,
            [
                .. parts.GetRequiredService<RenewalActivities>().Bindings,
                .. parts.GetRequiredService<TrialActivities>().Bindings,
                .. parts.GetRequiredService<WireActivities>().Bindings,
            ]));
        services.AddSingleton(ThisProcess.Holder);
        services.AddSingleton<EmbeddedWorkflows>();
        services.AddSingleton<IWorkflowEngine>(parts => parts.GetRequiredService<EmbeddedWorkflows>());
        services.AddSingleton<WorkflowStarts>();
        services.AddSingleton<WorkflowSignals>();
        services.AddSingleton<WorkflowDesk>();
    }

    private static void AddPlatform(IServiceCollection services)
    {
        services.AddSingleton<AccountProfiles>();
        services.AddSingleton<PlanInformationReader>();
        services.AddSingleton<EntitlementDesk>();
        services.AddSingleton<AppChannels>();
        services.AddSingleton<TeamMembers>();
        services.AddSingleton<AgentDesk>();
        services.AddSingleton<SearchIngestions>();
        services.AddSingleton<AppDeployments>();
    }
}
