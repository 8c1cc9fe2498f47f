using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Accounts;

/// <summary>What is kept of the first request with an Idempotency-Key. <c>OrderId</c> without an answer: the order is still under way.</summary>
public sealed record StoredAnswer(string Fingerprint, DateTimeOffset At, string? Answer, BillingError? Error, string? OrderId = null)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public bool IsAnswered => Answer is not null || Error is not null;

    public bool IsKept(DateTimeOffset now) => now < At + Kept;
}

/// <summary>Idempotency-Key: kept 24 hours, in the account's partition, written by the commit that did the work (contract, section 1).</summary>
internal static class Idempotency
{
    /// <summary>The first request's row, or null where there is no key, or was no such request within 24 hours.</summary>
    public static async ValueTask<StoredAnswer?> FindAsync(AccountWork work, IdempotencyKey? key) =>
        key is not null && await work.FindAsync(AccountRows.Idempotency(key.Key), StorageJson.Default.StoredAnswer) is { } stored && stored.IsKept(work.Now)
            ? stored
            : null;

    /// <summary>The first answer; or <c>idempotency-key-reused</c>, <c>idempotency-key-in-use</c>.</summary>
    public static Result<T> Replay<T>(StoredAnswer stored, RequestContext context, JsonTypeInfo<T> type)
    {
        if (stored.Fingerprint != context.Idempotency!.Fingerprint)
        {
            return new BillingError("idempotency-key-reused", "This Idempotency-Key came with another request before.");
        }

        if (!stored.IsAnswered)
        {
            return new BillingError("idempotency-key-in-use", "A request with this Idempotency-Key is still being worked on.");
        }

        context.MarkReplayed();
        return stored.Error is { } error ? error : JsonSerializer.Deserialize(stored.Answer!, type)!;
    }

    public static void Store<T>(AccountWork work, IdempotencyKey? key, Result<T> result, JsonTypeInfo<T> type)
    {
        if (key is not null)
        {
            Put(work, key, new StoredAnswer(key.Fingerprint, work.Now, result.IsOk ? JsonSerializer.Serialize(result.Value, type) : null, result.Error));
        }
    }

    /// <summary>Remembers the order that this request began, before its payment is asked for.</summary>
    public static void Begin(AccountWork work, IdempotencyKey? key, string orderId)
    {
        if (key is not null)
        {
            Put(work, key, new StoredAnswer(key.Fingerprint, work.Now, null, null, orderId));
        }
    }

    private static void Put(AccountWork work, IdempotencyKey key, StoredAnswer answer) =>
        work.Put(AccountRows.Idempotency(key.Key), answer, StorageJson.Default.StoredAnswer);
}
