using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Http;

/// <summary>Lists newest first, paged by <c>starting_after</c> and <c>ending_before</c>; and ids expanded to their objects.</summary>
internal static class Lists
{
    public const string Parameters = "limit starting_after ending_before created";

    /// <param name="documents">Oldest first, already filtered by all but <c>created</c>.</param>
    public static JsonObject Page(Call call, IEnumerable<JsonObject> documents)
    {
        var limit = (int)(call.Form.Integer("limit") ?? 10);
        if (limit is < 1 or > 100)
        {
            throw ApiError.Invalid("This value must be between 1 and 100.", "limit", limit < 1 ? "parameter_invalid_integer" : null);
        }

        var all = documents.Where(document => IsCreated(call.Form, document.Number("created"))).Reverse().ToList();
        var page = all[(After(all, call, "starting_after") + 1)..];
        if (call.Form.Text("ending_before") is not null)
        {
            var before = all[..After(all, call, "ending_before")];
            var from = Math.Max(0, before.Count - limit);
            return List(call, before[from..], from > 0);
        }

        return List(call, [.. page.Take(limit)], page.Count > limit);
    }

    /// <summary>Replaces the ids that <c>expand[]</c> names by their objects.</summary>
    public static void Expand(Call call, JsonObject answer)
    {
        foreach (var path in call.Form.Values("expand"))
        {
            ExpandAt(call.Change, answer, path.Split('.'));
        }
    }

    private static void ExpandAt(Change change, JsonNode? node, ReadOnlySpan<string> path)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var element in array)
                {
                    ExpandAt(change, element, path);
                }

                break;
            case JsonObject found when path.Length > 0:
                if (found[path[0]] is JsonValue id && change.Find((string?)id) is { } document)
                {
                    found[path[0]] = document.Shown();
                }

                ExpandAt(change, found[path[0]], path[1..]);
                break;
        }
    }

    private static int After(List<JsonObject> all, Call call, string param)
    {
        if (call.Form.Text(param) is not { } id)
        {
            return -1;
        }

        var at = all.FindIndex(document => document.Key() == id);
        return at >= 0 ? at : throw ApiError.NoSuch("object", id, param, inPath: false);
    }

    private static bool IsCreated(Form form, long created) =>
        created == (form.Integer("created") ?? created)
        && created >= (form.Integer("created[gte]") ?? long.MinValue)
        && created > (form.Integer("created[gt]") ?? long.MinValue)
        && created <= (form.Integer("created[lte]") ?? long.MaxValue)
        && created < (form.Integer("created[lt]") ?? long.MaxValue);

    private static JsonObject List(Call call, IReadOnlyCollection<JsonObject> data, bool hasMore) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. data.Select(document => document.Shown())]),
        ["has_more"] = hasMore,
        ["url"] = call.Path,
    };
}
