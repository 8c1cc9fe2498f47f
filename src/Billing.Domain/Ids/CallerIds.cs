using System.Diagnostics.CodeAnalysis;

namespace Billing.Domain;

/// <summary>Ids chosen by the caller: <c>[A-Za-z0-9._:-]{1,128}</c> (contract, section 1). Case-sensitive.</summary>
public static class CallerId
{
    public const int MaxLength = 128;

    public static bool IsValid([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The refusal of a text that is no id.</summary>
    public static BillingError Invalid(string pointer) =>
        BillingError.Invalid(pointer, "An id is 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");

    internal static string Checked(string text) =>
        IsValid(text) ? text : throw new FormatException("An id is 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
}

/// <summary>The customer's workspace, the tenant; also the partition key of all that is the account's.</summary>
public readonly record struct AccountId
{
    public AccountId(string value) => Value = CallerId.Checked(value);

    public string Value { get; }

    public override string ToString() => Value;
}

/// <summary>A chatbot of an account.</summary>
public readonly record struct AppId
{
    public AppId(string value) => Value = CallerId.Checked(value);

    public string Value { get; }

    public override string ToString() => Value;
}
