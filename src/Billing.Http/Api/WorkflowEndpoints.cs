using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Http.Api;

internal static class WorkflowEndpoints
{
    private const string Instance = "instanceId";
    private static readonly QueryParameter<string?> Account = QueryParameters.Id("account", "Whose workflows are asked for; left out: those of all accounts.");

    public static OperationGroup Group(WorkflowDesk desk) => new(
        "Workflows", "What goes on by itself: renewals, grace periods, trials, wires, planned ends. For the back office.", ApiJson.Default,
        [
            Operation.Get("ListWorkflows", "/operations/workflows", Access.Operate,
                    call => desk.ListAsync(call.Query(Account) is { } account ? new AccountId(account) : null, call.Page, call.Context))
                .Takes(Account, QueryParameters.Limit, QueryParameters.Cursor)
                .Describe("Workflows that wait or have failed", "With `account` all of that account, also those that have ended; `error` says why one failed.")
                .Refuses("account-not-found"),
            Operation.Get("GetWorkflow", $"/operations/workflows/{{{Instance}:workflow}}", Access.Operate,
                    call => desk.GetAsync(InstanceOf(call), call.Context))
                .Describe("One workflow with its history", "Ids are business keys such as `renewal:acme:2026-02-28`."),
            Operation.Post("CancelWorkflow", $"/operations/workflows/{{{Instance}:workflow}}/cancel", Access.Operate, 200,
                    call => desk.CancelAsync(InstanceOf(call), call.Context))
                .Describe("End a workflow where it stands", "And its children. What it has done stays done, and it is never started again.")
                .Refuses("workflow-over"),
            Operation.Post("RetryWorkflow", $"/operations/workflows/{{{Instance}:workflow}}/retry", Access.Operate, 200,
                    call => desk.RetryAsync(InstanceOf(call), call.Context))
                .Describe("Go on with a workflow that failed", "Where it failed, after the cause was repaired.").Refuses("workflow-over"),
        ]);

    private static InstanceId InstanceOf(Call call) => InstanceId.Parse(call.Id(Instance));
}
