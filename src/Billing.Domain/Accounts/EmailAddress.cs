namespace Billing.Domain.Accounts;

/// <summary>
/// A mailbox as the product accepts it: one <c>@</c> inside, nothing that would have to be quoted in a header (RFC 5322), at most 254 characters (RFC 5321).
/// </summary>
public static class EmailAddress
{
    private const int MaxLength = 254;
    private const string Specials = ",;:<>()[]\\\"";

    /// <summary>Null where the text is an address.</summary>
    public static BillingError? Fault(string text, string pointer)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var isAddress = at > 0 && at == text.LastIndexOf('@') && text.Length <= MaxLength && !text[(at + 1)..].Split('.').Contains("")
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || Specials.Contains(c));
        return isAddress ? null : BillingError.Invalid(pointer, "An e-mail address is needed.");
    }
}
