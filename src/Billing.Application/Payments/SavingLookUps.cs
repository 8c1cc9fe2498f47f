using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Application.Payments;

/// <summary>Brings the saving of a payment method to its end once its customer has acted, whoever tells of it; forgets one that nobody finishes.</summary>
public sealed class SavingLookUps(AccountStore accounts, IPaymentGateway gateway, ProductCatalog catalog) : IDueWork
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    public DueKind Kind => DueKind.Saving;

    /// <summary>The entry to schedule before a saving is committed.</summary>
    public static DueEntry First(AccountId account, StoredSaving saving) => new(saving.At + Shortest, account, DueKind.Saving, saving.Id);

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        if (await ReadAsync(entry.Account, entry.Subject, cancellationToken) is not { } saving || await FinishAsync(entry.Account, saving, cancellationToken))
        {
            return null;
        }

        return accounts.Now + Backoff.AsLongAgain(accounts.Now - saving.At, Shortest, Longest);
    }

    /// <param name="setupReference">The provider's id of the saving; one that is nobody's here is passed over.</param>
    public async ValueTask ApplyAsync(AccountId account, string setupReference, CancellationToken cancellationToken)
    {
        var savings = await accounts.ListAsync(account, AccountRows.MethodPrefix, StorageJson.Default.StoredSaving, cancellationToken);
        if (savings.FirstOrDefault(saving => saving.SetupReference == setupReference) is { } saving)
        {
            await FinishAsync(account, saving, cancellationToken);
        }
    }

    private ValueTask<StoredSaving?> ReadAsync(AccountId account, string methodId, CancellationToken cancellationToken) =>
        accounts.ReadAsync(account, AccountRows.Method(methodId), StorageJson.Default.StoredSaving, cancellationToken);

    /// <returns>False where it still waits.</returns>
    private async ValueTask<bool> FinishAsync(AccountId account, StoredSaving saving, CancellationToken cancellationToken)
    {
        var answer = await gateway.FindSavingAsync(account, saving.SetupReference, cancellationToken);
        var isOver = answer.Outcome is PaymentOutcome.Succeeded or PaymentOutcome.Declined or PaymentOutcome.Canceled || accounts.Now >= saving.At + Life;
        if (!isOver)
        {
            return false;
        }

        await accounts.RunAsync<Done>(account, async work =>
        {
            if (await work.HasRowAsync(AccountRows.Method(saving.Id)))
            {
                PaymentMethods.Finish(work, saving, answer, catalog);
            }

            return Done.Ok;
        }, cancellationToken);
        return true;
    }
}
