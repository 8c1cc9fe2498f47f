using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>What the chatbot platform asks and does for its customers.</summary>
public sealed class PlatformFunctions(HttpApi api)
{
    [Function("CheckEntitlement")]
    public Task<IResult> CheckEntitlement(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/entitlements/check")] HttpRequest http) => api.RunAsync(http);

    [Function("ListApps")]
    public Task<IResult> ListApps(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/apps")] HttpRequest http) => api.RunAsync(http);

    [Function("ListChannels")]
    public Task<IResult> ListChannels(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/channels")] HttpRequest http) => api.RunAsync(http);

    [Function("ConnectChannel")]
    public Task<IResult> ConnectChannel(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/accounts/{accountId}/apps/{appId}/channels/{channel}")] HttpRequest http) => api.RunAsync(http);

    [Function("DisconnectChannel")]
    public Task<IResult> DisconnectChannel(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/accounts/{accountId}/apps/{appId}/channels/{channel}")] HttpRequest http) => api.RunAsync(http);

    [Function("ListTeamMembers")]
    public Task<IResult> ListTeamMembers(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/team-members")] HttpRequest http) => api.RunAsync(http);

    [Function("AddTeamMember")]
    public Task<IResult> AddTeamMember(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/accounts/{accountId}/team-members/{userId}")] HttpRequest http) => api.RunAsync(http);

    [Function("RemoveTeamMember")]
    public Task<IResult> RemoveTeamMember(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/accounts/{accountId}/team-members/{userId}")] HttpRequest http) => api.RunAsync(http);

    [Function("GetAgentSeats")]
    public Task<IResult> GetAgentSeats(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/seats/{product}")] HttpRequest http) => api.RunAsync(http);

    [Function("ListAgents")]
    public Task<IResult> ListAgents(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/seats/{product}/agents")] HttpRequest http) => api.RunAsync(http);

    [Function("AssignAgent")]
    public Task<IResult> AssignAgent(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/accounts/{accountId}/seats/{product}/agents/{agentId}")] HttpRequest http) => api.RunAsync(http);

    [Function("UnassignAgent")]
    public Task<IResult> UnassignAgent(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/accounts/{accountId}/seats/{product}/agents/{agentId}")] HttpRequest http) => api.RunAsync(http);

    [Function("LogInAgent")]
    public Task<IResult> LogInAgent(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/seats/{product}/agents/{agentId}/login")] HttpRequest http) => api.RunAsync(http);

    [Function("LogOutAgent")]
    public Task<IResult> LogOutAgent(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/seats/{product}/agents/{agentId}/logout")] HttpRequest http) => api.RunAsync(http);

    [Function("IngestSearch")]
    public Task<IResult> IngestSearch(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/search/ingestions")] HttpRequest http) => api.RunAsync(http);

    [Function("DeleteIngestion")]
    public Task<IResult> DeleteIngestion(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/accounts/{accountId}/search/ingestions/{ingestionId}")] HttpRequest http) => api.RunAsync(http);

    [Function("ListDeployments")]
    public Task<IResult> ListDeployments(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/deployments")] HttpRequest http) => api.RunAsync(http);

    [Function("DeployApp")]
    public Task<IResult> DeployApp(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/apps/{appId}/deployments")] HttpRequest http) => api.RunAsync(http);
}
