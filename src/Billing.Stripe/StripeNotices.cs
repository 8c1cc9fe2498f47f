using System.Text.Json;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe.Api;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>Stripe's events: told by webhook, or asked for.</summary>
public sealed class StripeNotices : IPaymentNotices
{
    /// <summary>The types that this product acts on: what the webhook endpoint should be told of.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "charge.dispute.created", "charge.refunded", "customer_cash_balance_transaction.created",
        "payment_intent.canceled", "payment_intent.partially_funded", "payment_intent.payment_failed", "payment_intent.processing",
        "payment_intent.requires_action", "payment_intent.succeeded",
        "setup_intent.canceled", "setup_intent.setup_failed", "setup_intent.succeeded",
    ];

    private static readonly long LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private readonly IStripeRequests _stripe;
    private readonly StripeOptions _options;
    private readonly IReadOnlyList<TimeProvider> _clocks;
    private readonly StripeCustomers _customers;

    /// <param name="clocks">Whose now a signature may be of: the machine's, and a test clock's where there is one.</param>
    public StripeNotices(StripeClient client, StripeOptions options, ITableStore tables, params IReadOnlyList<TimeProvider> clocks)
        : this((IStripeRequests)client, options, tables, clocks)
    {
    }

    internal StripeNotices(IStripeRequests stripe, StripeOptions options, ITableStore tables, params IReadOnlyList<TimeProvider> clocks) =>
        (_stripe, _options, _clocks, _customers) = (stripe, options, clocks, new(stripe, tables));

    public ProviderNotice? Read(ReadOnlyMemory<byte> rawBody, string? signature)
    {
        if (!_clocks.Any(clock => WebhookSignature.Verify(rawBody.Span, signature, _options.WebhookSecrets, clock.GetUtcNow())))
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize(rawBody.Span, StripeJson.Default.Event);
            return read is { Id: not null, Type: not null, Data: not null } ? Notice(read) : Strange();
        }
        catch (JsonException)
        {
            return Strange();
        }
    }

    public ValueTask<AccountId?> AccountOfAsync(string providerCustomer, CancellationToken cancellationToken) =>
        _customers.AccountOfAsync(providerCustomer, cancellationToken);

    public async ValueTask<IReadOnlyList<ProviderNotice>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var notices = new List<ProviderNotice>();
        var events = StripePages.ReadAsync(
            "events", after => _stripe.EventsAsync(since, Types, after, cancellationToken), static found => found.Id, cancellationToken);
        await foreach (var found in events)
        {
            notices.Add(Notice(found));
        }

        notices.Reverse();
        return notices;
    }

    /// <summary>Genuine, and no event as we know them: to be taken and left.</summary>
    private static ProviderNotice Strange() => new("", "", DateTimeOffset.UnixEpoch, NoticeSubject.Other, null, null, null, null);

    private static ProviderNotice Notice(Event found)
    {
        var thing = found.Data.Object;
        var (subject, id) = (Types.Contains(found.Type) ? Text(thing, "object") : null) switch
        {
            "payment_intent" => (NoticeSubject.Payment, Text(thing, "id")),
            "setup_intent" => (NoticeSubject.Saving, Text(thing, "id")),
            "customer_cash_balance_transaction" or "cash_balance" => (NoticeSubject.Cash, Text(thing, "id")),
            "charge" or "refund" or "dispute" when Text(thing, "payment_intent") is { } payment => (NoticeSubject.Payment, payment),
            _ => (NoticeSubject.Other, Text(thing, "id")),
        };
        var account = Metadata(thing, StripeMetadata.Account) is { } name && CallerId.IsValid(name) ? new AccountId(name) : (AccountId?)null;
        var at = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(found.Created, 0, LatestSecond));
        return new ProviderNotice(found.Id, found.Type, at, subject, id, account, Metadata(thing, StripeMetadata.Payment), Text(thing, "customer"));
    }

    private static string? Metadata(JsonElement thing, string name) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty("metadata", out var metadata) ? Text(metadata, name) : null;

    private static string? Text(JsonElement thing, string name) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
