namespace Billing.Functions.Workflows;

/// <summary>How a workflow or an activity is called among the app's functions: <c>grace-period</c> is <c>GracePeriod</c>.</summary>
internal static class DurableNames
{
    public static string Of(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
