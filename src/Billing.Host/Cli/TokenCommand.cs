using Billing.Application;
using Billing.Domain;
using Billing.Http;

namespace Billing.Host;

internal static class TokenCommand
{
    /// <summary>Standard output carries the token alone, so that a shell can take it as a variable.</summary>
    public static int Run(string dataDirectory, Role role, AccountId? account)
    {
        if (Tokens.NeedsAccount(role) && account is null)
        {
            throw new HomeException($"The role '{Tokens.NameOf(role)}' belongs to an account: say which with --account.");
        }

        var key = HomeDirectory.Open(dataDirectory).LoadOrMakeSigningKey(out _);
        Console.WriteLine(Tokens.Issue(new TokenIssuer(key), role, account));
        return 0;
    }
}
