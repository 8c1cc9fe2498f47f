using System.Collections.Frozen;
using Billing.Domain;

namespace Billing.Application.Errors;

/// <summary>What a code means on the wire.</summary>
/// <param name="Retryable">The same request may succeed later without being changed.</param>
public sealed record ErrorKind(string Code, int Status, string Title, bool Retryable = false);

/// <summary>
/// Every code that a problem document may carry. Callers branch on codes, so one is never renamed, removed or given another status;
/// the tests hold this table against an approved list.
/// </summary>
public static class ErrorCatalog
{
    public static IReadOnlyList<ErrorKind> All { get; } =
    [
        // The request itself.
        new("validation-failed", 400, "The request is not valid"),
        new("invalid-signature", 400, "The webhook's signature is not valid"),
        new("unauthenticated", 401, "A valid token is required"),
        new("forbidden", 403, "The role does not allow this"),
        new("not-found", 404, "There is nothing here"),
        new("method-not-allowed", 405, "The method is not allowed here"),
        new("body-too-large", 413, "The body is too large"),
        new("unsupported-media-type", 415, "The media type is not supported"),
        new("idempotency-key-in-use", 409, "A request with this key is in progress", Retryable: true),
        new("idempotency-key-reused", 422, "The key was used with another request"),

        // Things that are not there.
        new("account-not-found", 404, "There is no such account"),
        new("order-not-found", 404, "There is no such order"),
        new("invoice-not-found", 404, "There is no such invoice"),
        new("payment-not-found", 404, "There is no such payment"),
        new("payment-method-not-found", 404, "There is no such payment method"),
        new("contract-not-found", 404, "There is no contract"),
        new("hold-not-found", 404, "There is no such hold"),
        new("workflow-not-found", 404, "There is no such workflow"),
        new("dead-letter-not-found", 404, "There is no such dead letter"),

        // What money, plans and limits refuse.
        new("payment-declined", 402, "The payment was declined"),
        new("credits-exhausted", 402, "The credits are used up"),
        new("plan-required", 402, "The plan does not include this"),
        new("seat-limit-reached", 402, "All seats are taken"),
        new("ingestion-limit-reached", 402, "The ingestion limit is reached"),
        new("enterprise-invoices-not-displayed", 403, "Invoices of enterprise accounts are not displayed"),

        // What the state of things refuses.
        new("account-locked", 409, "This cannot be changed any more"),
        new("cancellation-planned", 409, "The subscription is about to end"),
        new("contract-needs-enterprise", 409, "Only enterprise accounts have contracts"),
        new("contract-required", 409, "This goes by contract"),
        new("grant-limit-reached", 409, "There are too many grants"),
        new("hold-closed", 409, "The hold is closed"),
        new("hold-conflict", 409, "The hold differs"),
        new("hold-limit-reached", 409, "There are too many open holds"),
        new("ingestion-conflict", 409, "The ingestion differs"),
        new("notification-conflict", 409, "The notification differs"),
        new("not-subscribed", 409, "There is no subscription"),
        new("nothing-to-change", 409, "There is nothing to change"),
        new("nothing-to-resume", 409, "There is nothing to resume"),
        new("order-in-progress", 409, "Another order is being paid", Retryable: true),
        new("order-not-pending", 409, "The order is no longer pending"),
        new("payment-not-waiting", 409, "The payment waits for nobody"),
        new("payment-method-limit-reached", 409, "There are too many payment methods"),
        new("payment-method-not-ready", 409, "The payment method is not ready"),
        new("payment-method-required", 409, "A payment method is required"),
        new("seat-not-assigned", 409, "The agent has no seat"),
        new("seats-in-use", 409, "The seats are in use"),
        new("wire-conflict", 409, "The transfer differs"),
        new("workflow-over", 409, "The workflow does not wait for this"),

        // Of single usage events, inside the 202 of their batch.
        new("unknown-type", 400, "The event's type is not known"),
        new("time-in-future", 400, "The event lies in the future"),
        new("too-late", 400, "The event comes too late"),

        // The system.
        new("rate-limited", 429, "Too many requests at once", Retryable: true),
        new("internal-error", 500, "Something went wrong here"),
        new("service-unavailable", 503, "The service is unavailable", Retryable: true),
    ];

    private static readonly FrozenDictionary<string, ErrorKind> ByCode = All.ToFrozenDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>The one answer for an account that does not exist and for another tenant's: nobody may tell them apart.</summary>
    public static BillingError AccountNotFound { get; } = new("account-not-found", "There is no account with this id.");

    public static bool Contains(string code) => ByCode.ContainsKey(code);

    /// <exception cref="KeyNotFoundException">The code is not in the catalog: a bug.</exception>
    public static ErrorKind Find(string code) =>
        ByCode.TryGetValue(code, out var kind) ? kind : throw new KeyNotFoundException($"The error code '{code}' is not in the catalog.");
}
