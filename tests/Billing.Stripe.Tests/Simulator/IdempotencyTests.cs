using System.Net;
using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Simulator;

/// <summary>Stripe's rules for idempotency keys, asked by hand.</summary>
public sealed class IdempotencyTests : SimulatorTests
{
    [Fact]
    public async Task The_first_answer_is_replayed()
    {
        var first = await Api.PostAsync("/v1/customers", "name=Acme&metadata[a]=b", "key");
        var second = await Api.PostAsync("/v1/customers", "metadata[a]=b&name=Acme", "key");

        Assert.Equal((false, true), (first.IsReplayed, second.IsReplayed));
        Assert.Equal(first.Json.ToJsonString(), second.Json.ToJsonString());
        Assert.NotEqual(first.RequestId, second.RequestId);
        Assert.Single((await Api.GetAsync("/v1/customers")).Json["data"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/customers", "name=Other")]
    [InlineData("/v1/customers", "")]
    [InlineData("/v1/payment_methods", "name=Acme")]
    public async Task Other_parameters_under_a_used_key_are_refused(string path, string form)
    {
        await Api.PostAsync("/v1/customers", "name=Acme", "key");

        var other = await Api.PostAsync(path, form.Replace("name=Acme", "type=paypal", StringComparison.Ordinal), "key");

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.Status, other.Type));
        Assert.Single((await Api.GetAsync("/v1/customers")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task A_twin_is_refused_while_the_first_is_running()
    {
        Shop.Controls.Add(new Fault(FaultKind.Delay, "POST", Milliseconds: 1500));
        var first = Api.PostAsync("/v1/customers", "name=Acme", "key");
        ApiAnswer twin;
        do
        {
            // The first has done its work as soon as its customer is there, and is not answered yet.
            twin = await Api.GetAsync("/v1/customers");
        }
        while (twin.Json["data"]!.AsArray().Count == 0);

        twin = await Api.PostAsync("/v1/customers", "name=Acme", "key");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_in_use"), (twin.Status, twin.Code));
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        Assert.True((await Api.PostAsync("/v1/customers", "name=Acme", "key")).IsReplayed);
    }

    /// <summary>A refusal that did nothing is not remembered; a decline is, and so is a failure of Stripe's own.</summary>
    [Theory]
    [InlineData("/v1/payment_intents", "amount=abc&currency=usd", false)]
    [InlineData("/v1/payment_intents", "currency=usd", false)]
    [InlineData("/v1/customers/cus_missing", "name=x", false)]
    [InlineData("/v1/payment_intents", "amount=500&currency=usd&payment_method_types[]=card&payment_method=pm_card_chargeDeclined&confirm=true", true)]
    public async Task What_is_remembered(string path, string form, bool isRemembered)
    {
        var first = await Api.PostAsync(path, form, "key");
        var second = await Api.PostAsync(path, form, "key");

        Assert.NotEqual(HttpStatusCode.OK, first.Status);
        Assert.Equal((first.Status, isRemembered), (second.Status, second.IsReplayed));
    }

    [Theory]
    [InlineData(FaultKind.Error, 429, false)]
    [InlineData(FaultKind.Error, 503, false)]
    [InlineData(FaultKind.StoredError, 500, true)]
    [InlineData(FaultKind.BrokenAnswer, 500, true)]
    public async Task What_is_remembered_of_troubles(FaultKind kind, int status, bool isRemembered)
    {
        Shop.Controls.Add(new Fault(kind, "POST", Status: status));

        var first = await Api.PostAsync("/v1/customers", "name=Acme", "key");
        var second = await Api.PostAsync("/v1/customers", "name=Acme", "key");

        Assert.Equal(status, (int)first.Status);
        Assert.Equal((isRemembered ? status : 200, isRemembered), ((int)second.Status, second.IsReplayed));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var first = await Api.PostAsync("/v1/customers", "name=Acme", "key");
        Shop.Clock.Advance(TimeSpan.FromHours(24));
        Assert.True((await Api.PostAsync("/v1/customers", "name=Acme", "key")).IsReplayed);

        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await Api.PostAsync("/v1/customers", "name=Acme", "key");

        Assert.False(later.IsReplayed);
        Assert.NotEqual(first.Id, later.Id);
    }

    [Fact]
    public async Task A_key_is_at_most_255_characters()
    {
        Assert.Equal(HttpStatusCode.OK, (await Api.PostAsync("/v1/customers", "", new string('k', 255))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.PostAsync("/v1/customers", "", new string('k', 256))).Status);
    }
}
