namespace Billing.Documents.Emails;

/// <summary>Who speaks in the e-mails, in which language, and where their links lead.</summary>
public sealed record EmailSettings
{
    /// <summary>The product's name, as customers know it.</summary>
    public string Brand { get; init; } = "Billing";

    /// <summary>Where customers look after their account; null: e-mails of the billing have no buttons.</summary>
    public Uri? ConsoleUrl { get; init; }

    /// <summary>An address for questions; null: none is named.</summary>
    public string? Support { get; init; }

    public EmailTexts Texts { get; init; } = EmailTexts.English;
}
