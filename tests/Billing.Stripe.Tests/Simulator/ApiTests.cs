using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Simulator;

/// <summary>The API as any client of Stripe's meets it.</summary>
public sealed class ApiTests : SimulatorTests
{
    /// <summary>A payment of 5.00 USD by card.</summary>
    private const string Card = "amount=500&currency=usd&payment_method_types[]=card";

    [Theory]
    [InlineData("Bearer", "sk_test_x", 200)]
    [InlineData("Bearer", "rk_test_x", 200)]
    [InlineData("Bearer", "sk_live_x", 401)]
    [InlineData("Bearer", "pk_test_x", 401)]
    [InlineData("Basic", "sk_test_x", 401)]
    [InlineData(null, null, 401)]
    public async Task Only_test_keys_open(string? scheme, string? key, int status)
    {
        var authorization = scheme is null ? null : new AuthenticationHeaderValue(scheme, key);
        var answer = await Api.PostAsync("/v1/customers", adjust: headers => headers.Authorization = authorization);

        Assert.Equal(status, (int)answer.Status);
        Assert.StartsWith("req_", answer.RequestId, StringComparison.Ordinal);
    }

    /// <summary>What is refused, and in Stripe's words: status, code, parameter.</summary>
    private const string Refusals = """
        POST  payment_intents           currency=usd                                        400  parameter_missing                 amount
        POST  payment_intents           amount=500                                          400  parameter_missing                 currency
        POST  payment_intents           amount=5.5&currency=usd                             400  parameter_invalid_integer         amount
        POST  payment_intents           amount=0&currency=usd                               400  parameter_invalid_integer         amount
        POST  payment_intents           amount=99999999999999999999&currency=usd            400  parameter_invalid_integer         amount
        POST  payment_intents           amount=49&currency=usd                              400  amount_too_small                  amount
        POST  payment_intents           amount=100000000&currency=usd                       400  amount_too_large                  amount
        POST  payment_intents           amount=500&currency=us                              400  -                                 currency
        POST  payment_intents           amount=500&currency=usd&confirm=yes                 400  -                                 confirm
        POST  payment_intents           amount=500&currency=usd&colour=red                  400  parameter_unknown                 colour
        POST  payment_intents           amount=500&currency=usd&customer=cus_x              400  resource_missing                  customer
        POST  payment_intents           amount=500&currency=usd&payment_method=pm_x         400  resource_missing                  payment_method
        POST  payment_intents           amount=500&currency=usd&off_session=true            400  -                                 off_session
        POST  payment_intents           amount=500&currency=usd&payment_method_types[]=gold  400  payment_intent_invalid_parameter  payment_method_types
        POST  payment_intents           amount=500&currency=usd&confirm=true&payment_method=pm_card_visa  400  -                                 return_url
        POST  payment_intents/pi_x/confirm  -                                                   404  resource_missing                  intent
        POST  payment_methods/pm_x/detach  -                                                   404  resource_missing                  payment_method
        POST  payment_methods/pm_card_visa/attach  customer=cus_x                                      400  resource_missing                  customer
        GET   customers/cus_x           -                                                   404  resource_missing                  id
        GET   customers?limit=0         -                                                   400  parameter_invalid_integer         limit
        GET   customers?limit=101       -                                                   400  -                                 limit
        GET   customers?starting_after=cus_x  -                                                   400  resource_missing                  starting_after
        GET   gold                      -                                                   404  -                                 -
        PUT   customers                 -                                                   404  -                                 -
        """;

    [Fact]
    public async Task Refusals_are_worded_as_Stripes()
    {
        var rows = new List<string[]>();
        foreach (var row in Table.Rows(Refusals))
        {
            var answer = await Api.SendAsync(new HttpMethod(row[0]), "/v1/" + row[1], row[2] == "-" ? null : row[2], null);
            var error = answer.Json["error"]!;
            rows.Add([.. row[..3], ((int)answer.Status).ToString(), answer.Code ?? "-", (string?)error["param"] ?? "-"]);
            Assert.Equal("invalid_request_error", answer.Type);
            Assert.False(string.IsNullOrEmpty((string?)error["message"]));
            Assert.Equal(answer.Code is null, error["doc_url"] is null);
        }

        Table.Equal(Refusals, rows);
        Assert.Empty((await Api.GetAsync("/v1/payment_intents")).Json["data"]!.AsArray());
        Assert.Empty((await Api.GetAsync("/v1/events")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task A_decline_tells_the_whole_story()
    {
        var answer = await Api.PostAsync(
            "/v1/payment_intents", $"{Card}&payment_method=pm_card_chargeDeclinedInsufficientFunds&confirm=true");

        var error = answer.Json["error"]!;
        Assert.Equal((HttpStatusCode.PaymentRequired, "card_error", "card_declined"), (answer.Status, answer.Type, answer.Code));
        Assert.Equal("insufficient_funds", (string?)error["decline_code"]);
        Assert.Equal("try_again_later", (string?)error["advice_code"]);
        Assert.Equal("requires_payment_method", (string?)error["payment_intent"]!["status"]);
        Assert.Equal("insufficient_funds", (string?)error["payment_intent"]!["last_payment_error"]!["decline_code"]);
        var charge = await Api.GetAsync($"/v1/charges/{(string)error["charge"]!}");
        Assert.Equal(("failed", false), ((string)charge.Json["status"]!, (bool)charge.Json["paid"]!));
    }

    [Theory]
    [InlineData("2026-07-29.dahlia", 200)]
    [InlineData("2026-08-26.dahlia", 200)]
    [InlineData("2023-08-16", 200)]
    [InlineData("2026-09-30.endive", 400)]
    [InlineData("yesterday", 400)]
    public async Task Versions_are_taken_and_the_endive_train_has_no_payment_method_types(string version, int status)
    {
        var answer = await Api.PostAsync(
            "/v1/payment_intents", Card, adjust: headers => headers.Add("Stripe-Version", version));

        Assert.Equal(status, (int)answer.Status);
    }

    [Fact]
    public async Task Ids_are_expanded_on_demand()
    {
        var customer = (string)(await Api.MakeAsync("/v1/customers", "name=Acme"))["id"]!;
        var paid = await Api.MakeAsync("/v1/payment_intents", $"{Card}&payment_method=pm_card_visa&confirm=true&customer={customer}");

        var one = await Api.GetAsync($"/v1/payment_intents/{(string)paid["id"]!}?expand[]=latest_charge&expand[]=customer&expand[]=payment_method");
        var listed = await Api.GetAsync("/v1/payment_intents?expand[]=data.latest_charge.payment_intent");

        Assert.Equal("Acme", (string?)one.Json["customer"]!["name"]);
        Assert.Equal("4242", (string?)one.Json["payment_method"]!["card"]!["last4"]);
        Assert.Equal((string?)paid["id"], (string?)one.Json["latest_charge"]!["payment_intent"]);
        Assert.Equal(500, (long)listed.Json["data"]![0]!["latest_charge"]!["payment_intent"]!["amount"]!);
    }

    [Fact]
    public async Task Lists_are_read_page_after_page_both_ways()
    {
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            made.Insert(0, (string)(await Api.MakeAsync("/v1/customers", $"name={i}"))["id"]!);
        }

        var first = await Api.GetAsync("/v1/customers?limit=3");
        var second = await Api.GetAsync($"/v1/customers?limit=3&starting_after={made[2]}");
        var third = await Api.GetAsync($"/v1/customers?limit=3&starting_after={made[5]}");
        var back = await Api.GetAsync($"/v1/customers?limit=3&ending_before={made[5]}");

        Assert.Equal([.. made[..3], "more"], Ids(first));
        Assert.Equal([.. made[3..6], "more"], Ids(second));
        Assert.Equal(made[6..], Ids(third));
        Assert.Equal([.. made[2..5], "more"], Ids(back));
        Assert.Equal(("list", "/v1/customers"), ((string)first.Json["object"]!, (string)first.Json["url"]!));
    }

    [Fact]
    public async Task A_deleted_customer_is_gone_with_its_methods()
    {
        var customer = (string)(await Api.MakeAsync("/v1/customers"))["id"]!;
        var method = (string)(await Api.MakeAsync("/v1/payment_methods/pm_card_visa/attach", $"customer={customer}"))["id"]!;

        await Api.SendAsync(HttpMethod.Delete, $"/v1/customers/{customer}", null, null);

        Assert.True((bool)(await Api.GetAsync($"/v1/customers/{customer}")).Json["deleted"]!);
        Assert.Null((await Api.GetAsync($"/v1/payment_methods/{method}")).Json["customer"]);
        Assert.Empty((await Api.GetAsync("/v1/customers")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task A_method_of_another_customer_cannot_be_taken()
    {
        var (one, other) = ((string)(await Api.MakeAsync("/v1/customers"))["id"]!, (string)(await Api.MakeAsync("/v1/customers"))["id"]!);
        var method = (string)(await Api.MakeAsync("/v1/payment_methods/pm_card_visa/attach", $"customer={one}"))["id"]!;

        Assert.Equal(HttpStatusCode.BadRequest, (await Api.PostAsync($"/v1/payment_methods/{method}/attach", $"customer={other}")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Api.PostAsync("/v1/payment_intents", $"{Card}&customer={other}&payment_method={method}&confirm=true")).Status);
        Assert.Equal(0, (await Shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_paid_or_canceled_intent_stays_as_it_is()
    {
        const string form = $"{Card}&payment_method=pm_card_visa";
        var paid = (string)(await Api.MakeAsync("/v1/payment_intents", form + "&confirm=true"))["id"]!;
        var open = (string)(await Api.MakeAsync("/v1/payment_intents", form))["id"]!;
        await Api.MakeAsync($"/v1/payment_intents/{open}/cancel", "cancellation_reason=abandoned");

        foreach (var path in new[] { $"{paid}/confirm", $"{paid}/cancel", $"{open}/confirm", $"{open}/cancel" })
        {
            var answer = await Api.PostAsync($"/v1/payment_intents/{path}");
            Assert.Equal((HttpStatusCode.BadRequest, "payment_intent_unexpected_state"), (answer.Status, answer.Code));
            Assert.NotNull(answer.Json["error"]!["payment_intent"]);
        }

        Assert.Equal(1, (await Shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task Webhook_endpoints_are_made_and_their_secret_is_shown_once()
    {
        await using var receiver = await Receiver.OpenAsync();
        var made = await Api.MakeAsync("/v1/webhook_endpoints", $"url={receiver.Url}&enabled_events[]=customer.created");
        var shown = await Api.GetAsync($"/v1/webhook_endpoints/{(string)made["id"]!}");
        await Api.MakeAsync("/v1/payment_methods", "type=paypal");
        await Api.MakeAsync("/v1/customers");

        var told = await receiver.NextAsync();
        Assert.True(WebhookSignature.Verify(told.Body, told.Signature, [(string)made["secret"]!], Shop.Clock.GetUtcNow()));
        Assert.Null(shown.Json["secret"]);
        await Shop.Controls.DrainWebhooksAsync();
        Assert.Empty((await Api.GetAsync("/v1/events?delivery_success=false")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Funding_instructions_are_the_customers_own_and_stay_the_same()
    {
        var customer = (string)(await Api.MakeAsync("/v1/customers"))["id"]!;
        const string form = "currency=usd&funding_type=bank_transfer&bank_transfer[type]=us_bank_transfer";

        var first = await Api.MakeAsync($"/v1/customers/{customer}/funding_instructions", form);
        var second = await Api.MakeAsync($"/v1/customers/{customer}/funding_instructions", form);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal("aba", (string?)first["bank_transfer"]!["financial_addresses"]![0]!["type"]);
    }

    [Fact]
    public async Task Nothing_of_the_simulators_own_is_shown()
    {
        await Shop.SaveAndAuthenticateAsync("pm_card_authenticationRequired");
        await Shop.PayAsync(Shop.Charge(null, type: Billing.Domain.Payments.PaymentMethodType.Wire));

        foreach (var path in new[] { "customers", "payment_intents", "setup_intents", "events", "webhook_endpoints" })
        {
            Assert.DoesNotContain("\"_", (await Api.GetAsync($"/v1/{path}?limit=100")).Json.ToJsonString(), StringComparison.Ordinal);
        }
    }

    private static List<string> Ids(ApiAnswer list) =>
        [.. list.Json["data"]!.AsArray().Select(item => (string)item!["id"]!), .. (bool)list.Json["has_more"]! ? ["more"] : Array.Empty<string>()];
}
