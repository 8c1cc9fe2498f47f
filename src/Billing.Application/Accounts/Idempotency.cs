using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Accounts;

/// <summary>What is kept of the first request with an Idempotency-Key. <c>OrderId</c> without an answer: the order is still under way.</summary>
public sealed record StoredAnswer(string Fingerprint, DateTimeOffset At, string? Answer, BillingError? Error, string? OrderId = null)
{
    public bool IsAnswered => Answer is not null || Error is not null;
}

/// <summary>Idempotency-Key: kept 24 hours, in the account's partition, written by the commit that did the work (contract, section 1).</summary>
public static class Idempotency
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The first request's row, or null where there was none within 24 hours.</summary>
    public static async ValueTask<StoredAnswer?> FindAsync(AccountWork work, IdempotencyKey key) =>
        await work.FindAsync(RowKey(key), StorageJson.Default.StoredAnswer) is { } stored && work.Now < stored.At + Kept ? stored : null;

    public static Result<T> Replay<T>(StoredAnswer stored, IdempotencyKey key, RequestContext context, JsonTypeInfo<T> type)
    {
        if (stored.Fingerprint != key.Fingerprint)
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

    public static void Store<T>(AccountWork work, IdempotencyKey key, Result<T> result, JsonTypeInfo<T> type) =>
        Put(work, key, new StoredAnswer(key.Fingerprint, work.Now, result.IsOk ? JsonSerializer.Serialize(result.Value, type) : null, result.Error));

    /// <summary>Remembers the order that this request began, before its payment is asked for.</summary>
    public static void Begin(AccountWork work, IdempotencyKey key, string orderId) =>
        Put(work, key, new StoredAnswer(key.Fingerprint, work.Now, null, null, orderId));

    private static void Put(AccountWork work, IdempotencyKey key, StoredAnswer answer) => work.Put(RowKey(key), answer, StorageJson.Default.StoredAnswer);

    private static string RowKey(IdempotencyKey key) => AccountRows.Idempotency(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.Key))));
}
