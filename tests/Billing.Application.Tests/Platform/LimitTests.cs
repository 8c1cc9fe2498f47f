using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Deployments;
using Billing.Domain.Orders;

namespace Billing.Application.Tests.Platform;

/// <summary>Seats, channels, search and deployments: what the plan gives, repeatable, and nothing beyond it.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Team_seats_go_up_to_included_and_purchased_ones()
    {
        var stage = await new Stage().WithAccountAsync();
        foreach (var user in (string[])["ada", "bob", "cyd", "ada"])
        {
            Stage.Ok(await stage.Home.Team.AddAsync(Stage.Acme, user, Stage.Request()));
        }

        Stage.Refused("seat-limit-reached", await stage.Home.Team.AddAsync(Stage.Acme, "dan", Stage.Request()));
        Assert.Equal((3, 3, 0), await TeamAsync(stage));

        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Seats = new(Team: 2), PaymentMethod = Stage.Card("pm_card_visa") }));
        Stage.Ok(await stage.Home.Team.AddAsync(Stage.Acme, "dan", Stage.Request()));
        Assert.Equal((4, 3, 2), await TeamAsync(stage));

        Stage.Refused("seats-in-use", await stage.OrderAsync(new() { Seats = new(Team: 0) }));
        Stage.Ok(await stage.Home.Team.RemoveAsync(Stage.Acme, "dan", Stage.Request()));
        Stage.Ok(await stage.Home.Team.RemoveAsync(Stage.Acme, "dan", Stage.Request()));
        Assert.Equal((3, 3, 2), await TeamAsync(stage));
        Stage.Ok(await stage.OrderAsync(new() { Seats = new(Team: 0), Effective = OrderEffective.Now }));
        Assert.Equal((3, 3, 0), await TeamAsync(stage));
    }

    [Fact]
    public async Task Concurrent_seats_are_taken_by_login_and_their_peak_begins_anew_with_the_period()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Seats = Stage.Agents(2), PaymentMethod = Stage.Card("pm_card_visa") }));

        Stage.Ok(await LoginAsync(stage, "ada"));
        Stage.Ok(await LoginAsync(stage, "ada"));
        Stage.Ok(await LoginAsync(stage, "bob"));
        Stage.Refused("seat-limit-reached", await LoginAsync(stage, "cyd"));
        Assert.Equal((2, 2), await InUseAsync(stage));

        Stage.Ok(await stage.Home.Agents.LogoutAsync(Stage.Acme, SeatProduct.ContactCenter, "ada", Stage.Request()));
        Assert.Equal((1, 2), await InUseAsync(stage));
        Stage.Refused("seats-in-use", await stage.OrderAsync(new() { Seats = Stage.Agents(0) }));

        await stage.AdvanceAsync("2026-02-28T00:00Z");
        Assert.Equal((1, 1), await InUseAsync(stage));
    }

    [Fact]
    public async Task A_named_seat_belongs_to_its_agent_logged_in_or_not()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.OrderAsync(
            new() { Plan = "essential", Seats = Stage.Agents(1, SeatType.Named), PaymentMethod = Stage.Card("pm_card_visa") }));

        Stage.Refused("seat-not-assigned", await LoginAsync(stage, "ada"));
        Stage.Ok(await stage.Home.Agents.AssignAsync(Stage.Acme, SeatProduct.ContactCenter, "ada", Stage.Request()));
        Stage.Ok(await LoginAsync(stage, "ada"));
        Stage.Refused("seat-limit-reached", await stage.Home.Agents.AssignAsync(Stage.Acme, SeatProduct.ContactCenter, "bob", Stage.Request()));

        Stage.Ok(await stage.Home.Agents.UnassignAsync(Stage.Acme, SeatProduct.ContactCenter, "ada", Stage.Request()));
        Assert.Equal((0, 1), await InUseAsync(stage));
        Assert.Null((await stage.PlanAsync()).AgentAi.SeatType);
    }

    [Fact]
    public async Task Logins_at_once_in_two_processes_never_exceed_the_seats()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Seats = Stage.Agents(10), PaymentMethod = Stage.Card("pm_card_visa") }));
        Home[] processes = [stage.Home, stage.Another()];

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
            await processes[i % 2].Agents.LoginAsync(Stage.Acme, SeatProduct.ContactCenter, $"agent-{i}", Stage.Request()))));

        Assert.Equal((10, (10, 10)), (answers.Count(answer => answer.IsOk), await InUseAsync(stage)));
    }

    [Fact]
    public Task What_two_processes_repeat_counts_once() => EveryRace.EndsAsOneAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Seats = Stage.Agents(1), PaymentMethod = Stage.Card("pm_card_visa") }));
        },
        async stage =>
        {
            Stage.Ok(await stage.Home.Team.AddAsync(Stage.Acme, "ada", Stage.Request()));
            Stage.Ok(await LoginAsync(stage, "ada"));
            Stage.Ok(await IngestAsync(stage, "a", 60_000_000));
            Stage.Ok(await DeployAsync(stage));
            Stage.Ok(await stage.Home.Channels.ConnectAsync(Stage.Acme, Stage.Bot, "web", Stage.Request()));
        });

    [Fact]
    public async Task Search_takes_content_up_to_the_limit_and_frees_it()
    {
        var stage = await new Stage().WithAccountAsync();

        Assert.Equal(60_000_000, Stage.Ok(await IngestAsync(stage, "a", 60_000_000)));
        Assert.Equal(60_000_000, Stage.Ok(await IngestAsync(stage, "a", 60_000_000)));
        Stage.Refused("ingestion-conflict", await IngestAsync(stage, "a", 1));
        Stage.Refused("ingestion-limit-reached", await IngestAsync(stage, "b", 40_000_001));
        Assert.Equal(100_000_000, Stage.Ok(await IngestAsync(stage, "b", 40_000_000)));

        Stage.Ok(await stage.Home.Search.DeleteAsync(Stage.Acme, "a", Stage.Request()));
        Stage.Ok(await stage.Home.Search.DeleteAsync(Stage.Acme, "a", Stage.Request()));
        Assert.Equal((40_000_000, 100_000_000), ((await stage.PlanAsync()).SearchAi.IngestedBytes, (await stage.PlanAsync()).SearchAi.LimitBytes));
    }

    [Fact]
    public async Task A_channel_is_connected_where_the_plan_has_it_and_disconnected_always()
    {
        var stage = await new Stage().WithAccountAsync();

        Assert.True(Stage.Ok(await stage.Home.Channels.ConnectAsync(Stage.Acme, Stage.Bot, "web", Stage.Request())).Connected);
        var refused = await stage.Home.Channels.ConnectAsync(Stage.Acme, Stage.Bot, "whatsapp", Stage.Request());
        Stage.Refused("plan-required", refused);
        Assert.Equal(["advanced", "enterprise"], refused.Error!.Extensions?.AvailableOn);
        Stage.Refused("validation-failed", await stage.Home.Channels.ConnectAsync(Stage.Acme, Stage.Bot, "pigeon", Stage.Request()));
        Assert.False(Stage.Ok(await stage.Home.Channels.DisconnectAsync(Stage.Acme, Stage.Bot, "whatsapp", Stage.Request())).Connected);
    }

    [Theory]
    //          account       funded by
    [InlineData("trial",      DeploymentFunding.Free)]
    [InlineData("topped up",  DeploymentFunding.Paid)]
    [InlineData("contract",   DeploymentFunding.Contract)]
    [InlineData("in debt",    null)]
    public async Task A_deployment_is_approved_while_there_are_credits_or_a_contract(string account, DeploymentFunding? fundedBy)
    {
        var stage = await new Stage().WithAccountAsync(account == "contract" ? AccountKind.Enterprise : AccountKind.Standard);
        if (account == "contract")
        {
            Stage.Ok(await stage.Home.Contracts.PutAsync(Stage.Acme, new(), Stage.Request()));
        }

        if (account is "topped up" or "in debt")
        {
            await stage.UseAiAsync("ai-1", 0, 1_000_000);
            await stage.CreditsAsync();
        }

        if (account == "topped up")
        {
            Stage.Ok(await stage.TopUpAsync(5_000));
        }

        var answer = await DeployAsync(stage);
        Assert.Equal(fundedBy is null ? "credits-exhausted" : null, answer.Error?.Code);
        Assert.Equal(fundedBy, answer.IsOk ? answer.Value : null);
    }

    [Fact]
    public async Task An_approved_deployment_stays_approved_and_a_refused_one_is_decided_anew()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await DeployAsync(stage));
        await stage.UseAiAsync("ai-1", 0, 1_000_000);
        await stage.CreditsAsync();
        Assert.Equal(DeploymentFunding.Free, Stage.Ok(await DeployAsync(stage)));
        Stage.Refused("credits-exhausted", await DeployAsync(stage, "release-2"));

        Stage.Ok(await stage.TopUpAsync(500));
        Assert.Equal(DeploymentFunding.Paid, Stage.Ok(await DeployAsync(stage, "release-2")));
    }

    private static async Task<(int Used, int? Included, int Purchased)> TeamAsync(Stage stage) =>
        (await stage.PlanAsync()).TeamSeats is var team ? (team.Used, team.Included, team.Purchased) : default;

    private static async Task<(int InUse, int Peak)> InUseAsync(Stage stage) =>
        (await stage.PlanAsync()).ContactCenterAi is var seats ? (seats.InUse, seats.Peak) : default;

    private static async Task<Result<bool>> LoginAsync(Stage stage, string agent) =>
        (await stage.Home.Agents.LoginAsync(Stage.Acme, SeatProduct.ContactCenter, agent, Stage.Request())).Map(_ => true);

    private static async Task<Result<long>> IngestAsync(Stage stage, string id, long bytes) =>
        (await stage.Home.Search.IngestAsync(Stage.Acme, new(id, bytes), Stage.Request())).Map(view => view.UsedBytes);

    private static async Task<Result<DeploymentFunding>> DeployAsync(Stage stage, string id = "release-1") =>
        (await stage.Home.Deployments.DeployAsync(Stage.Acme, Stage.Bot, new(id), Stage.Request())).Map(view => view.FundedBy);
}
