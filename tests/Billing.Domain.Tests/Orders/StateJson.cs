using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Tests.Orders;

/// <summary>States as the application stores them: source-generated, camelCase.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(OrderQuote))]
internal sealed partial class StateJson : JsonSerializerContext
{
    public static string Of(Subscription subscription) => JsonSerializer.Serialize(subscription, Default.Subscription);

    public static Subscription Read(string json) => JsonSerializer.Deserialize(json, Default.Subscription)!;
}
