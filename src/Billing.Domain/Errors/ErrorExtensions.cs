namespace Billing.Domain;

/// <summary>Members of a problem document beyond those of every error (RFC 9457, section 3.2), each under its own name.</summary>
/// <param name="DeclineCode">Of <c>payment-declined</c>: the provider's reason.</param>
/// <param name="OrderId">Of <c>payment-declined</c>: the order that failed; of <c>order-in-progress</c>: the one that is being paid.</param>
/// <param name="AvailableOn">Of <c>plan-required</c>: the plans that have what was asked for, in the catalog's order.</param>
public sealed record ErrorExtensions(string? DeclineCode = null, string? OrderId = null, IReadOnlyList<string>? AvailableOn = null);
