using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;

namespace Billing.Application.Notifications;

/// <summary>
/// Whether what an e-mail asks of the customer is still to be done when it is sent: who has paid meanwhile is not chased. What merely tells what happened
/// stays true.
/// </summary>
public sealed class EmailRelevance(AccountStore accounts)
{
    /// <returns>Null where the e-mail is to be sent; else why not.</returns>
    internal async ValueTask<string?> WhyNotAsync(AccountId account, AccountState state, EmailContent content, CancellationToken cancellationToken) =>
        content switch
        {
            AutoRenewalUnsuccessful when state.Subscription.Dunning is null => "The renewal is no longer open.",
            AutoRenewalUnsuccessful told when told.NextAttemptOn != state.Subscription.Dunning.NextAttemptOn(state.Zone) => "Another attempt was made since.",
            CreditsLow low when TotalOf(state) > low.AlertAtMicros => "There are enough credits again.",
            CreditsExhausted when TotalOf(state).IsPositive => "There are credits again.",
            TrialEnding when state.Subscription.TrialEnd is null => "The trial is over, or a plan was bought.",
            UpgradeRecommended upgrade when state.Subscription.Selection?.Plan != upgrade.Plan => "Another plan is held.",
            WireTransferReminder reminder when await IsClosedAsync(account, reminder.OrderId, cancellationToken) => "The order is no longer pending.",
            _ => null,
        };

    private Micros TotalOf(AccountState state) => CreditView.Of(state.Credits, accounts.Now, default).Total;

    private async ValueTask<bool> IsClosedAsync(AccountId account, string orderId, CancellationToken cancellationToken) =>
        await accounts.ReadAsync(account, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, cancellationToken) is not { IsOpen: true };
}
