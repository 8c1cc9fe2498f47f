using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe;
using Billing.Stripe.Api;
using Billing.Stripe.Client;
using Microsoft.Extensions.Logging;
using Sdk = global::Stripe;

namespace Billing.Functions.Payments;

/// <summary>
/// Stripe's requests by Stripe's own library. It neither tries again nor reads the answers for us: which tries are worth it and what an answer means is the
/// same on either client, so an answer is taken as it came.
/// </summary>
/// <param name="handler">Owned by the caller, who decides how long connections live.</param>
internal sealed class StripeNetClient(HttpMessageHandler handler, StripeOptions options, TimeProvider clock, ILogger logger) : IStripeRequests, IDisposable
{
    private readonly HttpClient _http = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly StripeTries _tries = new(options, clock, logger);
    private Sdk.V1Services? _services;

    private Sdk.V1Services Stripe => _services ??= new Sdk.StripeClient(new Sdk.StripeClientOptions
    {
        ApiKey = options.ApiKey,
        ApiBase = options.BaseUrl.GetLeftPart(UriPartial.Authority),
        HttpClient = new Sdk.SystemNetHttpClient(_http, maxNetworkRetries: 0, enableTelemetry: false),
    }).V1;

    public void Dispose() => _http.Dispose();

    public Task<StripeResult<Customer>> CreateCustomerAsync(AccountId account, string key, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/customers",
        token => Stripe.Customers.CreateAsync(new() { Metadata = StripeNetOptions.Metadata(account) }, Under(key), token),
        StripeJson.Default.Customer,
        cancellationToken);

    public Task<StripeResult<Customer>> DescribeCustomerAsync(
        string customer, string name, string email, string key, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/customers/{0}",
        token => Stripe.Customers.UpdateAsync(customer, new() { Name = name, Email = email }, Under(key), token),
        StripeJson.Default.Customer,
        cancellationToken);

    public Task<StripeResult<Customer>> GetCustomerAsync(string customer, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/customers/{0}",
        token => Stripe.Customers.GetAsync(customer, cancellationToken: token),
        StripeJson.Default.Customer,
        cancellationToken);

    public Task<StripeResult<SetupIntent>> CreateSetupAsync(string customer, SaveMethodRequest request, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/setup_intents",
        token => Stripe.SetupIntents.CreateAsync(StripeNetOptions.Setup(customer, request), Under(request.Key), token),
        StripeJson.Default.SetupIntent,
        cancellationToken);

    public Task<StripeResult<SetupIntent>> GetSetupAsync(string setup, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/setup_intents/{0}",
        token => Stripe.SetupIntents.GetAsync(setup, new() { Expand = StripeNetOptions.Method }, null, token),
        StripeJson.Default.SetupIntent,
        cancellationToken);

    public Task<StripeResult<PaymentMethod>> DetachMethodAsync(string method, string key, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/payment_methods/{0}/detach",
        token => Stripe.PaymentMethods.DetachAsync(method, null, Under(key), token),
        StripeJson.Default.PaymentMethod,
        cancellationToken);

    public Task<StripeResult<PaymentIntent>> CreatePaymentAsync(
        string customer, ChargeRequest request, string key, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/payment_intents",
        token => Stripe.PaymentIntents.CreateAsync(StripeNetOptions.Payment(customer, request, options), Under(key), token),
        StripeJson.Default.PaymentIntent,
        cancellationToken);

    public Task<StripeResult<PaymentIntent>> ConfirmPaymentAsync(
        string payment, ChargeRequest request, string key, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/payment_intents/{0}/confirm",
        token => Stripe.PaymentIntents.ConfirmAsync(payment, StripeNetOptions.Confirmation(request, options), Under(key), token),
        StripeJson.Default.PaymentIntent,
        cancellationToken);

    public Task<StripeResult<PaymentIntent>> GetPaymentAsync(string payment, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/payment_intents/{0}",
        token => Stripe.PaymentIntents.GetAsync(payment, new() { Expand = StripeNetOptions.Method }, null, token),
        StripeJson.Default.PaymentIntent,
        cancellationToken);

    public Task<StripeResult<PaymentIntent>> CancelPaymentAsync(string payment, string key, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/payment_intents/{0}/cancel",
        token => Stripe.PaymentIntents.CancelAsync(payment, new() { Expand = StripeNetOptions.Method }, Under(key), token),
        StripeJson.Default.PaymentIntent,
        cancellationToken);

    public Task<StripeResult<Refund>> RefundAsync(string payment, RefundRequest request, CancellationToken cancellationToken) => AskAsync(
        "POST /v1/refunds",
        token => Stripe.Refunds.CreateAsync(new() { PaymentIntent = payment, Amount = request.Amount.Minor }, Under(request.RefundId), token),
        StripeJson.Default.Refund,
        cancellationToken);

    public Task<StripeResult<Page<PaymentIntent>>> PaymentsOfAsync(string customer, string? after, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/payment_intents",
        token => Stripe.PaymentIntents.ListAsync(
            new() { Customer = customer, Expand = ["data.payment_method"], Limit = StripePages.Largest, StartingAfter = after }, null, token),
        StripeJson.Default.PagePaymentIntent,
        cancellationToken);

    public Task<StripeResult<Page<PaymentIntent>>> PaymentsAsync(
        DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/payment_intents",
        token => Stripe.PaymentIntents.ListAsync(
            new()
            {
                Created = new Sdk.DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime, LessThan = to.UtcDateTime },
                Limit = StripePages.Largest,
                StartingAfter = after,
            },
            null,
            token),
        StripeJson.Default.PagePaymentIntent,
        cancellationToken);

    public Task<StripeResult<Page<CashTransaction>>> CashAsync(string customer, string? after, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/customers/{0}/cash_balance_transactions",
        token => Stripe.Customers.CashBalanceTransactions.ListAsync(
            customer, new() { Limit = StripePages.Largest, StartingAfter = after }, null, token),
        StripeJson.Default.PageCashTransaction,
        cancellationToken);

    public Task<StripeResult<Page<Event>>> EventsAsync(
        DateTimeOffset since, IReadOnlyList<string> types, string? after, CancellationToken cancellationToken) => AskAsync(
        "GET /v1/events",
        token => Stripe.Events.ListAsync(
            new()
            {
                Created = new Sdk.DateRangeOptions { GreaterThanOrEqual = since.UtcDateTime },
                Types = [.. types],
                Limit = StripePages.Largest,
                StartingAfter = after,
            },
            null,
            token),
        StripeJson.Default.PageEvent,
        cancellationToken);

    private static Sdk.RequestOptions Under(string idempotencyKey) => new() { IdempotencyKey = idempotencyKey };

    private Task<StripeResult<T>> AskAsync<TAnswer, T>(
        string request, Func<CancellationToken, Task<TAnswer>> send, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where TAnswer : Sdk.IStripeEntity
        where T : class =>
        _tries.AnswerAsync(request, token => ReplyAsync(() => send(token)), type, cancellationToken);

    private static async Task<StripeReply> ReplyAsync<TAnswer>(Func<Task<TAnswer>> send)
        where TAnswer : Sdk.IStripeEntity
    {
        try
        {
            return Reply((await send()).StripeResponse);
        }
        catch (Sdk.StripeException refused) when (refused.StripeResponse is { } response)
        {
            return Reply(response);
        }
        catch (Exception strange) when (strange is InvalidOperationException or NullReferenceException)
        {
            // The library stumbles so over an answer that is JSON and no object, as proxies give it.
            throw new JsonException("Stripe's library could not read an answer.", strange);
        }
    }

    private static StripeReply Reply(Sdk.StripeResponse response) => new((int)response.StatusCode, response.Headers, response.Content);
}
