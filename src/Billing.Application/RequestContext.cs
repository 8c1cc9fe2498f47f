using Billing.Domain;

namespace Billing.Application;

/// <summary>Who may do what: contract, section 1. <c>None</c>: nobody, or a genuine token whose role this product does not know.</summary>
public enum Role
{
    None,
    Owner,
    Admin,
    Developer,
    Service,
    Operator,
}

/// <summary>Who asks. <c>Account</c> is the account of an owner, admin or developer; null for the others.</summary>
public sealed record Caller(string Subject, Role Role, AccountId? Account)
{
    /// <summary>The product itself: its calendar, and what a provider told it.</summary>
    public static Caller Billing { get; } = new("billing", Role.None, null);
}

/// <param name="Key">The Idempotency-Key header, 1 to 255 characters.</param>
/// <param name="Fingerprint">Hash of method, path and body: the same key with another fingerprint is refused.</param>
public sealed record IdempotencyKey(string Key, string Fingerprint);

/// <summary>What a use case knows of the request that it serves.</summary>
public sealed class RequestContext(Caller caller, IdempotencyKey? idempotency, CancellationToken cancellationToken)
{
    public Caller Caller { get; } = caller;

    public IdempotencyKey? Idempotency { get; } = idempotency;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Set where the answer is the stored answer of an earlier request: the HTTP answer then says <c>Idempotent-Replayed: true</c>.</summary>
    public bool IsReplayed { get; private set; }

    public void MarkReplayed() => IsReplayed = true;
}
