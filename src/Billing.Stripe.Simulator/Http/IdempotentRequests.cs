using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Http;

/// <summary>What was answered to an idempotency key, kept for a day beside the objects.</summary>
internal static class IdempotentRequests
{
    private const string Type = "idempotent_request";
    private const long KeyLifeSeconds = 24 * 60 * 60;

    /// <summary>The first answer to the key; null where it has none, or none any more.</summary>
    public static Reply? Replay(Change change, string? key, string fingerprint)
    {
        if (key is null || change.Find(NameOf(key)) is not { } stored || IsOver(stored, change.Now))
        {
            return null;
        }

        if (stored.Text("fingerprint") != fingerprint)
        {
            throw new ApiError(
                400, "idempotency_error", null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
                + $" Try using a key other than '{key}' if you meant to execute a different request.");
        }

        return new Reply((int)stored.Number("status"), stored.Text("body")!, stored.Text("request")!, IsReplay: true);
    }

    /// <summary>In the same commit as what the request has done: one is never kept without the other.</summary>
    public static void Remember(Change change, string? key, string fingerprint, Reply reply)
    {
        if (key is null)
        {
            return;
        }

        var name = NameOf(key);
        var record = change.Find(name) is null ? change.Add(new JsonObject { ["_id"] = name, ["object"] = Type }) : change.Edit(name);
        record["created"] = change.Now;
        record["fingerprint"] = fingerprint;
        record["status"] = reply.Status;
        record["body"] = reply.Body;
        record["request"] = reply.RequestId;
    }

    public static bool IsOver(JsonObject document, long now) => document.Text("object") == Type && now - document.Number("created") > KeyLifeSeconds;

    private static string NameOf(string key) => "idem_" + key;
}
