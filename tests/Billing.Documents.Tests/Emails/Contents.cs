using Billing.Application.Notifications;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Documents.Tests.Emails;

/// <summary>One e-mail of each template.</summary>
internal static class Contents
{
    private static readonly Uri Link = new("https://bots.example/go?to=1&as=ada");
    private static readonly DateOnly Next = new(2026, 2, 28);
    private static readonly BankAccount Bank = new("Northwind Ltd.", "Bank of Éire", "IE", Iban: "IE29AIBK93115212345678", Bic: "AIBKIE2D");

    public static IReadOnlyDictionary<string, EmailContent> ByTemplate { get; } = new EmailContent[]
    {
        new SignUpOtp("493027", 10),
        new ForgotPassword(Link, 30),
        new TwoFactorOtp("118250", 5),
        new WorkspaceApprovalRequest("Support", "Ada Lovelace", "ada@example.com", Link),
        new WorkspaceApprovalAccepted("Support", Link),
        new WorkspaceApprovalRejected("Support", "Not in our team."),
        new InviteNewUserAdminConsole("Zoë", "Acme", Link),
        new InviteExistingUserAdminConsole("Zoë", "Acme", Link),
        new InviteNewUserBot("Zoë", "Helper", Link),
        new InviteExistingUserBotOutsideAccount("Zoë", "Helper", "Acme", Link),
        new InviteExistingUserBotInAccount("Zoë", "Helper", Link),
        new BotPublish("Helper", "Zoë", ["web", "slack", "whatsapp"]),
        new FreeTokensExhausted("Acme"),
        new AutomationSubscription("advanced", BillingInterval.Month, Usd(15000), Next),
        new ContactCenterSubscription("advanced", 50, SeatType.Concurrent, Usd(300000), Next),
        new AutomationAndContactCenterSubscription("essential", BillingInterval.Year, 10, SeatType.Named, Usd(450000), new(2027, 1, 31)),
        new VoiceGatewayAddOn(["voice-gateway-asr-tts"], "advanced", Usd(3000), Next),
        new SingleAddOnSubscription(["advanced-rag"], "advanced", Usd(2000), Next),
        new MultipleAddOns(["voice-gateway-asr-tts", "advanced-rag"], "advanced", Usd(5000), Next),
        new AutoRenewalSuccessful("advanced", Usd(15000), Next),
        new AutoRenewalUnsuccessful("advanced", Usd(15000), 7, new(2026, 2, 7), new(2026, 2, 1), Order, NeedsAuthentication: false),
        new TrialExpired("essential", new(2026, 1, 15)),
        new SubscriptionExpired("advanced", new(2026, 2, 7)),
        new SubscriptionCanceled("advanced", Next),
        new WireTransferInstructions(Order, "RF18BOTS", Usd(150000), Usd(150000), Bank, new(2026, 2, 5), new(2026, 2, 11), new(2026, 2, 21)),
        new WireTransferCleared(Order, "RF18BOTS", Usd(150000)),
        new WireTransferReminder(Order, "RF18BOTS", Usd(150000), Usd(50000), Bank, new(2026, 2, 21)),
        new WireTransferExpired(Order, "RF18BOTS", Usd(150000)),
        new CreditsLow(new(1_900_000), new(2_000_000)),
        new CreditsExhausted(new(-120_000)),
        new TopUpReceipt(Order, Usd(5000), new(51_900_000)),
        new TrialEnding("essential", new(2026, 1, 15), 3),
        new UpgradeRecommended("essential", 612, 500, "advanced"),
    }.ToDictionary(content => content.Template, StringComparer.Ordinal);

    private const string Order = "ord_01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private static Money Usd(long cents) => new(cents, Currency.Usd);
}
