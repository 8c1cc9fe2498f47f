namespace Billing.Domain.Subscriptions;

/// <summary>How much can be ordered. With the catalog's largest price no total overflows.</summary>
public static class SelectionLimits
{
    public const int MaxQuantity = 100_000;

    internal const string QuantityRule = "A quantity is 0 to 100000.";

    internal static bool IsQuantity(int quantity) => quantity is >= 0 and <= MaxQuantity;
}
