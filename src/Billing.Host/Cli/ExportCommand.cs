using Billing.Application.Moving;
using Billing.Domain;

namespace Billing.Host;

internal static class ExportCommand
{
    /// <summary>Also while a server runs: each account is written as it is at one instant.</summary>
    /// <param name="account">Null: all.</param>
    public static async Task<int> RunAsync(HomeOptions options, string path, AccountId? account, CancellationToken cancellationToken)
    {
        await using var workshop = await Workshop.OpenAsync(options, cancellationToken);
        var (accounts, export) = (workshop.Get<AccountTables>(), workshop.Get<AccountExport>());
        using var file = new ExportWriter(path);
        await foreach (var each in account is { } one ? Only(one) : accounts.AccountsAsync(cancellationToken))
        {
            if (await export.WriteAsync(each, file.Rows, cancellationToken) is { } summary)
            {
                await file.AddAsync(summary, cancellationToken);
                Console.WriteLine(Line(summary));
            }
            else if (account is null)
            {
                await Console.Error.WriteLineAsync($"{each}: left out, for its restore was cut short. Run that again.");
            }
            else
            {
                throw new HomeException($"There is no account '{each}' in this store.");
            }
        }

        Console.WriteLine($"{file.End().Accounts} accounts are in '{path}'.");
        return 0;
    }

    /// <summary>What both verbs say of an account, to be compared.</summary>
    public static string Line(AccountSummary summary) => $"{summary.Account}: {summary.Rows} rows, sha256 {summary.Sha256}";

    private static async IAsyncEnumerable<AccountId> Only(AccountId account)
    {
        await Task.CompletedTask;
        yield return account;
    }
}
