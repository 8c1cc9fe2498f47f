using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;

namespace Billing.Functions.Tests.Workflows;

/// <summary>
/// An instant of the test's clock, carried by whatever Durable carries. An orchestration that is replayed reads again what it read first, so its time must
/// come out of its history: here with its input, with each answer, and with each event.
/// </summary>
internal static class HandTime
{
    private const string Member = "handTime";

    public static JsonElement Stamp(DateTimeOffset now, object? document)
    {
        var node = JsonSerializer.SerializeToNode((JsonElement)document!)!.AsObject();
        node[Member] = now.UtcTicks;
        return JsonSerializer.SerializeToElement(node);
    }

    public static DateTimeOffset Of(JsonElement document) => At(document.GetProperty(Member).GetInt64());

    public static string Stamp(DateTimeOffset now, string? text) => text is null ? $"{now.UtcTicks}" : $"{now.UtcTicks}|{text}";

    /// <returns>When, and the text; a text that nobody has stamped came at no time.</returns>
    public static (DateTimeOffset Now, string? Text) Read(string? stamped)
    {
        var parts = stamped?.Split('|', 2) ?? [];
        return parts.Length > 0 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var ticks)
            ? (At(ticks), parts.Length == 2 ? parts[1] : null)
            : (DateTimeOffset.MinValue, stamped);
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
