using Billing.Application.Payments;

namespace Billing.Http.Api;

internal static class WebhookEndpoints
{
    public static OperationGroup Group(NoticeInbox inbox) => new(
        "Webhooks", "What the payment provider tells.", ApiJson.Default,
        [
            Operation.PostBytes<WebhookReceipt>("ReceiveStripeWebhook", "/webhooks/stripe", Access.Public, 200, "application/json",
                    (call, body) => inbox.TakeAsync(body, call.Header("Stripe-Signature"), call.Context.CancellationToken))
                .Describe(
                    "Receive an event of Stripe's",
                    "`Stripe-Signature` must sign the body as it came, within five minutes. The event is kept before it is answered and worked on after it;"
                    + " it may come twice, late or in any order. Types that nothing is done with are answered alike.")
                .Refuses("invalid-signature").Example(response: """{"received":true}"""),
        ]);
}
