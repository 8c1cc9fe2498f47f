namespace Billing.Application.Rows;

/// <summary>FNV-1a, 32 bits, over UTF-16 code units: spreads keys over shards the same way in every process and release. Never change it.</summary>
public static class StableHash
{
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }
}
