namespace Billing.Application.Notifications;

/// <summary>The e-mails that the billing itself causes (contract, section 9). The names are part of the contract.</summary>
public static class EmailTemplate
{
    public const string AutomationSubscription = "automation-ai-subscription";
    public const string ContactCenterSubscription = "contact-center-ai-subscription";
    public const string AutomationAndContactCenterSubscription = "automation-and-contact-center-ai-subscription";
    public const string VoiceGatewayAddOn = "voice-gateway-add-on";
    public const string SingleAddOn = "single-add-on-subscription";
    public const string MultipleAddOns = "multiple-add-ons";
    public const string AutoRenewalSuccessful = "auto-renewal-successful";
    public const string AutoRenewalUnsuccessful = "auto-renewal-unsuccessful";
    public const string TrialExpired = "trial-expired";
    public const string SubscriptionExpired = "subscription-expired";
    public const string SubscriptionCanceled = "subscription-canceled";
    public const string CreditsLow = "credits-low";
    public const string CreditsExhausted = "credits-exhausted";
    public const string FreeTokensExhausted = "free-tokens-exhausted";
    public const string TopUpReceipt = "top-up-receipt";
    public const string WireTransferInstructions = "wire-transfer-instructions";
    public const string WireTransferCleared = "wire-transfer-cleared";
    public const string WireTransferReminder = "wire-transfer-reminder";
    public const string WireTransferExpired = "wire-transfer-expired";
    public const string UpgradeRecommended = "upgrade-recommended";
}
