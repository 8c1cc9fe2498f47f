using System.Security.Cryptography;
using System.Text;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Functions.Workflows;

/// <summary>What things of ours are called on Durable.</summary>
internal static class DurableNames
{
    /// <summary>Characters. The scheduler takes ids of 100, and together with the names of workflows these are no more.</summary>
    private const int AccountRoom = 48;
    private const int KeyRoom = 36;

    /// <summary>How a workflow or an activity is called among the app's functions: <c>grace-period</c> is <c>GracePeriod</c>.</summary>
    public static string Of(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The orchestration of an instance: its own id, unless that is too long.</summary>
    public static string Of(InstanceId id) => PrefixOf(id.Workflow, id.Account) + Short(id.Key, KeyRoom);

    /// <summary>How the orchestrations of an account's instances begin; others may begin so too.</summary>
    public static string PrefixOf(string workflow, AccountId account) => $"{workflow}:{Short(account.Value, AccountRoom)}:";

    /// <summary>A text that is too long ends in its hash. No id of ours holds a tilde, so it is never another's.</summary>
    private static string Short(string text, int room)
    {
        if (text.Length <= room)
        {
            return text;
        }

        var hash = $"~{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 16))}";
        return text[..(room - hash.Length)] + hash;
    }
}
