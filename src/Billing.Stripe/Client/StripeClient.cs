using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Stripe.Api;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Client;

/// <summary>Our own client of Stripe's HTTP API.</summary>
/// <param name="handler">Owned by the caller, who decides how long connections live.</param>
public sealed class StripeClient(HttpMessageHandler handler, StripeOptions options, TimeProvider clock, ILogger<StripeClient> logger)
    : IStripeRequests, IDisposable
{
    /// <summary>The train that the shapes here are of; also the webhook endpoint's.</summary>
    public const string ApiVersion = "2026-07-29.dahlia";

    private readonly StripeHttp _http = new(handler, options, clock, logger);

    /// <summary>Ours, not Stripe's.</summary>
    internal TimeProvider Clock => clock;

    public void Dispose() => _http.Dispose();

    Task<StripeResult<Customer>> IStripeRequests.CreateCustomerAsync(AccountId account, string key, CancellationToken cancellationToken)
    {
        var form = new StripeForm().Add($"metadata[{StripeMetadata.Account}]", account.Value);
        return _http.PostAsync($"/v1/customers", form, key, StripeJson.Default.Customer, cancellationToken);
    }

    Task<StripeResult<Customer>> IStripeRequests.DescribeCustomerAsync(
        string customer, string name, string email, string key, CancellationToken cancellationToken)
    {
        var form = new StripeForm().Add("name", name).Add("email", email);
        return _http.PostAsync($"/v1/customers/{customer}", form, key, StripeJson.Default.Customer, cancellationToken);
    }

    Task<StripeResult<Customer>> IStripeRequests.GetCustomerAsync(string customer, CancellationToken cancellationToken) =>
        _http.GetAsync($"/v1/customers/{customer}", null, StripeJson.Default.Customer, cancellationToken);

    Task<StripeResult<SetupIntent>> IStripeRequests.CreateSetupAsync(string customer, SaveMethodRequest request, CancellationToken cancellationToken)
    {
        var form = Expanded().Add("customer", customer).Add("confirm", true).Add("usage", "off_session")
            .Add($"metadata[{StripeMetadata.Account}]", request.Account.Value)
            .Add($"metadata[{StripeMetadata.Method}]", request.Key)
            .Add("payment_method_types[]", StripeMethods.NameOf(request.Type))
            .Choose(request.Type, request.Token, request.ReturnUrl, isSaved: true, null, options);
        return _http.PostAsync($"/v1/setup_intents", form, request.Key, StripeJson.Default.SetupIntent, cancellationToken);
    }

    Task<StripeResult<SetupIntent>> IStripeRequests.GetSetupAsync(string setup, CancellationToken cancellationToken) =>
        _http.GetAsync($"/v1/setup_intents/{setup}", Expanded(), StripeJson.Default.SetupIntent, cancellationToken);

    Task<StripeResult<PaymentMethod>> IStripeRequests.DetachMethodAsync(string method, string key, CancellationToken cancellationToken) =>
        _http.PostAsync($"/v1/payment_methods/{method}/detach", new StripeForm(), key, StripeJson.Default.PaymentMethod, cancellationToken);

    Task<StripeResult<PaymentIntent>> IStripeRequests.CreatePaymentAsync(
        string customer, ChargeRequest request, string key, CancellationToken cancellationToken)
    {
        var form = Expanded()
            .Add("amount", request.Amount.Minor)
            .Add("currency", request.Amount.Currency.Code.ToLowerInvariant())
            .Add("customer", customer)
            .Add("confirm", true)
            .Add("off_session", request.OffSession)
            .Add("description", request.Description)
            .Add("setup_future_usage", request.SaveMethod && request.Type != PaymentMethodType.Wire ? "off_session" : null)
            .Add($"metadata[{StripeMetadata.Account}]", request.Account.Value)
            .Add($"metadata[{StripeMetadata.Payment}]", request.PaymentId)
            .Add("payment_method_types[]", StripeMethods.NameOf(request.Type))
            .Choose(request.Type, request.Method, request.ReturnUrl, request.SaveMethod, request.Amount.Currency, options);
        return _http.PostAsync($"/v1/payment_intents", form, key, StripeJson.Default.PaymentIntent, cancellationToken);
    }

    Task<StripeResult<PaymentIntent>> IStripeRequests.ConfirmPaymentAsync(
        string payment, ChargeRequest request, string key, CancellationToken cancellationToken)
    {
        var form = Expanded().Add("setup_future_usage", request.SaveMethod ? "off_session" : null)
            .Choose(request.Type, request.Method, request.ReturnUrl, request.SaveMethod, request.Amount.Currency, options);
        return _http.PostAsync($"/v1/payment_intents/{payment}/confirm", form, key, StripeJson.Default.PaymentIntent, cancellationToken);
    }

    Task<StripeResult<PaymentIntent>> IStripeRequests.GetPaymentAsync(string payment, CancellationToken cancellationToken) =>
        _http.GetAsync($"/v1/payment_intents/{payment}", Expanded(), StripeJson.Default.PaymentIntent, cancellationToken);

    Task<StripeResult<PaymentIntent>> IStripeRequests.CancelPaymentAsync(string payment, string key, CancellationToken cancellationToken) =>
        _http.PostAsync($"/v1/payment_intents/{payment}/cancel", Expanded(), key, StripeJson.Default.PaymentIntent, cancellationToken);

    Task<StripeResult<Refund>> IStripeRequests.RefundAsync(string payment, RefundRequest request, CancellationToken cancellationToken)
    {
        var form = new StripeForm().Add("payment_intent", payment).Add("amount", request.Amount.Minor);
        return _http.PostAsync($"/v1/refunds", form, request.RefundId, StripeJson.Default.Refund, cancellationToken);
    }

    Task<StripeResult<Page<PaymentIntent>>> IStripeRequests.PaymentsOfAsync(string customer, string? after, CancellationToken cancellationToken)
    {
        var query = PageAfter(after).Add("expand[]", "data.payment_method").Add("customer", customer);
        return _http.GetAsync($"/v1/payment_intents", query, StripeJson.Default.PagePaymentIntent, cancellationToken);
    }

    Task<StripeResult<Page<PaymentIntent>>> IStripeRequests.PaymentsAsync(
        DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken cancellationToken)
    {
        var query = PageAfter(after).Add("created[gte]", from.ToUnixTimeSeconds()).Add("created[lt]", to.ToUnixTimeSeconds());
        return _http.GetAsync($"/v1/payment_intents", query, StripeJson.Default.PagePaymentIntent, cancellationToken);
    }

    Task<StripeResult<Page<CashTransaction>>> IStripeRequests.CashAsync(string customer, string? after, CancellationToken cancellationToken) =>
        _http.GetAsync(
            $"/v1/customers/{customer}/cash_balance_transactions", PageAfter(after), StripeJson.Default.PageCashTransaction, cancellationToken);

    Task<StripeResult<Page<Event>>> IStripeRequests.EventsAsync(
        DateTimeOffset since, IReadOnlyList<string> types, string? after, CancellationToken cancellationToken)
    {
        var query = types.Aggregate(
            PageAfter(after).Add("created[gte]", since.ToUnixTimeSeconds()), static (form, type) => form.Add("types[]", type));
        return _http.GetAsync($"/v1/events", query, StripeJson.Default.PageEvent, cancellationToken);
    }

    private static StripeForm Expanded() => new StripeForm().Add("expand[]", "payment_method");

    private static StripeForm PageAfter(string? after) => new StripeForm().Add("limit", StripePages.Largest).Add("starting_after", after);
}
