using Billing.Application;

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

    /// <exception cref="SettingException">One has the wrong form, or the file of words cannot be used.</exception>
    public static EmailSettings Read(Settings settings) => new()
    {
        Brand = settings.Text("Billing:Email:Brand") ?? "Billing",
        Support = settings.Address("Billing:Email:Support"),
        ConsoleUrl = settings.Link("Billing:Email:ConsoleUrl"),
        Texts = TextsOf(settings.Text("Billing:Email:Language") ?? "en", settings.Text("Billing:Email:Texts") ?? "."),
    };

    private static EmailTexts TextsOf(string language, string folder)
    {
        if (language == "en")
        {
            return EmailTexts.English;
        }

        var file = Path.Combine(folder, $"{language}.json");
        try
        {
            return EmailTexts.Parse(language, File.ReadAllBytes(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            throw new SettingException($"Billing:Email:Texts: '{file}' cannot be used: {problem.Message}", problem);
        }
    }
}
