using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Domain;

/// <summary>
/// Money on the wire and at rest: <c>{"amount": 5000, "currency": "USD"}</c> (contract, section 1). Both members are required, none other is allowed.
/// </summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Money is an object of amount and currency.");
        }

        long? amount = null;
        Currency? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (amount is null && reader.ValueTextEquals("amount"u8))
            {
                amount = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
                    ? value
                    : throw new JsonException("The amount is an integer of minor units.");
            }
            else if (currency is null && reader.ValueTextEquals("currency"u8))
            {
                currency = reader.Read() && reader.TokenType == JsonTokenType.String && Currency.TryParse(reader.GetString(), out var known)
                    ? known
                    : throw new JsonException("The currency is not a known one.");
            }
            else
            {
                throw new JsonException("Money has the members amount and currency, each once.");
            }
        }

        return new Money(amount ?? throw new JsonException("The amount is missing."), currency ?? throw new JsonException("The currency is missing."));
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("amount", value.Minor);
        writer.WriteString("currency", value.Currency.Code);
        writer.WriteEndObject();
    }
}
