using System.Text.Json.Serialization;
using Billing.Application.Accounts;
using Billing.Application.Channels;
using Billing.Application.Credits;
using Billing.Application.Deployments;
using Billing.Application.Invoicing;
using Billing.Application.Notifications;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Search;
using Billing.Application.Seats;
using Billing.Application.Subscriptions;
using Billing.Application.Workflows;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;
using Billing.Domain.Deployments;
using Billing.Domain.Seats;
using Billing.Domain;

namespace Billing.Application;

/// <summary>
/// How documents look at rest, the answers kept for an Idempotency-Key among them. Members are only ever added; one that is renamed is another member.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(ApprovedDeployment))]
[JsonSerializable(typeof(EmailContent))]
[JsonSerializable(typeof(EmailTrouble))]
[JsonSerializable(typeof(InvoiceNumber))]
[JsonSerializable(typeof(QueuedEmail))]
[JsonSerializable(typeof(StoredAgent))]
[JsonSerializable(typeof(StoredAnswer))]
[JsonSerializable(typeof(StoredHold))]
[JsonSerializable(typeof(StoredIngestion))]
[JsonSerializable(typeof(StoredInvoice))]
[JsonSerializable(typeof(StoredNotification))]
[JsonSerializable(typeof(StoredNotice))]
[JsonSerializable(typeof(StoredOrder))]
[JsonSerializable(typeof(StoredSaving))]
[JsonSerializable(typeof(SuppressedAddress))]
[JsonSerializable(typeof(Transfer))]
[JsonSerializable(typeof(WorkflowInstance))]
[JsonSerializable(typeof(AgentSeatsView))]
[JsonSerializable(typeof(AutoTopUpView))]
[JsonSerializable(typeof(ChannelView))]
[JsonSerializable(typeof(ApprovalView))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(GrantView))]
[JsonSerializable(typeof(HoldView))]
[JsonSerializable(typeof(IngestionView))]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(PaymentMethodView))]
[JsonSerializable(typeof(PlanState))]
[JsonSerializable(typeof(TeamSeatsView))]
public sealed partial class StorageJson : JsonSerializerContext;
