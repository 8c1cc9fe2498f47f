namespace Billing.Domain;

/// <summary>An expected refusal: what a caller did that the rules do not allow.</summary>
/// <param name="Code">Stable, kebab-case; its HTTP status and title stand in the error catalog of Billing.Application.</param>
/// <param name="Detail">One sentence for the developer who reads it.</param>
/// <param name="Pointer">JSON pointer into the request (RFC 6901), where one field is to blame.</param>
public sealed record BillingError(string Code, string Detail, string? Pointer = null)
{
    public ErrorExtensions? Extensions { get; init; }

    public static BillingError Invalid(string pointer, string detail) => new("validation-failed", detail, pointer);
}
