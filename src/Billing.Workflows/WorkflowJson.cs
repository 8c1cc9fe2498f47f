using System.Text.Json.Serialization;
using Billing.Workflows.Orders;
using Billing.Workflows.Subscriptions;

namespace Billing.Workflows;

/// <summary>How inputs and outputs look in a stored history. Members are only ever added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(GracePeriodInput))]
[JsonSerializable(typeof(OrderKey))]
[JsonSerializable(typeof(PeriodKey))]
[JsonSerializable(typeof(RenewalStanding))]
[JsonSerializable(typeof(TrialStanding))]
[JsonSerializable(typeof(WireStanding))]
public sealed partial class WorkflowJson : JsonSerializerContext;
