using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Moving;

/// <param name="Rows">How many.</param>
/// <param name="Sha256">Over their lines in order (<see cref="RowDigest"/>).</param>
public sealed record AccountSummary(string Account, long Rows, string Sha256);

/// <summary>
/// Reads all rows of an account as they are at one instant, also while it is in use: the heads of all its partitions, which every commit replaces, must be the
/// same before and after, or it is read again.
/// </summary>
public sealed class AccountExport(ITableStore tables, AccountTables accounts)
{
    private const int Attempts = 5;

    /// <param name="lines">Takes the rows as lines; emptied before each attempt.</param>
    /// <returns>Null where there is no such account, or where it is not yet wholly restored.</returns>
    /// <exception cref="StoreUnavailableException">The account changes faster than it can be read.</exception>
    public async ValueTask<AccountSummary?> WriteAsync(AccountId account, Stream lines, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await accounts.PartitionsAsync(account, cancellationToken);
            if (!before.Any(partition => partition is { Table: TablesInUse.Accounts, HeadETag: not null })
                || await tables.GetAsync(TablesInUse.Accounts, account.Value, AccountRows.Restore, cancellationToken) is not null)
            {
                return null;
            }

            lines.SetLength(0);
            using var digest = new RowDigest();
            await foreach (var row in accounts.RowsAsync(account, before, cancellationToken))
            {
                var line = row.ToLine();
                digest.Add(line);
                await lines.WriteAsync(line, cancellationToken);
                lines.WriteByte((byte)'\n');
            }

            if (before.SequenceEqual(await accounts.PartitionsAsync(account, cancellationToken)))
            {
                return new(account.Value, digest.Lines, digest.ToString());
            }
        }

        throw new StoreUnavailableException(
            $"The account '{account}' changed {Attempts} times while it was read. Stop the server, or try when less is going on.");
    }
}
