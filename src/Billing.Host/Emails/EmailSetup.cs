using System.Runtime.CompilerServices;
using Azure.Identity;
using Billing.Application.Ports;
using Billing.Documents.Emails;
using Billing.Domain.Accounts;
using Billing.Email.Acs;
using Billing.Email.Files;
using Billing.Email.Mime;
using Microsoft.Extensions.Configuration;

namespace Billing.Host;

/// <summary>How a home sends its e-mails and what they say, as configured under <c>Billing:Email</c>.</summary>
/// <param name="Service">Null: as files.</param>
internal sealed record EmailSetup(EmailSettings Words, EmailSenderIdentity From, AcsConnection? Service)
{
    /// <summary>The settings' names and what they mean, as <c>--help</c> prints them.</summary>
    public const string Help = """
        Billing__Email__ConnectionString
                                    Azure Communication Services, which send the e-mails then: endpoint=…;accesskey=…, or the https
                                    address alone, which the machine's own identity opens. Without it they are files in DIR/outbox
        Billing__Email__From, __FromName, __ReplyTo
                                    who e-mails are from (billing@localhost, the brand), and who is answered
        Billing__Email__Brand, __Support
                                    the product's name (Billing), and an address for questions
        Billing__Email__ConsoleUrl  where customers look after their account; e-mails link to its pages
        Billing__Email__Language, __Texts
                                    a language other than English (de), and the folder that holds its words (de.json)
        Billing__Email__ReportSecret
                                    what Event Grid must send as ?secret= with delivery reports
        """;

    private const string Section = "Billing:Email:";

    public static EmailSetup Read(IConfiguration configuration)
    {
        var brand = Text(configuration, "Brand") ?? "Billing";
        var words = new EmailSettings
        {
            Brand = brand,
            Support = Address(configuration, "Support"),
            ConsoleUrl = Link(configuration, "ConsoleUrl"),
            Texts = Texts(configuration),
        };
        var from = new EmailSenderIdentity(
            Address(configuration, "From") ?? "billing@localhost", Text(configuration, "FromName") ?? brand, Address(configuration, "ReplyTo"));
        if (Text(configuration, "ConnectionString") is not { } service)
        {
            return new(words, from, null);
        }

        return Text(configuration, "From") is not null
            ? new(words, from, ConnectionOf(service))
            : throw new HomeException($"{Section}From: name an address of a domain that is connected to the service.");
    }

    /// <summary>Only what is used is loaded.</summary>
    public IEmailSender Sender(HomeDirectory directory, TimeProvider clock) =>
        Service is null ? new FileEmailSender(directory.Outbox, From, clock) : ByService(Service, clock);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AcsEmailSender ByService(AcsConnection service, TimeProvider clock) =>
        new(service, From, clock, service.AccessKey is null ? new DefaultAzureCredential() : null);

    private static AcsConnection ConnectionOf(string text)
    {
        try
        {
            return AcsConnection.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new HomeException($"{Section}ConnectionString: {problem.Message}", problem);
        }
    }

    private static EmailTexts Texts(IConfiguration configuration)
    {
        if (Text(configuration, "Language") is not { } language || language == "en")
        {
            return EmailTexts.English;
        }

        var file = Path.Combine(Text(configuration, "Texts") ?? ".", $"{language}.json");
        try
        {
            return EmailTexts.Parse(language, File.ReadAllBytes(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            throw new HomeException($"{Section}Texts: '{file}' cannot be used: {problem.Message}", problem);
        }
    }

    private static string? Address(IConfiguration configuration, string name) => Text(configuration, name) switch
    {
        null => null,
        var text when EmailAddress.Fault(text, "") is null => text,
        var text => throw new HomeException($"{Section}{name}: '{text}' is no e-mail address."),
    };

    private static Uri? Link(IConfiguration configuration, string name) => Text(configuration, name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback) => uri,
        var text => throw new HomeException($"{Section}{name}: '{text}' is not an https address."),
    };

    private static string? Text(IConfiguration configuration, string name) => configuration[Section + name] is { Length: > 0 } text ? text : null;
}
