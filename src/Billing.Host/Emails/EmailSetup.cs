using System.Runtime.CompilerServices;
using Azure.Identity;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Documents.Emails;
using Billing.Email.Acs;
using Billing.Email.Files;
using Billing.Email.Mime;

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

    /// <exception cref="SettingException">A setting has the wrong form.</exception>
    public static EmailSetup Read(Settings settings)
    {
        var words = EmailSettings.Read(settings);
        return new(words, EmailSenderIdentity.Read(settings, words.Brand), AcsConnection.Read(settings));
    }

    /// <summary>Only what is used is loaded.</summary>
    public IEmailSender Sender(HomeDirectory directory, TimeProvider clock) =>
        Service is null ? new FileEmailSender(directory.Outbox, From, clock) : ByService(Service, clock);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AcsEmailSender ByService(AcsConnection service, TimeProvider clock) =>
        AcsEmailSender.Connect(service, From, clock, service.AccessKey is null ? new DefaultAzureCredential() : null);
}
