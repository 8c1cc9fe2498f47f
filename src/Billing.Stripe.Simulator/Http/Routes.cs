using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Objects;

namespace Billing.Stripe.Simulator.Http;

/// <summary>An endpoint: what it is called, which parameters it knows, and what it does.</summary>
/// <param name="Pattern"><c>{}</c> stands for an id.</param>
/// <param name="Parameters">Of the top level, parted by spaces.</param>
internal sealed record Route(string Method, string Pattern, string Parameters, Func<Call, JsonObject> Handle)
{
    private readonly string[] _segments = Pattern.Split('/');

    /// <summary>The ids in the path; null where it is another path.</summary>
    public IReadOnlyList<string>? Match(string path)
    {
        var segments = path.Split('/');
        if (segments.Length != _segments.Length || segments.Zip(_segments).Any(pair => pair.Second != "{}" && pair.First != pair.Second))
        {
            return null;
        }

        return [.. segments.Where((_, at) => _segments[at] == "{}").Select(Uri.UnescapeDataString)];
    }
}

/// <summary>All of Stripe's API that the simulator speaks.</summary>
internal static class Routes
{
    private static readonly Route[] Table =
    [
        new("POST", "/v1/customers", Customers.Parameters, Customers.Create),
        new("GET", "/v1/customers", "email " + Lists.Parameters, Customers.List),
        new("GET", "/v1/customers/{}", "", Customers.Retrieve),
        new("POST", "/v1/customers/{}", Customers.Parameters, Customers.Update),
        new("DELETE", "/v1/customers/{}", "", Customers.Delete),
        new("GET", "/v1/customers/{}/payment_methods", "type " + Lists.Parameters, PaymentMethods.List),
        new("GET", "/v1/customers/{}/payment_methods/{}", "", call => call.Subject(PaymentMethods.Type, "payment_method", index: 1)),
        new("GET", "/v1/customers/{}/cash_balance", "", CashBalances.Retrieve),
        new("POST", "/v1/customers/{}/cash_balance", "settings", CashBalances.Update),
        new("GET", "/v1/customers/{}/cash_balance_transactions", Lists.Parameters, CashBalances.ListTransactions),
        new("GET", "/v1/customers/{}/cash_balance_transactions/{}", "", CashBalances.RetrieveTransaction),
        new("POST", "/v1/customers/{}/funding_instructions", "bank_transfer currency funding_type", CashBalances.FundingInstructions),
        new("POST", "/v1/test_helpers/customers/{}/fund_cash_balance", "amount currency reference", CashBalances.Fund),

        new("POST", "/v1/payment_methods", PaymentMethods.CreateParameters, PaymentMethods.Create),
        new("GET", "/v1/payment_methods", "customer type " + Lists.Parameters, PaymentMethods.List),
        new("GET", "/v1/payment_methods/{}", "", PaymentMethods.Retrieve),
        new("POST", "/v1/payment_methods/{}/attach", "customer", PaymentMethods.Attach),
        new("POST", "/v1/payment_methods/{}/detach", "", PaymentMethods.Detach),

        new("POST", "/v1/setup_intents", SetupIntents.CreateParameters, SetupIntents.Create),
        new("GET", "/v1/setup_intents", "customer " + Lists.Parameters, SetupIntents.List),
        new("GET", "/v1/setup_intents/{}", "client_secret", SetupIntents.Retrieve),
        new("POST", "/v1/setup_intents/{}/confirm", SetupIntents.ConfirmParameters, SetupIntents.Confirm),
        new("POST", "/v1/setup_intents/{}/cancel", "cancellation_reason", SetupIntents.Cancel),

        new("POST", "/v1/payment_intents", PaymentIntents.CreateParameters, PaymentIntents.Create),
        new("GET", "/v1/payment_intents", "customer " + Lists.Parameters, PaymentIntents.List),
        new("GET", "/v1/payment_intents/{}", "client_secret", PaymentIntents.Retrieve),
        new("POST", "/v1/payment_intents/{}/confirm", PaymentIntents.ConfirmParameters, PaymentIntents.Confirm),
        new("POST", "/v1/payment_intents/{}/cancel", "cancellation_reason", PaymentIntents.Cancel),
        new("POST", "/v1/payment_intents/{}/apply_customer_balance", "amount currency", PaymentIntents.ApplyCustomerBalance),

        new("GET", "/v1/charges", "customer payment_intent " + Lists.Parameters, Charges.List),
        new("GET", "/v1/charges/{}", "", Charges.Retrieve),
        new("POST", "/v1/refunds", Refunds.CreateParameters, Refunds.Create),
        new("GET", "/v1/refunds", "charge payment_intent " + Lists.Parameters, Refunds.List),
        new("GET", "/v1/refunds/{}", "", Refunds.Retrieve),

        new("GET", "/v1/events", "delivery_success type types " + Lists.Parameters, Events.List),
        new("GET", "/v1/events/{}", "", Events.Retrieve),
        new("POST", "/v1/webhook_endpoints", WebhookEndpoints.CreateParameters, WebhookEndpoints.Create),
        new("GET", "/v1/webhook_endpoints", Lists.Parameters, WebhookEndpoints.List),
        new("GET", "/v1/webhook_endpoints/{}", "", WebhookEndpoints.Retrieve),
        new("POST", "/v1/webhook_endpoints/{}", WebhookEndpoints.UpdateParameters, WebhookEndpoints.Update),
        new("DELETE", "/v1/webhook_endpoints/{}", "", WebhookEndpoints.Delete),
    ];

    public static (Route Route, IReadOnlyList<string> Ids) Find(string method, string path)
    {
        foreach (var route in Table)
        {
            if (route.Method == method && route.Match(path) is { } ids)
            {
                return (route, ids);
            }
        }

        throw new ApiError(
            404, "invalid_request_error", null, $"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs.");
    }
}
