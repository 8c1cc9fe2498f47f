using Billing.Domain;

namespace Billing.Stripe;

/// <summary>What we write on Stripe's objects, to find them by: keys of their metadata, each holding an id of ours.</summary>
public static class StripeMetadata
{
    internal const string Account = "account_id";
    internal const string Payment = "payment_id";
    internal const string Method = "method_id";

    /// <summary>The keys of ids that name one payment, or one saving of a method.</summary>
    public static IReadOnlyList<string> Names { get; } = [Payment, Method];

    internal static string? PaymentOf(IReadOnlyDictionary<string, string>? metadata) => metadata?.GetValueOrDefault(Payment);

    internal static AccountId? AccountOf(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.GetValueOrDefault(Account) is { } id && CallerId.IsValid(id) ? new AccountId(id) : null;
}
