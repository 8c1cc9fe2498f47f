using Billing.Application;
using Billing.Application.Credits;
using Billing.Application.Operations;
using Billing.Application.Subscriptions;
using Billing.Domain;

namespace Billing.Http.Api;

internal static class OperatorEndpoints
{
    private static readonly QueryParameter<string?> Account = QueryParameters.Id("account", "The account whose trail is asked for.");

    public static OperationGroup Group(Contracts contracts, CreditGrants grants, AuditTrail audit) => new(
        "Operations", "The back office.", ApiJson.Default,
        [
            Operation.Put<ContractRequest, PlanState>("PutContract", "/operations/accounts/{accountId}/contract", Access.Operate,
                    (call, body) => contracts.PutAsync(call.Account, body, call.Context))
                .Describe("Write an enterprise account's contract", "What is left out is the enterprise plan's own, or none.")
                .Refuses("contract-needs-enterprise"),
            Operation.Post<GrantRequest, GrantView>("GrantCredits", "/operations/accounts/{accountId}/credits/grants", Access.Operate, 201,
                    (call, body) => grants.GrantAsync(call.Account, body, call.Context))
                .Describe("Give free credits").Refuses("grant-limit-reached")
                .Example("""{"micros":5000000,"expiresAt":null,"reason":"Goodwill after the outage"}"""),
            Operation.Get("ListAudit", "/operations/audit", Access.Operate, call => AuditAsync(audit, call))
                .Takes(Account, QueryParameters.Limit, QueryParameters.Cursor).Describe("What operators did to an account, newest first"),
        ]);

    private static async ValueTask<Result<Page<AuditEntry>>> AuditAsync(AuditTrail audit, Call call) => call.Query(Account) is { } account
        ? await audit.ListAsync(new AccountId(account), call.Page, call.Context)
        : BillingError.Invalid("/query/account", "Name the account.");
}
