using Billing.Application.Notifications;

namespace Billing.Documents.Emails;

/// <summary>Where the button of an e-mail leads: to the address that it brings, or to a page of the configured console.</summary>
internal static class EmailActions
{
    /// <summary>Null where there is nowhere to go.</summary>
    public static Uri? LinkOf(EmailContent content, Uri? console) => content switch
    {
        ForgotPassword email => email.ResetLink,
        WorkspaceApprovalRequest email => email.ReviewLink,
        WorkspaceApprovalAccepted email => email.WorkspaceLink,
        InviteNewUserAdminConsole email => email.InviteLink,
        InviteExistingUserAdminConsole email => email.InviteLink,
        InviteNewUserBot email => email.InviteLink,
        InviteExistingUserBotOutsideAccount email => email.InviteLink,
        InviteExistingUserBotInAccount email => email.BotLink,
        _ => console is not null && PageOf(content) is { } page ? new Uri($"{console.AbsoluteUri.TrimEnd('/')}/{page}") : null,
    };

    private static string? PageOf(EmailContent content) => content switch
    {
        AutoRenewalSuccessful => "billing/invoices",
        AutoRenewalUnsuccessful { NeedsAuthentication: true, OrderId: var order } => $"billing/orders/{order}",
        AutoRenewalUnsuccessful => "billing/payment-methods",
        CreditsLow or CreditsExhausted or FreeTokensExhausted or TopUpReceipt => "billing/credits",
        TrialExpired or SubscriptionExpired or SubscriptionCanceled or TrialEnding or UpgradeRecommended => "billing/plans",
        WireTransferInstructions { OrderId: var order } => $"billing/orders/{order}",
        WireTransferCleared { OrderId: var order } => $"billing/orders/{order}",
        WireTransferReminder { OrderId: var order } => $"billing/orders/{order}",
        WireTransferExpired => "billing/plans",
        ProductEmail => null,
        _ => "billing",
    };
}
