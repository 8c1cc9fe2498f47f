using Billing.Application;
using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Subscriptions;
using Billing.Application.Wires;
using Billing.Domain;

namespace Billing.Http.Api;

internal static class OperatorEndpoints
{
    private static readonly QueryParameter<string?> Account = QueryParameters.Id("account", "The account whose trail is asked for.");

    private static readonly QueryParameter<DateTimeOffset?> From =
        QueryParameters.Instant("from", "The window's begin; 35 days before its end where left out.");

    private static readonly QueryParameter<DateTimeOffset?> To = QueryParameters.Instant("to", "The window's end, exclusive; now where left out.");

    public static OperationGroup Group(
        AccountDirectory accounts, Contracts contracts, CreditGrants grants, WireDesk wires, OpenWires openWires, Reconciliation reconciliation,
        AuditTrail audit) => new(
        "Operations", "The back office.", ApiJson.Default,
        [
            Operation.Get("ListAccounts", "/operations/accounts", Access.Operate, call => accounts.ListAsync(call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("All accounts, by id"),
            Operation.Get("GetContract", "/operations/accounts/{accountId}/contract", Access.Operate, call => contracts.GetAsync(call.Account, call.Context))
                .Describe("Read an enterprise account's contract", "As it can be written again.").Refuses("contract-not-found"),
            Operation.Put<ContractRequest, PlanState>("PutContract", "/operations/accounts/{accountId}/contract", Access.Operate,
                    (call, body) => contracts.PutAsync(call.Account, body, call.Context))
                .Describe("Write an enterprise account's contract", "What is left out is the enterprise plan's own, or none.")
                .Refuses("contract-needs-enterprise"),
            Operation.Post<GrantRequest, GrantView>("GrantCredits", "/operations/accounts/{accountId}/credits/grants", Access.Operate, 201,
                    (call, body) => grants.GrantAsync(call.Account, body, call.Context))
                .Describe("Give free credits").Refuses("grant-limit-reached")
                .Example("""{"micros":5000000,"expiresAt":null,"reason":"Goodwill after the outage"}"""),
            Operation.Get("ListWires", "/operations/wires", Access.Operate, call => openWires.ListAsync(call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor)
                .Describe("Orders of all accounts that wait for a bank transfer", "Each with what is still to come. A page may be shorter than its limit."),
            Operation.Post<ClearWireRequest, OrderView>("ClearWire", "/operations/orders/{orderId:ord_}/wire/clear", Access.Operate, 200,
                    (call, body) => wires.ClearAsync(call.Id("orderId"), body, call.Context))
                .Describe(
                    "Count a transfer that came elsewhere",
                    "As if it had come to the provider; the same reference counts once. What the order does not need becomes paid credits.")
                .Refuses("order-not-found", "order-not-pending", "order-in-progress", "wire-conflict")
                .Example("""{"amount":{"amount":5000,"currency":"USD"},"reference":"statement 7, line 3"}"""),
            Operation.Post<RejectWireRequest, OrderView>("RejectWire", "/operations/orders/{orderId:ord_}/wire/reject", Access.Operate, 200,
                    (call, body) => wires.RejectAsync(call.Id("orderId"), body, call.Context))
                .Describe("Do not accept a transfer", "The order fails; whatever comes for it becomes paid credits.")
                .Refuses("order-not-found", "order-not-pending", "order-in-progress").Example("""{"reason":"The sender is not the customer"}"""),
            Operation.Get<ReconciliationView>("Reconcile", "/operations/reconciliation", Access.Operate,
                    call => reconciliation.CheckAsync(call.Query(From), call.Query(To), call.Context))
                .Takes(From, To).Describe(
                    "Compare the provider's books with ours",
                    "Payments, orders, invoices and loaded credits of [`from`, `to`), at most 92 days: every difference, with what it is about and one"
                    + " sentence. Repairs nothing.")
                .Unhurried(),
            Operation.Get("ListAudit", "/operations/audit", Access.Operate, call => AuditAsync(audit, call))
                .Takes(Account, QueryParameters.Limit, QueryParameters.Cursor).Describe("What operators did to an account, newest first"),
        ]);

    private static async ValueTask<Result<Page<AuditEntry>>> AuditAsync(AuditTrail audit, Call call) => call.Query(Account) is { } account
        ? await audit.ListAsync(new AccountId(account), call.Page, call.Context)
        : BillingError.Invalid("/query/account", "Name the account.");
}
