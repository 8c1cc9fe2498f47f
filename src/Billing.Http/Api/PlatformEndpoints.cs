using Billing.Application.Apps;
using Billing.Application.Channels;
using Billing.Application.Deployments;
using Billing.Application.Entitlements;
using Billing.Application.Search;
using Billing.Application.Seats;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Entitlements;

namespace Billing.Http.Api;

/// <summary>What the chatbot platform asks and tells while it runs.</summary>
internal static class PlatformEndpoints
{
    private const string Agents = "/accounts/{accountId}/seats/{product:contact-center|agent-ai}";

    public static OperationGroup Group(
        EntitlementDesk entitlements, AppChannels channels, TeamMembers team, AgentDesk agents, SearchIngestions search, AppDeployments deployments,
        AccountApps apps) => new(
        "Platform", "Entitlements, seats, channels, search and deployments.", ApiJson.Default,
        [
            Operation.Post<EntitlementRequest, Entitlement>("CheckEntitlement", "/accounts/{accountId}/entitlements/check", Access.Runtime, 200,
                    (call, body) => entitlements.CheckAsync(call.Account, body, call.Context))
                .Describe("May the account use this now?").Example("""{"feature":"ai.smart-replies","quantity":1}"""),
            Operation.Get("ListApps", "/accounts/{accountId}/apps", Access.Read, call => apps.ListAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor)
                .Describe(
                    "The account's apps, by id",
                    "Those with usage in the last 90 days, with channels, or with deployments."),
            Operation.Get("ListChannels", "/accounts/{accountId}/channels", Access.Read, call => channels.ListAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Connected channels, by app"),
            Operation.Put("ConnectChannel", "/accounts/{accountId}/apps/{appId}/channels/{channel}", Access.Runtime,
                    call => channels.ConnectAsync(call.Account, App(call), call.Id("channel"), call.Context))
                .Describe("Connect a channel").Refuses("plan-required"),
            Operation.Delete("DisconnectChannel", "/accounts/{accountId}/apps/{appId}/channels/{channel}", Access.Runtime,
                    call => channels.DisconnectAsync(call.Account, App(call), call.Id("channel"), call.Context))
                .Describe("Disconnect a channel"),
            Operation.Get("ListTeamMembers", "/accounts/{accountId}/team-members", Access.Read, call => team.ListAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Who has a team seat, by user id"),
            Operation.Put("AddTeamMember", "/accounts/{accountId}/team-members/{userId}", Access.Runtime,
                    call => team.AddAsync(call.Account, call.Id("userId"), call.Context))
                .Describe("Give a team seat").Refuses("seat-limit-reached"),
            Operation.Delete("RemoveTeamMember", "/accounts/{accountId}/team-members/{userId}", Access.Runtime,
                    call => team.RemoveAsync(call.Account, call.Id("userId"), call.Context))
                .Describe("Take a team seat back"),
            Operation.Get("GetAgentSeats", Agents, Access.Read, call => agents.GetAsync(call.Account, Product(call), call.Context))
                .Describe("Agent seats in use, and their peak in this period"),
            Operation.Get("ListAgents", Agents + "/agents", Access.Read, call => agents.ListAsync(call.Account, Product(call), call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Agents who are assigned or logged in, by id"),
            Operation.Put("AssignAgent", Agents + "/agents/{agentId}", Access.Runtime,
                    call => agents.AssignAsync(call.Account, Product(call), call.Id("agentId"), call.Context))
                .Describe("Assign a named seat").Refuses("seat-limit-reached"),
            Operation.Delete("UnassignAgent", Agents + "/agents/{agentId}", Access.Runtime,
                    call => agents.UnassignAsync(call.Account, Product(call), call.Id("agentId"), call.Context))
                .Describe("Free a named seat"),
            Operation.Post("LogInAgent", Agents + "/agents/{agentId}/login", Access.Runtime, 200,
                    call => agents.LoginAsync(call.Account, Product(call), call.Id("agentId"), call.Context))
                .Describe("Take a concurrent seat").Refuses("seat-limit-reached", "seat-not-assigned"),
            Operation.Post("LogOutAgent", Agents + "/agents/{agentId}/logout", Access.Runtime, 200,
                    call => agents.LogoutAsync(call.Account, Product(call), call.Id("agentId"), call.Context))
                .Describe("Free a concurrent seat"),
            Operation.Post<IngestionRequest, IngestionView>("IngestSearch", "/accounts/{accountId}/search/ingestions", Access.Runtime, 201,
                    (call, body) => search.IngestAsync(call.Account, body, call.Context))
                .Describe("Take up content into search").Refuses("ingestion-limit-reached", "ingestion-conflict")
                .Example("""{"ingestionId":"doc-1","bytes":1048576}"""),
            Operation.Delete("DeleteIngestion", "/accounts/{accountId}/search/ingestions/{ingestionId}", Access.Runtime,
                    call => search.DeleteAsync(call.Account, call.Id("ingestionId"), call.Context))
                .Describe("Free what was ingested"),
            Operation.Get("ListDeployments", "/accounts/{accountId}/deployments", Access.Read,
                    call => deployments.ListAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Approved deployments, by app"),
            Operation.Post<DeploymentRequest, ApprovalView>("DeployApp", "/accounts/{accountId}/apps/{appId}/deployments", Access.Deploy, 201,
                    (call, body) => deployments.DeployAsync(call.Account, App(call), body, call.Context))
                .Describe("Ask whether an app may go live").Refuses("credits-exhausted").Example("""{"deploymentId":"release-7"}"""),
        ]);

    private static AppId App(Call call) => new(call.Id("appId"));

    private static SeatProduct Product(Call call) => call.Id("product") == "contact-center" ? SeatProduct.ContactCenter : SeatProduct.AgentAi;
}
