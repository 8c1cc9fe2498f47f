using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Ports;

namespace Billing.Application.Payments;

/// <summary>What the provider is to be told and no answer depends on: who pays, and which method is to be forgotten. Tried until it is told.</summary>
public sealed class ProviderErrands(AccountStore accounts, IPaymentGateway gateway) : IDueWork
{
    private const string Payer = "payer";

    public DueKind Kind => DueKind.Errand;

    /// <summary>The buyer that invoices are made out to has changed.</summary>
    internal static void DescribePayer(AccountWork work) => work.Schedule(new DueEntry(work.Now, work.Account, DueKind.Errand, Payer));

    /// <param name="providerMethodId">Of a method that the account no longer has.</param>
    internal static void Detach(AccountWork work, string providerMethodId) =>
        work.Schedule(new DueEntry(work.Now, work.Account, DueKind.Errand, providerMethodId));

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(entry.Account, cancellationToken) is not { } state)
        {
            return null;
        }

        if (entry.Subject != Payer)
        {
            // An entry is written before its commit: where that never came, the method is still the account's.
            if (state.PaymentMethods.All(method => method.ProviderId != entry.Subject))
            {
                await gateway.DetachMethodAsync(entry.Account, entry.Subject, cancellationToken);
            }
        }
        else if (state.BillingInformation is { } payer)
        {
            await gateway.DescribePayerAsync(entry.Account, payer.Name, payer.Email, cancellationToken);
        }

        return null;
    }
}
