using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Application.Rows;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;

namespace Billing.Application.Credits;

/// <summary>Brings a credit decision into the commit: balances, ledger rows, and what crossing a line has to tell.</summary>
internal static class CreditWork
{
    public static Posting Posting(this AccountWork work, string reference, string description) =>
        new(work.Now, () => work.NewId("led"), reference, description);

    /// <summary>Call once in a commit, with everything that it changes of the credits.</summary>
    public static void Apply(this AccountWork work, CreditChange change, ProductCatalog catalog)
    {
        foreach (var transfer in change.Transfers)
        {
            work.Add(AccountRows.Ledger(transfer.Sequence), transfer, StorageJson.Default.Transfer);
        }

        work.State = work.State with { Credits = change.Book };
        foreach (var fact in change.Facts(catalog.LowBalance))
        {
            Tell(work, fact);
        }
    }

    private static void Tell(AccountWork work, CreditFact fact)
    {
        switch (fact)
        {
            case CreditFact.LowBalance:
                work.Email(EmailTemplate.CreditsLow);
                break;
            case CreditFact.FreeExhausted:
                work.Email(EmailTemplate.FreeTokensExhausted);
                break;
            case CreditFact.Exhausted:
                work.Email(EmailTemplate.CreditsExhausted);
                break;
            case CreditFact.AutoTopUpDue:
                var credits = work.State.Credits;
                work.State = work.State with { AutoTopUpDueAt = work.Now, Credits = credits with { AutoTopUp = credits.AutoTopUp.Started() } };
                break;
            case CreditFact.Resumed:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact));
        }
    }
}
