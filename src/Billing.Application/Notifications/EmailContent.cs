using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Billing.Application.Notifications;

/// <summary>
/// What one e-mail tells: the template, and the facts that it cannot do without. This list of templates is the contract's, section 9; a name is part of every
/// stored e-mail and never changes.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "template")]
[JsonDerivedType(typeof(SignUpOtp), "sign-up-otp")]
[JsonDerivedType(typeof(ForgotPassword), "forgot-password")]
[JsonDerivedType(typeof(TwoFactorOtp), "two-factor-otp")]
[JsonDerivedType(typeof(WorkspaceApprovalRequest), "workspace-approval-request")]
[JsonDerivedType(typeof(WorkspaceApprovalAccepted), "workspace-approval-accepted")]
[JsonDerivedType(typeof(WorkspaceApprovalRejected), "workspace-approval-rejected")]
[JsonDerivedType(typeof(InviteNewUserAdminConsole), "invite-new-user-admin-console")]
[JsonDerivedType(typeof(InviteExistingUserAdminConsole), "invite-existing-user-admin-console")]
[JsonDerivedType(typeof(InviteNewUserBot), "invite-new-user-bot")]
[JsonDerivedType(typeof(InviteExistingUserBotOutsideAccount), "invite-existing-user-bot-outside-account")]
[JsonDerivedType(typeof(InviteExistingUserBotInAccount), "invite-existing-user-bot-in-account")]
[JsonDerivedType(typeof(BotPublish), "bot-publish")]
[JsonDerivedType(typeof(FreeTokensExhausted), "free-tokens-exhausted")]
[JsonDerivedType(typeof(AutomationSubscription), "automation-ai-subscription")]
[JsonDerivedType(typeof(ContactCenterSubscription), "contact-center-ai-subscription")]
[JsonDerivedType(typeof(AutomationAndContactCenterSubscription), "automation-and-contact-center-ai-subscription")]
[JsonDerivedType(typeof(VoiceGatewayAddOn), "voice-gateway-add-on")]
[JsonDerivedType(typeof(SingleAddOnSubscription), "single-add-on-subscription")]
[JsonDerivedType(typeof(MultipleAddOns), "multiple-add-ons")]
[JsonDerivedType(typeof(AutoRenewalSuccessful), "auto-renewal-successful")]
[JsonDerivedType(typeof(AutoRenewalUnsuccessful), "auto-renewal-unsuccessful")]
[JsonDerivedType(typeof(TrialExpired), "trial-expired")]
[JsonDerivedType(typeof(SubscriptionExpired), "subscription-expired")]
[JsonDerivedType(typeof(SubscriptionCanceled), "subscription-canceled")]
[JsonDerivedType(typeof(WireTransferInstructions), "wire-transfer-instructions")]
[JsonDerivedType(typeof(WireTransferCleared), "wire-transfer-cleared")]
[JsonDerivedType(typeof(WireTransferReminder), "wire-transfer-reminder")]
[JsonDerivedType(typeof(WireTransferExpired), "wire-transfer-expired")]
[JsonDerivedType(typeof(CreditsLow), "credits-low")]
[JsonDerivedType(typeof(CreditsExhausted), "credits-exhausted")]
[JsonDerivedType(typeof(TopUpReceipt), "top-up-receipt")]
[JsonDerivedType(typeof(TrialEnding), "trial-ending")]
[JsonDerivedType(typeof(UpgradeRecommended), "upgrade-recommended")]
public abstract record EmailContent
{
    [JsonIgnore]
    public string Template => EmailTemplates.NameOf(GetType());

    /// <summary>What stops a bot, or is about to, its developers learn too; all else is between us and the owner.</summary>
    [JsonIgnore]
    public bool ConcernsDevelopers =>
        this is FreeTokensExhausted or CreditsLow or CreditsExhausted or TrialExpired or SubscriptionExpired or SubscriptionCanceled;
}

/// <summary>An e-mail of the platform's product: asked for by <c>POST /notifications</c>.</summary>
public abstract record ProductEmail : EmailContent
{
    /// <summary>Of one e-mail.</summary>
    public const int MaxRecipients = 50;
}

/// <summary>The templates by name, as <see cref="EmailContent"/> lists them.</summary>
public static class EmailTemplates
{
    /// <summary>In the order of the list.</summary>
    public static IReadOnlyList<(string Name, Type Content)> All { get; } =
        [.. typeof(EmailContent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(each => ((string)each.TypeDiscriminator!, each.DerivedType))];

    private static readonly FrozenDictionary<Type, string> Names = All.ToFrozenDictionary(each => each.Content, each => each.Name);

    /// <summary>Those that the platform may ask for.</summary>
    public static IReadOnlyList<(string Name, Type Content)> OfProduct { get; } = [.. All.Where(each => each.Content.IsAssignableTo(typeof(ProductEmail)))];

    internal static string NameOf(Type content) => Names[content];
}
