using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Application.Accounts;
using Billing.Application.Invoicing;
using Billing.Application.Notifications;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Search;
using Billing.Application.Seats;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;
using Billing.Domain.Deployments;

namespace Billing.Application;

/// <summary>How documents look at rest. Members are only ever added; one that is renamed is another member.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(MoneyJson), typeof(MicrosJson)])]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(FakeCharge))]
[JsonSerializable(typeof(QueuedEmail))]
[JsonSerializable(typeof(StoredAgent))]
[JsonSerializable(typeof(StoredAnswer))]
[JsonSerializable(typeof(StoredHold))]
[JsonSerializable(typeof(StoredIngestion))]
[JsonSerializable(typeof(StoredInvoice))]
[JsonSerializable(typeof(StoredOrder))]
[JsonSerializable(typeof(Transfer))]
public sealed partial class StorageJson : JsonSerializerContext;
