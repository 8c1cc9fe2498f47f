using Billing.Application;

namespace Billing.Host.Tests.Emails;

public sealed class EmailSetupTests
{
    private const string Wrong = """
        settings                                                    | said
        ConnectionString=endpoint=https://x.example;accesskey=c2Vj  | Billing:Email:From
        ConnectionString=https://x.example                          | Billing:Email:From
        ConnectionString=rubbish, From=a@b.example                  | Billing:Email:ConnectionString
        ConnectionString=http://x.example, From=a@b.example         | Billing:Email:ConnectionString
        From=nobody                                                 | Billing:Email:From
        ReplyTo=nobody                                              | Billing:Email:ReplyTo
        Support=nobody                                              | Billing:Email:Support
        ConsoleUrl=ftp://x.example                                  | Billing:Email:ConsoleUrl
        Language=xx                                                 | Billing:Email:Texts
        """;

    [Fact]
    public void A_wrong_setting_stops_the_start_and_is_named()
    {
        foreach (var row in Table.Rows(Wrong))
        {
            var problem = Assert.Throws<SettingException>(() => Read(row["settings"]));

            Assert.StartsWith(row["said"], problem.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("c2Vj", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_settings_e_mails_are_files_of_this_machine()
    {
        var setup = Read("");

        Assert.Equal((null, "billing@localhost", "Billing"), (setup.Service, setup.From.Address, setup.From.DisplayName));
        Assert.Null(setup.Words.ConsoleUrl);
    }

    private static EmailSetup Read(string settings)
    {
        var values = settings.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => $"Billing:Email:{pair[0]}", pair => pair[1]);
        return EmailSetup.Read(new Settings(values.GetValueOrDefault));
    }
}
