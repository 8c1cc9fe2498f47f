using Billing.Application.Credits;
using Billing.Application.Payments;
using Billing.Domain.Payments;

namespace Billing.Http.Api;

internal static class CreditEndpoints
{
    public static OperationGroup Group(AccountCredits credits, CreditHoldDesk holds, PaymentMethods methods) => new(
        "Credits", "Prepaid AI credits, holds, and how they are paid.", ApiJson.Default,
        [
            Operation.Get("GetCredits", "/accounts/{accountId}/credits", Access.Read, call => credits.GetAsync(call.Account, call.Context))
                .Describe("The balance", "All micros of the currency unit: 1 USD is 1,000,000. `availableMicros` is the total less open holds."),
            Operation.Get("ListLedger", "/accounts/{accountId}/credits/ledger", Access.Read, call => credits.LedgerAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Every movement, newest first", "The sum of all entries is the balance."),
            Operation.Put<AutoTopUpRequest, AutoTopUpView>("SetAutoTopUp", "/accounts/{accountId}/credits/auto-top-up", Access.Manage,
                    (call, body) => credits.SetAutoTopUpAsync(call.Account, body, call.Context))
                .Describe("Top up by itself", "Charges the default payment method once whenever the total falls below the threshold.")
                .Example("""{"enabled":true,"thresholdMicros":5000000,"amount":{"amount":2000,"currency":"USD"}}"""),
            Operation.Post<HoldRequest, HoldView>("TakeHold", "/accounts/{accountId}/credits/holds", Access.Runtime, 201,
                    (call, body) => holds.HoldAsync(call.Account, body, call.Context))
                .Describe(
                    "Set credits aside for an AI call",
                    "Atomic, repeatable by `holdId`, expires by itself; an `ai.usage` event with the `holdId` settles it.")
                .Refuses("credits-exhausted", "hold-conflict", "hold-closed", "hold-limit-reached")
                .Example("""{"holdId":"call-1","feature":"smart-replies","inputTokens":1200,"maxOutputTokens":400,"expiresInSeconds":120}"""),
            Operation.Delete("ReleaseHold", "/accounts/{accountId}/credits/holds/{holdId}", Access.Runtime,
                    call => holds.ReleaseAsync(call.Account, call.Id("holdId"), call.Context))
                .Describe("Free a hold").Refuses("hold-not-found"),
            Operation.Get("ListPaymentMethods", "/accounts/{accountId}/payment-methods", Access.Read, call => methods.ListAsync(call.Account, call.Context))
                .Describe("Saved payment methods, the default first"),
            Operation.Post<PaymentMethodChoice, PaymentMethodView>("AddPaymentMethod", "/accounts/{accountId}/payment-methods", Access.Manage, 201,
                    (call, body) => methods.AddAsync(call.Account, body, call.Context))
                .Describe(
                    "Save a payment method",
                    "With an `action` it waits for its customer: to authenticate the card (OTP), or to link the PayPal account. Then it becomes `active`.")
                .Refuses("payment-declined", "payment-method-limit-reached")
                .Example("""{"type":"card","token":"pm_card_visa"}"""),
            Operation.Post("MakePaymentMethodDefault", "/accounts/{accountId}/payment-methods/{paymentMethodId:pm_}/default", Access.Manage, 200,
                    call => methods.MakeDefaultAsync(call.Account, call.Id("paymentMethodId"), call.Context))
                .Describe("Make a payment method the default").Refuses("payment-method-not-found", "payment-method-not-ready"),
            Operation.Delete("RemovePaymentMethod", "/accounts/{accountId}/payment-methods/{paymentMethodId:pm_}", Access.Manage,
                    call => methods.RemoveAsync(call.Account, call.Id("paymentMethodId"), call.Context))
                .Describe("Remove a payment method").Refuses("payment-method-not-found", "payment-method-required"),
        ]);
}
