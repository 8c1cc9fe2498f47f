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
            Tell(work, fact, catalog);
        }
    }

    /// <summary>Puts the setting in force, and has one ordered where the total is below the threshold already.</summary>
    public static void SetAutoTopUp(this AccountWork work, AutoTopUp setting, ProductCatalog catalog)
    {
        var isDue = setting.IsDue(CreditView.Of(work.State.Credits, work.Now, catalog.LowBalance).Total);
        work.State = work.State with
        {
            AutoTopUpDueAt = isDue ? work.Now : null,
            Credits = work.State.Credits with { AutoTopUp = isDue ? setting.Started() : setting },
        };
    }

    private static void Tell(AccountWork work, CreditFact fact, ProductCatalog catalog)
    {
        switch (fact)
        {
            case CreditFact.LowBalance:
                work.Email(new CreditsLow(work.State.Credits.Total, catalog.LowBalance));
                break;
            case CreditFact.FreeExhausted:
                work.Email(new FreeTokensExhausted(work.State.Profile.Name));
                break;
            case CreditFact.Exhausted:
                work.Email(new CreditsExhausted(work.State.Credits.Total));
                break;
            case CreditFact.AutoTopUpDue:
                work.SetAutoTopUp(work.State.Credits.AutoTopUp, catalog);
                break;
            case CreditFact.Resumed:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact));
        }
    }
}
