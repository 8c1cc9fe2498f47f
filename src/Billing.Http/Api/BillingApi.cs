using Billing.Application.Accounts;
using Billing.Application.Apps;
using Billing.Application.Channels;
using Billing.Application.Credits;
using Billing.Application.Deployments;
using Billing.Application.Entitlements;
using Billing.Application.Invoicing;
using Billing.Application.Notifications;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Search;
using Billing.Application.Seats;
using Billing.Application.Subscriptions;
using Billing.Application.Usage;
using Billing.Application.Wires;
using Billing.Application.Workflows;
using Billing.Domain.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Http.Api;

/// <summary>The operations that every home serves, capability by capability.</summary>
public static class BillingApi
{
    public static IEnumerable<OperationGroup> Groups(IServiceProvider parts) =>
    [
        AccountEndpoints.Group(Get<AccountProfiles>(parts), Get<PlanInformationReader>(parts), Get<ProductCatalog>(parts)),
        OrderEndpoints.Group(Get<OrderDesk>(parts), Get<TopUps>(parts), Get<SubscriptionActs>(parts)),
        CreditEndpoints.Group(Get<AccountCredits>(parts), Get<CreditHoldDesk>(parts), Get<PaymentMethods>(parts)),
        WebhookEndpoints.Group(Get<NoticeInbox>(parts)),
        InvoiceEndpoints.Group(Get<InvoiceReader>(parts), Get<InvoicePrinter>(parts)),
        UsageEndpoints.Group(Get<UsageDesk>(parts), Get<UsageDeadLetterDesk>(parts)),
        PlatformEndpoints.Group(
            Get<EntitlementDesk>(parts),
            Get<AppChannels>(parts),
            Get<TeamMembers>(parts),
            Get<AgentDesk>(parts),
            Get<SearchIngestions>(parts),
            Get<AppDeployments>(parts),
            Get<AccountApps>(parts)),
        WorkflowEndpoints.Group(Get<WorkflowDesk>(parts)),
        EmailEndpoints.Group(
            Get<NotificationDesk>(parts), Get<EmailTroubles>(parts), Get<EmailSuppressions>(parts), Get<DeliveryReports>(parts),
            Get<BillingHttpOptions>(parts).EmailReportSecret),
        OperatorEndpoints.Group(
            Get<AccountDirectory>(parts), Get<Contracts>(parts), Get<CreditGrants>(parts), Get<WireDesk>(parts), Get<OpenWires>(parts),
            Get<Reconciliation>(parts), Get<AuditTrail>(parts)),
    ];

    private static T Get<T>(IServiceProvider parts)
        where T : notnull => parts.GetRequiredService<T>();
}
