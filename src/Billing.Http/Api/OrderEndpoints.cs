using Billing.Application.Orders;
using Billing.Application.Subscriptions;

namespace Billing.Http.Api;

internal static class OrderEndpoints
{
    private const string Example =
        """
        {"plan":"advanced","interval":"month","seats":{"team":2,"contactCenter":{"type":"concurrent","quantity":50}},
         "addOns":["advanced-rag"],"paymentMethod":{"type":"card","token":"pm_card_visa"}}
        """;

    public static OperationGroup Group(OrderDesk orders, TopUps topUps, SubscriptionActs acts) => new(
        "Orders", "Subscribe, modify, top up, cancel.", ApiJson.Default,
        [
            Operation.Post<OrderBody, OrderView>("SubmitOrder", "/accounts/{accountId}/orders", Access.Manage, 201,
                    (call, body) => orders.SubmitAsync(call.Account, body, call.Context))
                .Describe(
                    "Subscribe or modify",
                    "States the wanted end; what is left out stays as it is. The total equals that of a preview on the same day. With `requiresAction` the"
                    + " customer authenticates or approves within 23 hours; with `pendingPaymentClearance` a bank transfer is waited for."
                    + " During a trial `effective: nextRenewal` orders the plan for the trial's end, when the default payment method is charged.")
                .Refuses("payment-declined", "payment-method-not-found", "seats-in-use", "order-in-progress", "nothing-to-change", "contract-required")
                .Example(Example),
            Operation.Post<OrderBody, OrderPreview>("PreviewOrder", "/accounts/{accountId}/orders/preview", Access.Manage, 200,
                    (call, body) => orders.PreviewAsync(call.Account, body, call.Context))
                .Describe("What an order would cost", "The same lines and total as the order; changes nothing.")
                .Refuses("seats-in-use", "nothing-to-change", "contract-required").Example(Example),
            Operation.Get("ListOrders", "/accounts/{accountId}/orders", Access.Read, call => orders.ListAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Orders, newest first"),
            Operation.Get("GetOrder", "/accounts/{accountId}/orders/{orderId:ord_}", Access.Read,
                    call => orders.GetAsync(call.Account, call.Id("orderId"), call.Context))
                .Describe("One order").Refuses("order-not-found"),
            Operation.Post("CancelOrder", "/accounts/{accountId}/orders/{orderId:ord_}/cancel", Access.Manage, 200,
                    call => orders.CancelAsync(call.Account, call.Id("orderId"), call.Context))
                .Describe(
                    "Cancel an order while it is pending",
                    "Planned, or waiting for its customer or a bank transfer. One that turns out to be paid is completed; what had come becomes paid credits.")
                .Refuses("order-not-found", "order-not-pending", "order-in-progress"),
            Operation.Post<TopUpRequest, OrderView>("TopUp", "/accounts/{accountId}/top-ups", Access.Manage, 201,
                    (call, body) => topUps.SubmitAsync(call.Account, body, call.Context))
                .Describe("Buy credits", "Credits are loaded when the money is there; they never expire.")
                .Refuses("payment-declined", "payment-method-not-found")
                .Example("""{"amount":{"amount":5000,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa"}}"""),
            Operation.Post<CancelSubscriptionRequest, PlanState>("CancelSubscription", "/accounts/{accountId}/subscription/cancel", Access.Manage, 200,
                    (call, body) => acts.CancelAsync(call.Account, body, call.Context))
                .Describe("Cancel at the period's end, or now").Refuses("not-subscribed", "order-in-progress").Example("""{"at":"periodEnd"}"""),
            Operation.Post("ResumeSubscription", "/accounts/{accountId}/subscription/resume", Access.Manage, 200,
                    call => acts.ResumeAsync(call.Account, call.Context))
                .Describe("Take a planned cancellation back").Refuses("not-subscribed", "nothing-to-resume"),
            Operation.Put<AutoUpgradeRequest, PlanState>("SetAutoUpgrade", "/accounts/{accountId}/subscription/auto-upgrade", Access.Manage,
                    (call, body) => acts.SetAutoUpgradeAsync(call.Account, body, call.Context))
                .Describe("Take the next plan by itself", "With the renewal after a month whose conversations exceeded the plan's volume.")
                .Refuses("not-subscribed")
                .Example("""{"enabled":true}"""),
        ]);
}
