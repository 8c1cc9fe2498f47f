namespace Billing.Tidy.Tests;

internal static class Breaches
{
    /// <summary>Fails with every breach on a line of its own: xunit's own message shows the first few only.</summary>
    public static void None(IEnumerable<string> breaches)
    {
        var found = breaches.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found.Prepend("")));
    }
}
