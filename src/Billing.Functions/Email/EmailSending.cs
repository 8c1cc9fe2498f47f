using Azure.Core;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Email.Acs;
using Billing.Email.Files;
using Billing.Email.Mime;

namespace Billing.Functions.Email;

/// <summary>Who sends the e-mails, by the settings.</summary>
internal static class EmailSending
{
    /// <exception cref="SettingException">The service is missing or no connection string; or who the e-mails are from is.</exception>
    public static IEmailSender Open(Settings settings, EmailSenderIdentity from, TimeProvider clock, TokenCredential identity)
    {
        if (AcsConnection.Read(settings) is { } service)
        {
            return SdkEmailSender.Connect(service, from, clock, identity);
        }

        // A developer's tools set it; in the cloud nobody would ever see the files.
        return settings.Text("AZURE_FUNCTIONS_ENVIRONMENT") == "Development"
            ? new FileEmailSender(Path.Combine(AppContext.BaseDirectory, "outbox"), from, clock)
            : throw new SettingException(
                "Billing:Email:ConnectionString is missing: endpoint=…;accesskey=…, or the https address of the service, which the identity opens.");
    }
}
