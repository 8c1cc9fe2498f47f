using Billing.Application.Operations;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Seats;

namespace Billing.Application.Tests.Operations;

public sealed class OperationsTests
{
    [Fact]
    public async Task A_contract_is_what_an_enterprise_account_has_and_is_on_record()
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise);
        var request = new ContractRequest(
            new DateOnly(2026, 1, 1), Included: new(BillingSessions: 10, TeamSeats: 5), OverageMicros: new Micros(100_000),
            Seats: new(new PurchasedSeats(SeatType.Concurrent, 50)), AddOns: ["advanced-rag"]);

        Stage.Ok(await stage.Home.Contracts.PutAsync(Stage.Acme, request, Stage.Request()));
        await stage.UseSessionsAsync(12);

        var plan = await stage.PlanAsync();
        Assert.Equal(("enterprise", 10, 12, 2), (
            plan.Plan, plan.AutomationAi.BillingSessions.Included, plan.AutomationAi.BillingSessions.Used, plan.AutomationAi.BillingSessions.Overage));
        Assert.Equal((50, 5, 1_010_000_000), (plan.ContactCenterAi.Purchased, plan.TeamSeats.Included, plan.SearchAi.LimitBytes));
        Assert.Equal(-200_000, (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Equal(["contract.put"], (await AuditAsync(stage)).Select(entry => entry.Action));
    }

    [Theory]
    [InlineData("0001-01-01", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("2026-01-01", "2026-01-01")]
    public async Task A_contract_outside_of_time_is_refused_and_nothing_changes(string start, string? end)
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise, "Asia/Tokyo");
        var request = new ContractRequest(DateOnly.Parse(start), end is null ? null : DateOnly.Parse(end));

        Stage.Refused("validation-failed", await stage.Home.Contracts.PutAsync(Stage.Acme, request, Stage.Request()));

        Assert.Null((await stage.StateAsync())!.Subscription.Contract);
        Assert.Empty(await AuditAsync(stage));
    }

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("Pacific/Honolulu")]
    public async Task A_contract_may_end_at_the_end_of_time(string zone)
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise, zone);

        Stage.Ok(await stage.Home.Contracts.PutAsync(Stage.Acme, new(new DateOnly(1970, 1, 1), new DateOnly(9999, 12, 31)), Stage.Request()));
        await stage.UseSessionsAsync(1);

        Assert.Equal(1, (await stage.PlanAsync()).AutomationAi.BillingSessions.Used);
    }

    [Fact]
    public async Task A_standard_account_has_no_contract()
    {
        var stage = await new Stage().WithAccountAsync();

        Stage.Refused("contract-needs-enterprise", await stage.Home.Contracts.PutAsync(Stage.Acme, new(), Stage.Request()));
    }

    [Fact]
    public async Task Grants_are_on_record_newest_first_page_by_page()
    {
        var stage = await new Stage().WithAccountAsync();
        for (var i = 1; i <= 5; i++)
        {
            Stage.Ok(await stage.Home.Grants.GrantAsync(Stage.Acme, new(new(i), $"reason {i}"), Stage.Request()));
        }

        var first = Stage.Ok(await stage.Home.Audit.ListAsync(Stage.Acme, new(2, null), Stage.Request()));
        Assert.True(Cursor.TryDecode(first.NextCursor!, out var after));
        var second = Stage.Ok(await stage.Home.Audit.ListAsync(Stage.Acme, new(2, after), Stage.Request()));

        Assert.Equal(["5", "4", "3", "2"], first.Items.Concat(second.Items).Select(entry => entry.Detail[^1..]));
        Assert.All(first.Items, entry => Assert.Equal(("tests", "credits.grant"), (entry.Actor, entry.Action)));
    }

    [Theory]
    //          micros                  reason  expires
    [InlineData(0,                      "why",  null)]
    [InlineData(-5,                     "why",  null)]
    [InlineData(1_000_000_000_000_001,  "why",  null)]
    [InlineData(5,                      " ",    null)]
    [InlineData(5,                      "why",  "2026-01-31T09:00Z")]
    public async Task A_grant_that_is_none_is_refused_and_nothing_changes(long micros, string reason, string? expires)
    {
        var stage = await new Stage().WithAccountAsync();
        var before = await Books.TellAsync(stage, stage.Tables, Stage.Acme);

        DateTimeOffset? expiresAt = expires is null ? null : Stage.At(expires);
        Stage.Refused("validation-failed", await stage.Home.Grants.GrantAsync(Stage.Acme, new(new(micros), reason, expiresAt), Stage.Request()));

        Assert.Equal(before, await Books.TellAsync(stage, stage.Tables, Stage.Acme));
        Assert.Empty(await AuditAsync(stage));
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(Stage stage) =>
        Stage.Ok(await stage.Home.Audit.ListAsync(Stage.Acme, PageRequest.First, Stage.Request())).Items;
}
