using Billing.Application.Moving;
using Billing.Domain;

namespace Billing.Host;

internal static class RestoreCommand
{
    /// <summary>Checks the whole file before it writes anything. What one account is refused for stops no other.</summary>
    /// <param name="account">Null: all of the file.</param>
    /// <returns>0 where every account is there now, 1 where one was refused.</returns>
    public static async Task<int> RunAsync(HomeOptions options, string path, AccountId? account, CancellationToken cancellationToken)
    {
        var summaries = ExportFile.Check(path);
        if (account is { } wanted && summaries.All(summary => summary.Account != wanted.Value))
        {
            throw new HomeException($"There is no account '{wanted}' in '{path}'.");
        }

        await using var workshop = await Workshop.OpenAsync(options, cancellationToken);
        var restore = workshop.Get<AccountRestore>();
        var refused = 0;
        foreach (var (summary, rows) in ExportFile.Accounts(path))
        {
            if (account is null || account.Value.Value == summary.Account)
            {
                refused += await TellAsync(summary, await restore.RunAsync(summary, rows, cancellationToken)) ? 0 : 1;
            }
        }

        return refused == 0 ? 0 : 1;
    }

    private static async Task<bool> TellAsync(AccountSummary summary, RestoreOutcome outcome)
    {
        var refusal = outcome switch
        {
            RestoreOutcome.Held => "refused: the store holds an account of that id with other rows.",
            RestoreOutcome.OtherUnderWay => "refused: a restore of it from another file was cut short. Run that again, or remove what it wrote.",
            _ => null,
        };
        if (refusal is not null)
        {
            await Console.Error.WriteLineAsync($"{summary.Account}: {refusal}");
            return false;
        }

        Console.WriteLine($"{ExportCommand.Line(summary)}{(outcome == RestoreOutcome.AlreadyThere ? ", was there already" : "")}");
        return true;
    }
}
