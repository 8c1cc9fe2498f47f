namespace Billing.Stripe.Tests.Support;

/// <summary>Aligned text tables: rules with many cases, one a line, columns parted by two spaces or more.</summary>
internal static class Table
{
    public static List<string[]> Rows(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length > 0)];

    /// <summary>The table as it turned out beside the table as it should be; the difference is the failure.</summary>
    public static void Equal(string expected, IEnumerable<IReadOnlyList<string>> actual) =>
        Assert.Equal(Lines(Rows(expected)), Lines(actual));

    private static string Lines(IEnumerable<IReadOnlyList<string>> rows) => string.Join('\n', rows.Select(cells => string.Join("  ", cells)));
}
