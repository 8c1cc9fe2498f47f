using System.Text;
using Billing.Application.Notifications;
using Billing.Application.Tests.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.Notifications;

/// <summary>What Event Grid brings of e-mails that were sent.</summary>
public sealed class DeliveryReportTests
{
    private const string Statuses = """
        Delivered    |
        Expanded     |
        Failed       |
        Quarantined  |
        Bounced      | Bounced: 550 5.1.1 User unknown
        Suppressed   | Suppressed: 550 5.1.1 User unknown
        FilteredSpam | FilteredSpam: 550 5.1.1 User unknown
        """;

    private const string Bounce = """
        [{"id":"1","eventType":"Microsoft.Communication.EmailDeliveryReportReceived","eventTime":"2026-01-31T09:00:00Z","dataVersion":"1.0",
          "data":{"sender":"billing@acme.example","recipient":"ada@example.com","messageId":"8540c0de-899f-5cce-acb5-3ec493af3800","status":"STATUS",
                  "deliveryStatusDetails":{"statusMessage":"550 5.1.1 User unknown"},"deliveryAttemptTimeStamp":"2026-01-31T09:00:00Z"}}]
        """;

    [Fact]
    public async Task Bounces_and_complaints_switch_an_address_off()
    {
        foreach (var row in Statuses.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            var stage = new Stage();
            var report = Bounce.Replace("STATUS", row[0], StringComparison.Ordinal);

            // It comes twice, as Event Grid may bring it.
            Assert.Null((await AcceptAsync(stage, report))!.ValidationResponse);
            await AcceptAsync(stage, report);

            var off = Stage.Ok(await stage.Home.Suppressions.ListAsync(PageRequest.First, Stage.Request())).Items;
            Assert.Equal(row[1].Length == 0 ? [] : [row[1]], off.Select(each => each.Reason));
        }
    }

    [Fact]
    public async Task The_handshake_is_answered() =>
        Assert.Equal("code-7", (await AcceptAsync(
            new Stage(), """[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"code-7"}}]"""))!.ValidationResponse);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("junk")]
    [InlineData("null")]
    public async Task What_is_no_list_of_events_is_refused(string body) => Assert.Null(await AcceptAsync(new Stage(), body));

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,null,\"x\",[],{}]")]
    [InlineData("""[{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"status":"Bounced"}}]""")]
    [InlineData("""[{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"status":"Bounced","recipient":"no address"}}]""")]
    [InlineData("""[{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":[]}]""")]
    public async Task Events_of_another_shape_pass_by(string body)
    {
        var stage = new Stage();
        Assert.NotNull(await AcceptAsync(stage, body));
        Assert.Empty(Stage.Ok(await stage.Home.Suppressions.ListAsync(PageRequest.First, Stage.Request())).Items);
    }

    /// <summary>Null where it is refused.</summary>
    private static async Task<DeliveryReportAnswer?> AcceptAsync(Stage stage, string events)
    {
        var reports = new DeliveryReports(stage.Home.Suppressions, NullLogger<DeliveryReports>.Instance);
        var answer = await reports.AcceptAsync(Encoding.UTF8.GetBytes(events), Stage.Request());
        return answer.IsOk ? answer.Value : null;
    }
}
