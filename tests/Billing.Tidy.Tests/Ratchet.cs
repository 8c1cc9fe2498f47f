namespace Billing.Tidy.Tests;

/// <summary>
/// What was long before the rule, one <c>name length</c> a line. It may get shorter, never longer, and leaves the list once it keeps the rule.
/// </summary>
internal static class Ratchet
{
    /// <summary>Every breach, said so that the reader knows what to do.</summary>
    public static IEnumerable<string> Check(string list, int limit, IReadOnlyDictionary<string, int> lengths)
    {
        var allowed = list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => int.Parse(parts[1]), StringComparer.Ordinal);
        var tooLong = lengths
            .Where(item => item.Value > Math.Max(limit, allowed.GetValueOrDefault(item.Key)))
            .Select(item => $"{item.Key}: {item.Value} lines, {Math.Max(limit, allowed.GetValueOrDefault(item.Key))} allowed");
        var kept = allowed
            .Where(item => lengths.GetValueOrDefault(item.Key) <= limit)
            .Select(item => $"{item.Key}: keeps the rule now, take it off the list");
        return tooLong.Concat(kept);
    }
}
