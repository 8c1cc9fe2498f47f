using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Stripe.Api;

/// <summary>Reads what we know of Stripe's objects; members that Stripe adds are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(PaymentIntent))]
[JsonSerializable(typeof(PaymentMethod))]
[JsonSerializable(typeof(SetupIntent))]
[JsonSerializable(typeof(Refund))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Page<PaymentIntent>))]
[JsonSerializable(typeof(Page<CashTransaction>))]
[JsonSerializable(typeof(Page<Event>))]
internal sealed partial class StripeJson : JsonSerializerContext;

/// <summary>A payment method where Stripe gives the object when asked to expand it, and the id when not.</summary>
internal sealed class ExpandablePaymentMethod : JsonConverter<PaymentMethod>
{
    public override PaymentMethod? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new PaymentMethod(reader.GetString()!)
            : JsonSerializer.Deserialize(ref reader, StripeJson.Default.PaymentMethod);

    public override void Write(Utf8JsonWriter writer, PaymentMethod value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}
