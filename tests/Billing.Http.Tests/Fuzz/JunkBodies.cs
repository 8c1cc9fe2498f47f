using System.Text.Json.Nodes;

namespace Billing.Http.Tests.Support;

/// <summary>Bodies and ids that nobody should send.</summary>
internal static class JunkBodies
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[null]", "[[]]",
        "-1", "0", "1.5", "1e400", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "99999999999999999999999999",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\\ufeff\u00e9\"", "\"../../etc/passwd\"",
        "\"2026-02-30T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", "\"P99999999999D\"",
        $"\"{new string('x', 100_000)}\"",
    ];

    public static IReadOnlyList<string> Fixed { get; } =
    [
        "", " ", "null", "true", "7", "\"a\"", "[]", "{}", "[{}]", "[null]", "{", "}", "{\"", "nonsense", "\uFEFF{}", "\0",
        "{\"unknown\":1}", "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"\":\"\"}",
        new string('[', 100_000), $"{{\"a\":{new string('9', 100_000)}}}",
    ];

    public static IReadOnlyList<string> PathTexts { get; } =
        [" ", "a b", "a/b", "a|b", "a\u00e9", "\U0001F600", "'", "%", "\u202e", "null", new string('a', 129), new string('a', 2000)];

    public static string TwoMegabytes { get; } = $"{{\"a\":\"{new string('x', 2 * 1024 * 1024)}\"}}";

    /// <summary>The example with each of its members in turn left out, repeated, joined by an unknown one, or given every wrong value.</summary>
    public static IEnumerable<string> Mutations(string? example)
    {
        if (example is null)
        {
            yield break;
        }

        foreach (var path in Paths(JsonNode.Parse(example)!))
        {
            yield return Changed(example, path, (parent, name) => parent.Remove(name));
            yield return Changed(example, path, (parent, name) => parent[$"{name}X"] = 1);
            foreach (var value in Values)
            {
                yield return Changed(example, path, (parent, name) => parent[name] = "@@").Replace("\"@@\"", value, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>The ways to every member: names of members, "0" into a list.</summary>
    private static IEnumerable<string[]> Paths(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value).Select(path => (string[])[member.Key, .. path]).Prepend([member.Key])),
        JsonArray { Count: > 0 } items => Paths(items[0]).Select(path => (string[])["0", .. path]),
        _ => [],
    };

    private static string Changed(string example, string[] path, Action<JsonObject, string> change)
    {
        var root = JsonNode.Parse(example)!;
        var parent = path[..^1].Aggregate(root, (node, name) => node is JsonArray items ? items[0]! : node[name]!);
        change(parent.AsObject(), path[^1]);
        return root.ToJsonString();
    }
}
