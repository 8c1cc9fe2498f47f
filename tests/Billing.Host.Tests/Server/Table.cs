namespace Billing.Host.Tests;

/// <summary>Rules with many cases, as one aligned text: the first line names the columns.</summary>
internal static class Table
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        var lines = text.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
    }
}
