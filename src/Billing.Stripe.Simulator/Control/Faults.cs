using Billing.Stripe.Simulator.Http;
using Microsoft.AspNetCore.Http;

namespace Billing.Stripe.Simulator.Control;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>The connection drops before anything is done.</summary>
    LoseRequest,

    /// <summary>All is done and remembered, and the connection drops before the answer.</summary>
    LoseAnswer,

    /// <summary>All is done at once; the answer comes late, and the idempotency key is in use until then.</summary>
    Delay,

    /// <summary>An error in place of the work; nothing is done and nothing is remembered.</summary>
    Error,

    /// <summary>An error in place of the work, remembered for the idempotency key.</summary>
    StoredError,

    /// <summary>The work is done, and an error is answered and remembered: the worst that Stripe does.</summary>
    BrokenAnswer,
}

/// <summary>Something to go wrong, so many times.</summary>
/// <param name="Method">Of the requests that it hits; null hits every method.</param>
/// <param name="Path">What the path begins with: <c>/v1/payment_intents</c>.</param>
/// <param name="Times">How many requests it hits.</param>
/// <param name="Milliseconds">For <see cref="FaultKind.Delay"/>.</param>
/// <param name="Status">For errors: 409 or 429 with <c>lock_timeout</c>, 429 with <c>rate_limit</c>, 500, 503 …</param>
/// <param name="ShouldRetry">The <c>Stripe-Should-Retry</c> header; null leaves it out.</param>
public sealed record Fault(
    FaultKind Kind, string? Method = null, string Path = "/v1/", int Times = 1, int Milliseconds = 0,
    int Status = 500, string? Code = null, int? RetryAfterSeconds = null, bool? ShouldRetry = null)
{
    internal TimeSpan Delay => TimeSpan.FromMilliseconds(Milliseconds);

    internal ApiError ToError() => new(
        Status,
        Status is >= 400 and < 500 ? "invalid_request_error" : "api_error",
        Code ?? (Status == 429 ? "rate_limit" : null),
        "A fault that was asked for.");
}

/// <summary>The faults that are waiting for a request, first come first served.</summary>
internal sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _waiting = [];

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _waiting.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    public Fault? Take(string method, PathString path)
    {
        lock (_lock)
        {
            var at = _waiting.FindIndex(fault =>
                (fault.Method is null || fault.Method == method) && path.Value!.StartsWith(fault.Path, StringComparison.Ordinal));
            if (at < 0)
            {
                return null;
            }

            var fault = _waiting[at];
            if (fault.Times > 1)
            {
                _waiting[at] = fault with { Times = fault.Times - 1 };
            }
            else
            {
                _waiting.RemoveAt(at);
            }

            return fault;
        }
    }
}
