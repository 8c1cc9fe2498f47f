using System.Security.Cryptography;

namespace Billing.Stripe.Simulator.State;

/// <summary>Ids as Stripe makes them: a prefix that names the kind, and random letters and digits.</summary>
internal static class StripeIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string ReferenceAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Alphabet, 24)}";

    public static string Secret(string id) => $"{id}_secret_{RandomNumberGenerator.GetString(Alphabet, 25)}";

    public static string WebhookSecret() => $"whsec_{RandomNumberGenerator.GetString(Alphabet, 32)}";

    /// <summary>What the payer writes on a bank transfer: eight characters that nobody mistakes for each other.</summary>
    public static string Reference() => RandomNumberGenerator.GetString(ReferenceAlphabet, 8);

    public static string Digits(int count) => RandomNumberGenerator.GetString("0123456789", count);
}
