using System.Security.Cryptography;
using System.Text;
using Billing.Application.Notifications;
using Billing.Domain;

namespace Billing.Http.Api;

/// <summary>The platform's own e-mails, and what becomes of all.</summary>
internal static class EmailEndpoints
{
    private static readonly QueryParameter<string?> Address = QueryParameters.EmailAddress("address", "The address to switch on again.");
    private static readonly QueryParameter<string?> Secret = QueryParameters.Text("secret", "As it is configured here and in the subscription's address.");

    public static OperationGroup Group(
        NotificationDesk notifications, EmailTroubles troubles, EmailSuppressions suppressions, DeliveryReports reports, string? reportSecret) => new(
        "E-mails", "What the platform has us tell, and what becomes of e-mails.", ApiJson.Default,
        [
            Operation.Post("SendNotification", "/notifications", Access.Platform, 202, new NotificationInput(),
                    (call, command) => notifications.SubmitAsync(command, call.Context))
                .Describe("Send one of the platform's e-mails", "Once per `id`. The template decides what `data` must hold; addresses in it are https.")
                .Refuses("notification-conflict")
                .Example(
                    """{"id":"otp-7Q2","template":"sign-up-otp","to":["ada@example.com"],"data":{"code":"493027","expiresInMinutes":10}}""",
                    """{"id":"otp-7Q2","template":"sign-up-otp"}"""),
            Operation.Get("ListEmailTroubles", "/operations/emails", Access.Operate, call => troubles.ListAsync(call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor)
                .Describe("E-mails that did not go out as planned, newest first", "Being tried again, given up, or dropped, and why."),
            Operation.Get("ListSuppressedAddresses", "/operations/suppressed-addresses", Access.Operate,
                    call => suppressions.ListAsync(call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Addresses that bounced or complained and get no e-mails any more"),
            Operation.Delete("LiftSuppressedAddress", "/operations/suppressed-addresses", Access.Operate,
                    call => call.Query(Address) is { } address
                        ? suppressions.LiftAsync(address, call.Context)
                        : ValueTask.FromResult<Result<Done>>(BillingError.Invalid("/query/address", "Name the address.")))
                .Takes(Address).Describe("Switch an address on again"),
            Operation.PostRaw<DeliveryReportAnswer>("ReceiveDeliveryReports", "/webhooks/email", Access.Public, 200, "application/json",
                    (call, events) => Admits(call.Query(Secret), reportSecret)
                        ? reports.AcceptAsync(events, call.Context)
                        : ValueTask.FromResult<Result<DeliveryReportAnswer>>(new BillingError("forbidden", "The secret is not the configured one.")))
                .Takes(Secret)
                .Describe("Delivery reports of Azure Communication Services", "Event Grid's own schema, its handshake included. Bounces switch an address off.")
                .Refuses("forbidden")
                .Example("""
                    [{"id":"1","eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"ada@example.com","status":"Bounced"}}]
                    """),
        ]);

    /// <summary>Without a configured secret nobody is believed.</summary>
    private static bool Admits(string? secret, string? configured) =>
        configured is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(configured));
}
