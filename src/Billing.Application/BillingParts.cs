using Billing.Application.Accounts;
using Billing.Application.Apps;
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
using Billing.Application.Workflows;
using Billing.Domain.Catalog;
using Billing.Domain.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Application;

/// <summary>
/// The core's table of contents: every part that is the same in all homes. A home adds what differs: <see cref="TimeProvider"/>; <see cref="ITableStore"/>
/// and <see cref="ITablePartitions"/>; <see cref="TakeUsage"/> and <see cref="IUsageDeadLetters"/>; <see cref="IPaymentGateway"/>,
/// <see cref="IPaymentNotices"/> and their <see cref="NoticeInbox"/>; <see cref="IEmailSender"/>, <see cref="IEmailRenderer"/> and
/// <see cref="IInvoiceRenderer"/>; <see cref="IWorkflowEngine"/>. And it connects whom the index tells that something is due.
/// </summary>
public static class BillingParts
{
    public static IServiceCollection AddBilling(this IServiceCollection services, ProductCatalog catalog)
    {
        services.AddSingleton(catalog);
        services.AddSingleton<IdSource>();
        services.AddSingleton<AccountTables>();
        services.AddSingleton<AccountExport>();
        services.AddSingleton<AccountRestore>();
        services.AddSingleton<AccountStore>();
        AddMetering(services, catalog);
        AddCommerce(services);
        AddPayments(services);
        AddWorkflows(services);
        AddPlatform(services);
        AddEmails(services);
        AddDueWork(services);
        return services;
    }

    private static void AddMetering(IServiceCollection services, ProductCatalog catalog)
    {
        services.AddSingleton(new IntakeLimits());
        services.AddSingleton(MeteringRules.Of(catalog));
        services.AddSingleton<UsageJournal>();
        services.AddSingleton<UsageSettlement>();
        services.AddSingleton<LayoutOf>(parts => parts.GetRequiredService<AccountStore>().LayoutAsync);
        services.AddSingleton<UsageSorter>();
        services.AddSingleton(parts =>
        {
            var settlement = parts.GetRequiredService<UsageSettlement>();
            var intake = new UsageIntake(
                parts.GetRequiredService<ITableStore>(), settlement, parts.GetRequiredService<MeteringRules>(), parts.GetRequiredService<LayoutOf>(),
                parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<IntakeLimits>());
            settlement.Connect(intake.Settled);
            return intake;
        });
        services.AddSingleton<UsageLayouts>();
        services.AddSingleton<UsageRetention>();
        services.AddSingleton<UsageTrendsHandler>();
        services.AddSingleton<AiUsageHandler>();
        services.AddSingleton<UsageForecastHandler>();
        services.AddSingleton<UsageDesk>();
        services.AddSingleton<UsageDeadLetterDesk>();
    }

    private static void AddCommerce(IServiceCollection services)
    {
        services.AddSingleton<OrderOwners>();
        services.AddSingleton<OrderDays>();
        services.AddSingleton<OrderOutcome>();
        services.AddSingleton<OrderPlacement>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<TopUps>();
        services.AddSingleton<SubscriptionActs>();
        services.AddSingleton<AccountCalendar>();
        services.AddSingleton<AccountCredits>();
        services.AddSingleton<CreditHoldDesk>();
        services.AddSingleton<InvoiceReader>();
        services.AddSingleton<InvoicePrinter>();
        services.AddSingleton<Contracts>();
        services.AddSingleton<CreditGrants>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<Reconciliation>();
    }

    private static void AddPayments(IServiceCollection services)
    {
        services.AddSingleton<PaymentMethods>();
        services.AddSingleton<OrderPayments>();
        services.AddSingleton<WireCash>();
        services.AddSingleton<WireTransfers>();
        services.AddSingleton<WireActivities>();
        services.AddSingleton<WireDesk>();
        services.AddSingleton<OpenWires>();
        services.AddSingleton<PaymentLookUps>();
        services.AddSingleton<SavingLookUps>();
        services.AddSingleton<ProviderErrands>();
        services.AddSingleton<PaymentUpdates>();
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
        services.AddSingleton<WorkflowStarts>();
        services.AddSingleton<WorkflowSignals>();
        services.AddSingleton<WorkflowDesk>();
    }

    private static void AddPlatform(IServiceCollection services)
    {
        services.AddSingleton<AccountProfiles>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<AccountApps>();
        services.AddSingleton<PlanInformationReader>();
        services.AddSingleton<EntitlementDesk>();
        services.AddSingleton<AppChannels>();
        services.AddSingleton<TeamMembers>();
        services.AddSingleton<AgentDesk>();
        services.AddSingleton<SearchIngestions>();
        services.AddSingleton<AppDeployments>();
    }

    private static void AddEmails(IServiceCollection services)
    {
        services.AddSingleton<EmailSuppressions>();
        services.AddSingleton<EmailTroubles>();
        services.AddSingleton<EmailDelivery>();
        services.AddSingleton<EmailRelevance>();
        services.AddSingleton<AccountEmails>();
        services.AddSingleton<NotificationDesk>();
        services.AddSingleton<DeliveryReports>();
    }

    /// <summary>What falls due; a home whose workflows wake by the index adds its engine.</summary>
    private static void AddDueWork(IServiceCollection services)
    {
        services.AddSingleton<DueIndex>();
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<UsageSettlement>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<AccountCalendar>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<PaymentLookUps>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<SavingLookUps>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<ProviderErrands>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<AccountEmails>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<NotificationDesk>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<WorkflowStarts>());
        services.AddSingleton<IDueWork>(parts => parts.GetRequiredService<WorkflowSignals>());
        services.AddSingleton<DueRunner>();
    }
}
