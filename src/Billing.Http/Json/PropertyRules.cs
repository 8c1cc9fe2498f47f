using System.Text.Json.Serialization.Metadata;

namespace Billing.Http;

/// <summary>What a member's declaration says: shared by the diagnosis and the OpenAPI schemas.</summary>
internal static class PropertyRules
{
    /// <summary>A request must have it: <c>required</c>, or a constructor parameter without a default.</summary>
    public static bool IsNeeded(this JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    /// <summary>It is not ignored.</summary>
    public static bool IsOnTheWire(this JsonPropertyInfo property) => property.Get is not null || property.IsReadable();

    /// <summary>A request may have it: it can be set, or is a constructor parameter.</summary>
    public static bool IsReadable(this JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    public static bool IsNullable(this JsonPropertyInfo property)
    {
        if (property.PropertyType.IsValueType)
        {
            return Nullable.GetUnderlyingType(property.PropertyType) is not null;
        }

        return property.AssociatedParameter is { IsMemberInitializer: false } parameter ? parameter.IsNullable : property.IsSetNullable;
    }
}
