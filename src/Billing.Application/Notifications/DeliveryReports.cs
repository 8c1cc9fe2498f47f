using System.Text.Json;
using Billing.Domain;
using Billing.Domain.Accounts;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Notifications;

/// <summary>What Event Grid is answered.</summary>
/// <param name="ValidationResponse">The code of the handshake; null where events were delivered.</param>
public sealed record DeliveryReportAnswer(string? ValidationResponse);

/// <summary>
/// Takes the e-mail service's delivery reports as Event Grid brings them: at least once and in any order. An address that bounced, complained or counts as
/// such is switched off; everything else only passes by.
/// </summary>
public sealed partial class DeliveryReports(EmailSuppressions suppressions, ILogger<DeliveryReports> logger)
{
    private const string Handshake = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private const string Report = "Microsoft.Communication.EmailDeliveryReportReceived";

    /// <summary>The mail server knows no such mailbox, the service has given the address up, or its owner's server takes us for a nuisance.</summary>
    private static readonly string[] SwitchedOff = ["Bounced", "Suppressed", "FilteredSpam"];

    /// <param name="events">A JSON list of events in Event Grid's own schema.</param>
    public async ValueTask<Result<DeliveryReportAnswer>> AcceptAsync(ReadOnlyMemory<byte> events, RequestContext context)
    {
        if (Parse(events) is not { } document)
        {
            return BillingError.Invalid("", "Expected a list of Event Grid events.");
        }

        using (document)
        {
            string? code = null;
            foreach (var each in document.RootElement.EnumerateArray())
            {
                code ??= Text(each, "eventType") == Handshake ? Text(Data(each), "validationCode") : null;
                if (Text(each, "eventType") == Report)
                {
                    await TakeAsync(Data(each), context.CancellationToken);
                }
            }

            return new DeliveryReportAnswer(code);
        }
    }

    private async ValueTask TakeAsync(JsonElement report, CancellationToken cancellationToken)
    {
        var (status, recipient) = (Text(report, "status"), Text(report, "recipient"));
        if (recipient is null || EmailAddress.Fault(recipient, "") is not null || !SwitchedOff.Contains(status))
        {
            return;
        }

        var details = report.TryGetProperty("deliveryStatusDetails", out var found) ? Text(found, "statusMessage") : null;
        await suppressions.AddAsync(recipient, details is null ? status! : $"{status}: {details}", cancellationToken);
        LogSwitchedOff(status!);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> events)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(events);
        }
        catch (JsonException)
        {
            return null;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            return document;
        }

        document.Dispose();
        return null;
    }

    private static JsonElement Data(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("data", out var data) ? data : default;

    /// <summary>Null where there is no such text.</summary>
    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "An address is switched off: {Status}.")]
    private partial void LogSwitchedOff(string status);
}
