using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe.Api;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>
/// The requests to Stripe that payments are made of, whoever puts them on the wire: our own client, or Stripe's. Each is tried again by
/// <see cref="StripeTries"/>; what its answer means for a payment is decided once, above them.
/// </summary>
internal interface IStripeRequests
{
    Task<StripeResult<Customer>> CreateCustomerAsync(AccountId account, string key, CancellationToken cancellationToken);

    Task<StripeResult<Customer>> DescribeCustomerAsync(string customer, string name, string email, string key, CancellationToken cancellationToken);

    Task<StripeResult<Customer>> GetCustomerAsync(string customer, CancellationToken cancellationToken);

    /// <summary>Under the request's own key.</summary>
    Task<StripeResult<SetupIntent>> CreateSetupAsync(string customer, SaveMethodRequest request, CancellationToken cancellationToken);

    Task<StripeResult<SetupIntent>> GetSetupAsync(string setup, CancellationToken cancellationToken);

    Task<StripeResult<PaymentMethod>> DetachMethodAsync(string method, string key, CancellationToken cancellationToken);

    Task<StripeResult<PaymentIntent>> CreatePaymentAsync(string customer, ChargeRequest request, string key, CancellationToken cancellationToken);

    Task<StripeResult<PaymentIntent>> ConfirmPaymentAsync(string payment, ChargeRequest request, string key, CancellationToken cancellationToken);

    Task<StripeResult<PaymentIntent>> GetPaymentAsync(string payment, CancellationToken cancellationToken);

    Task<StripeResult<PaymentIntent>> CancelPaymentAsync(string payment, string key, CancellationToken cancellationToken);

    /// <summary>Under the refund's own id as its key.</summary>
    Task<StripeResult<Refund>> RefundAsync(string payment, RefundRequest request, CancellationToken cancellationToken);

    /// <summary>A page of a customer's payments, each with its method.</summary>
    /// <param name="after">The last one of the page before; null: the first page. So in all lists.</param>
    Task<StripeResult<Page<PaymentIntent>>> PaymentsOfAsync(string customer, string? after, CancellationToken cancellationToken);

    /// <summary>A page of the payments that began in [from, to), both whole seconds.</summary>
    Task<StripeResult<Page<PaymentIntent>>> PaymentsAsync(DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken cancellationToken);

    Task<StripeResult<Page<CashTransaction>>> CashAsync(string customer, string? after, CancellationToken cancellationToken);

    /// <summary>A page of the events of the given types from an instant on.</summary>
    Task<StripeResult<Page<Event>>> EventsAsync(DateTimeOffset since, IReadOnlyList<string> types, string? after, CancellationToken cancellationToken);
}
