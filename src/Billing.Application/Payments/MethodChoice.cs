using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <param name="returnUrl">Asked when it is needed: a server knows its own address once it has started.</param>
public sealed class PaymentSettings(Func<string> returnUrl)
{
    /// <summary>Where PayPal sends a customer back to whose request names no other place.</summary>
    public string ReturnUrl => returnUrl();
}

/// <summary>What an order is to be charged to.</summary>
/// <param name="Method">A saved one; null for what is new, and for a wire.</param>
/// <param name="Token">Of a new card.</param>
internal sealed record ResolvedMethod(
    PaymentMethodType Type, SavedMethod? Method = null, string? Token = null, string? ReturnUrl = null, bool OffSession = false);

/// <summary>Reads what a request wants to pay with.</summary>
internal static class MethodChoice
{
    private const int MaxToken = 255;
    private const int MaxUrl = 2000;

    /// <summary>A bank transfer; for cash that has come already too.</summary>
    public static ResolvedMethod Wire { get; } = new(PaymentMethodType.Wire);

    /// <summary>What renewals and automatic top-ups charge; without a method where there is none.</summary>
    public static ResolvedMethod Default(AccountState state) => state.PaymentMethods is [var first, ..]
        ? new ResolvedMethod(first.Type, first, OffSession: true)
        : new ResolvedMethod(PaymentMethodType.Card, OffSession: true);

    /// <param name="choice">Null: the account's default method.</param>
    /// <param name="pointer">Of the choice inside the request.</param>
    /// <returns>The method; or <c>validation-failed</c>, <c>payment-method-not-found</c>.</returns>
    public static Result<ResolvedMethod> Resolve(AccountState state, PaymentMethodChoice? choice, string pointer, PaymentSettings settings) => choice switch
    {
        null => state.PaymentMethods is [var first, ..]
            ? new ResolvedMethod(first.Type, first, ReturnUrl: settings.ReturnUrl)
            : BillingError.Invalid(pointer, "The account has no saved payment method; name one."),
        { Type: PaymentMethodType.Saved, Id: { } id } => PaymentMethods.Find(state, id) is { } saved
            ? new ResolvedMethod(saved.Type, saved, ReturnUrl: settings.ReturnUrl)
            : PaymentMethods.NotFound(id) with { Pointer = pointer + "/id" },
        { Type: PaymentMethodType.Saved } => BillingError.Invalid(pointer + "/id", "A saved method is named by its id."),
        { Type: PaymentMethodType.Wire } => Wire,
        _ => New(choice, pointer, settings),
    };

    /// <summary>A card or a PayPal account that is new here.</summary>
    public static Result<ResolvedMethod> New(PaymentMethodChoice choice, string pointer, PaymentSettings settings)
    {
        if (choice is { ReturnUrl: { } url } && !IsWebAddress(url))
        {
            return BillingError.Invalid(pointer + "/returnUrl", "An absolute http or https URL is needed.");
        }

        return choice switch
        {
            { Type: PaymentMethodType.PayPal } => new ResolvedMethod(choice.Type, ReturnUrl: choice.ReturnUrl ?? settings.ReturnUrl),
            { Type: PaymentMethodType.Card, Token: { Length: > 0 and <= MaxToken } token } => new ResolvedMethod(choice.Type, Token: token),
            { Type: PaymentMethodType.Card } => BillingError.Invalid(pointer + "/token", "A card is given by the provider's token."),
            _ => BillingError.Invalid(pointer + "/type", "Only a card or a PayPal account can be saved."),
        };
    }

    private static bool IsWebAddress(string url) =>
        url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
