using System.Text.Json.Serialization;
using Billing.Application;
using Billing.Application.Accounts;
using Billing.Application.Apps;
using Billing.Application.Channels;
using Billing.Application.Credits;
using Billing.Application.Deployments;
using Billing.Application.Entitlements;
using Billing.Application.Invoicing;
using Billing.Application.Metering;
using Billing.Application.Metering.Queries;
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
using Billing.Domain.Credits;
using Billing.Domain.Deployments;
using Billing.Domain.Entitlements;
using Billing.Domain.Metering;
using Billing.Domain.Payments;
using Billing.Domain.Seats;

namespace Billing.Http.Api;

/// <summary>Every request and view of the API, as it looks on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NotificationBody))]
[JsonSerializable(typeof(SignUpOtp))]
[JsonSerializable(typeof(ForgotPassword))]
[JsonSerializable(typeof(TwoFactorOtp))]
[JsonSerializable(typeof(WorkspaceApprovalRequest))]
[JsonSerializable(typeof(WorkspaceApprovalAccepted))]
[JsonSerializable(typeof(WorkspaceApprovalRejected))]
[JsonSerializable(typeof(InviteNewUserAdminConsole))]
[JsonSerializable(typeof(InviteExistingUserAdminConsole))]
[JsonSerializable(typeof(InviteNewUserBot))]
[JsonSerializable(typeof(InviteExistingUserBotOutsideAccount))]
[JsonSerializable(typeof(InviteExistingUserBotInAccount))]
[JsonSerializable(typeof(BotPublish))]
[JsonSerializable(typeof(FreeTokensExhausted))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AgentSeatsView))]
[JsonSerializable(typeof(AiUsage))]
[JsonSerializable(typeof(AutoTopUpRequest))]
[JsonSerializable(typeof(AutoTopUpView))]
[JsonSerializable(typeof(AutoUpgradeRequest))]
[JsonSerializable(typeof(CancelSubscriptionRequest))]
[JsonSerializable(typeof(CatalogView))]
[JsonSerializable(typeof(ChannelView))]
[JsonSerializable(typeof(ClearWireRequest))]
[JsonSerializable(typeof(ContractRequest))]
[JsonSerializable(typeof(CreditsView))]
[JsonSerializable(typeof(DeploymentRequest))]
[JsonSerializable(typeof(ApprovalView))]
[JsonSerializable(typeof(DeliveryReportAnswer))]
[JsonSerializable(typeof(Entitlement))]
[JsonSerializable(typeof(EntitlementRequest))]
[JsonSerializable(typeof(GrantRequest))]
[JsonSerializable(typeof(GrantView))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(HoldView))]
[JsonSerializable(typeof(IngestionRequest))]
[JsonSerializable(typeof(IngestionView))]
[JsonSerializable(typeof(InvoiceView))]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderPreview))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(Page<AccountView>))]
[JsonSerializable(typeof(Page<AgentView>))]
[JsonSerializable(typeof(Page<AppView>))]
[JsonSerializable(typeof(Page<AuditEntry>))]
[JsonSerializable(typeof(Page<ChannelView>))]
[JsonSerializable(typeof(Page<ApprovedDeployment>))]
[JsonSerializable(typeof(Page<EmailTrouble>))]
[JsonSerializable(typeof(Page<InvoiceSummary>))]
[JsonSerializable(typeof(Page<LedgerEntry>))]
[JsonSerializable(typeof(Page<OpenWireView>))]
[JsonSerializable(typeof(Page<OrderView>))]
[JsonSerializable(typeof(Page<PaymentMethodView>))]
[JsonSerializable(typeof(Page<SuppressedAddress>))]
[JsonSerializable(typeof(Page<TeamMemberView>))]
[JsonSerializable(typeof(Page<UsageDeadLetter>))]
[JsonSerializable(typeof(PaymentMethodChoice))]
[JsonSerializable(typeof(PaymentMethodView))]
[JsonSerializable(typeof(PlanInformation))]
[JsonSerializable(typeof(PlanState))]
[JsonSerializable(typeof(RejectWireRequest))]
[JsonSerializable(typeof(ReconciliationView))]
[JsonSerializable(typeof(TeamSeatsView))]
[JsonSerializable(typeof(TopUpRequest))]
[JsonSerializable(typeof(UsageForecast))]
[JsonSerializable(typeof(UsageReceipt))]
[JsonSerializable(typeof(UsageReplay))]
[JsonSerializable(typeof(UsageTrends))]
[JsonSerializable(typeof(WebhookReceipt))]
[JsonSerializable(typeof(Page<WorkflowSummary>))]
[JsonSerializable(typeof(WorkflowView))]
internal sealed partial class ApiJson : JsonSerializerContext;
