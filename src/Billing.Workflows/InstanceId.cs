using System.Diagnostics.CodeAnalysis;
using Billing.Domain;

namespace Billing.Workflows;

/// <summary>
/// The business key of an instance, <c>{workflow}:{account}:{key}</c>: what is started twice under one id runs once. The account may hold colons, the other
/// two may not.
/// </summary>
/// <param name="Key">What tells the account's instances of one workflow apart: a date, an order id.</param>
public readonly record struct InstanceId(string Workflow, AccountId Account, string Key)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out InstanceId id)
    {
        id = default;
        var (first, last) = (text?.IndexOf(':') ?? -1, text?.LastIndexOf(':') ?? -1);
        if (first <= 0 || last <= first || !CallerId.IsValid(text![(first + 1)..last]) || !IsPart(text[..first]) || !IsPart(text[(last + 1)..]))
        {
            return false;
        }

        id = new InstanceId(text[..first], new AccountId(text[(first + 1)..last]), text[(last + 1)..]);
        return true;
    }

    /// <exception cref="FormatException">The text is no such id.</exception>
    public static InstanceId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no id of a workflow's instance.");

    public override string ToString() => $"{Workflow}:{Account}:{Key}";

    private static bool IsPart(string text) => CallerId.IsValid(text) && !text.Contains(':');
}
