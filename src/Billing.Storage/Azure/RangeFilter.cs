using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>A range as the service's filter. Bounds that no key can equal are moved to the next key that can be, which holds the same rows.</summary>
internal static class RangeFilter
{
    public static string Of(TableRange range)
    {
        var from = Bound(range.From);
        var filter = $"PartitionKey eq '{Quoted(range.PartitionKey)}'";
        filter += from.Length == 0 ? "" : $" and RowKey ge '{Quoted(from)}'";
        return filter + (range.To is null ? "" : $" and RowKey lt '{Quoted(Bound(range.To))}'");
    }

    /// <param name="after">A partition's key; null: all partitions.</param>
    public static string PartitionsAfter(string? after) => after is null ? "PartitionKey ge ''" : $"PartitionKey gt '{Quoted(after)}'";

    /// <summary>
    /// The smallest string of key characters and whole pairs that is not below <paramref name="bound"/>. No key lies between the two.
    /// The service refuses control characters; half pairs cannot be sent at all.
    /// </summary>
    public static string Bound(string bound)
    {
        for (var at = 0; at < bound.Length; at++)
        {
            if (char.IsHighSurrogate(bound[at]))
            {
                var low = at + 1 < bound.Length ? bound[at + 1] : '\0';
                if (low is < '\udc00' or > '\udfff')
                {
                    return bound[..at] + (low < '\udc00' ? $"{bound[at]}\udc00" : AfterPairsOf(bound[at]));
                }

                at++;
            }
            else if (char.IsLowSurrogate(bound[at]))
            {
                return bound[..at] + '\ue000';
            }
            else if (!TableLimits.IsKeyChar(bound[at]))
            {
                return bound[..at] + NextKeyChar(bound[at]);
            }
        }

        return bound;
    }

    private static string AfterPairsOf(char high) => high == '\udbff' ? "\ue000" : $"{(char)(high + 1)}\udc00";

    private static char NextKeyChar(char c)
    {
        while (!TableLimits.IsKeyChar(c))
        {
            c++;
        }

        return c;
    }

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
