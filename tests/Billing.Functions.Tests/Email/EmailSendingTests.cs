using Azure.Identity;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Email.Acs;
using Billing.Email.Files;
using Billing.Email.Mime;
using Billing.Functions.Email;

namespace Billing.Functions.Tests.Email;

public sealed class EmailSendingTests
{
    /// <summary>Connection, from, environment, and who sends; or the setting that stops the start.</summary>
    private const string Cases = """
        endpoint=https://mail.example;accesskey=a2V5   billing@acme.example   -             AcsEmailSender
        https://mail.example                           billing@acme.example   Development   AcsEmailSender
        -                                              -                      Development   FileEmailSender
        -                                              -                      Production    Billing:Email:ConnectionString
        -                                              -                      -             Billing:Email:ConnectionString
        https://mail.example                           -                      Development   Billing:Email:From
        http://mail.example                            billing@acme.example   Development   Billing:Email:ConnectionString
        """;

    [Fact]
    public void A_home_without_the_service_sends_only_on_a_developers_machine()
    {
        foreach (var row in Cases.Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var settings = new Settings(name => name switch
            {
                "Billing:Email:ConnectionString" => Value(row[0]),
                "Billing:Email:From" => Value(row[1]),
                "AZURE_FUNCTIONS_ENVIRONMENT" => Value(row[2]),
                _ => null,
            });

            Assert.Equal(row[3], Opened(settings));
        }
    }

    private static string Opened(Settings settings)
    {
        try
        {
            return EmailSending.Open(settings, new("billing@acme.example"), TimeProvider.System, new DefaultAzureCredential()).GetType().Name;
        }
        catch (SettingException refused)
        {
            return refused.Message[..refused.Message.IndexOfAny([' ', ':'], "Billing:Email:".Length)];
        }
    }

    private static string? Value(string cell) => cell == "-" ? null : cell;
}
