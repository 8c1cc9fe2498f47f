using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Http;
using Billing.Stripe;
using Billing.Stripe.Simulator.Control;

namespace Billing.Host;

[JsonConverter(typeof(JsonStringEnumConverter<AuthenticationOutcome>))]
internal enum AuthenticationOutcome
{
    [JsonStringEnumMemberName("success")]
    Success,

    [JsonStringEnumMemberName("failure")]
    Failure,
}

[JsonConverter(typeof(JsonStringEnumConverter<PayPalOutcome>))]
internal enum PayPalOutcome
{
    [JsonStringEnumMemberName("approve")]
    Approve,

    [JsonStringEnumMemberName("decline")]
    Decline,
}

internal sealed record AuthenticatePayment(AuthenticationOutcome Outcome);

internal sealed record AnswerPayPal(PayPalOutcome Outcome);

/// <param name="Reference">The provider's id of the payment or the saving.</param>
/// <param name="Status">The provider's word: <c>succeeded</c>, <c>requires_payment_method</c>.</param>
internal sealed record TestPaymentView(string Reference, string Status);

/// <param name="Reference">What the payer writes on the transfer.</param>
/// <param name="Amount">Money, or an integer of minor units of the payment's currency.</param>
internal sealed record SendBankTransfer(string Reference, JsonElement Amount);

/// <param name="TransferId">To reverse it by.</param>
internal sealed record BankTransferView(string TransferId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuthenticatePayment))]
[JsonSerializable(typeof(AnswerPayPal))]
[JsonSerializable(typeof(TestPaymentView))]
[JsonSerializable(typeof(SendBankTransfer))]
[JsonSerializable(typeof(BankTransferView))]
[JsonSerializable(typeof(Money))]
internal sealed partial class TestPaymentJson : JsonSerializerContext;

/// <summary>The customer and the customer's bank, for tests: only on a test clock, and only with the simulator.</summary>
internal static class TestPaymentEndpoints
{
    private const string Names = "`paymentId` is ours (`pay_…`), the order's, the id of the method that is being saved, the provider's, or the client secret.";
    private const string Settled = "Answers when what follows from it is done.";

    public static OperationGroup Group(SimulatedProvider provider, DueWorker worker)
    {
        var customer = new TestCustomer(provider, worker);
        return new("Test payments", "The customer and the customer's bank, for tests. Only with `--now`, and only with the simulator.", TestPaymentJson.Default,
        [
            Operation.Post<AuthenticatePayment, TestPaymentView>("AuthenticateTestPayment", "/test/payments/{paymentId}/authenticate", Access.Operate, 200,
                    (call, body) => customer.ActAsync(call.Id("paymentId"), body.Outcome == AuthenticationOutcome.Success, call.Context.CancellationToken))
                .Describe("The customer answers the card's challenge", $"{Names} {Settled}").Refuses("payment-not-found", "payment-not-waiting")
                .Example("""{"outcome":"success"}""", """{"reference":"pi_3Q","status":"succeeded"}""").Unhurried(),
            Operation.Post<AnswerPayPal, TestPaymentView>("AnswerTestPayPal", "/test/payments/{paymentId}/paypal", Access.Operate, 200,
                    (call, body) => customer.ActAsync(call.Id("paymentId"), body.Outcome == PayPalOutcome.Approve, call.Context.CancellationToken))
                .Describe("The customer answers on PayPal's page", $"{Names} {Settled}").Refuses("payment-not-found", "payment-not-waiting")
                .Example("""{"outcome":"approve"}""", """{"reference":"pi_3Q","status":"succeeded"}""").Unhurried(),
            Operation.Post<SendBankTransfer, BankTransferView>("SendTestBankTransfer", "/test/bank-transfers", Access.Operate, 200,
                    (call, body) => customer.TransferAsync(body, call.Context.CancellationToken))
                .Describe("A bank transfer comes in", $"`reference` is a wire's, also of one that is over. {Settled}").Refuses("payment-not-found")
                .Example("""{"reference":"ABCD2345","amount":{"amount":5000,"currency":"USD"}}""", """{"transferId":"ccsbtxn_1"}""").Unhurried(),
            Operation.Post<BankTransferView>("ReverseTestBankTransfer", "/test/bank-transfers/{transferId}/reverse", Access.Operate, 200,
                    call => customer.ReverseAsync(call.Id("transferId"), call.Context.CancellationToken))
                .Describe("The payer's bank takes a transfer back", Settled).Refuses("payment-not-found").Unhurried(),
        ]);
    }
}

/// <summary>Acts at the simulator, and waits for what follows.</summary>
internal sealed class TestCustomer(SimulatedProvider provider, DueWorker worker)
{
    private const long LargestTransfer = 1_000_000_000_00;

    public async ValueTask<Result<TestPaymentView>> ActAsync(string name, bool isApproved, CancellationToken cancellationToken)
    {
        var bank = await ControlsAsync(cancellationToken);
        if (await bank.FindIntentAsync(Ulid.IsPrefixed(name, "ord") ? OrderPayment.IdOf(name) : name, StripeMetadata.Names) is not { } intent)
        {
            return new BillingError("payment-not-found", $"The provider knows no payment by the name '{name}'.");
        }

        if (!await bank.ActAsync(intent.Id, isApproved))
        {
            return new BillingError("payment-not-waiting", $"The payment does not wait for its customer: it is '{intent.Status}'.");
        }

        await worker.RunAsync(cancellationToken);
        var after = await bank.FindIntentAsync(intent.Id);
        return new TestPaymentView(intent.Id, after!.Status);
    }

    public async ValueTask<Result<BankTransferView>> TransferAsync(SendBankTransfer transfer, CancellationToken cancellationToken)
    {
        var bank = await ControlsAsync(cancellationToken);
        if (await bank.CurrencyOfReferenceAsync(transfer.Reference) is not { } code)
        {
            return new BillingError("payment-not-found", "No wire has this reference.");
        }

        var currency = Currency.Parse(code.ToUpperInvariant());
        if (AmountOf(transfer.Amount, currency) is not { Minor: > 0 and <= LargestTransfer } amount)
        {
            return BillingError.Invalid("/amount", $"Expected 1 to {LargestTransfer} minor units: money in {currency}, or an integer.");
        }

        return await SettledAsync(await bank.BankTransferAsync(transfer.Reference, amount.Minor), cancellationToken);
    }

    public async ValueTask<Result<BankTransferView>> ReverseAsync(string transferId, CancellationToken cancellationToken) =>
        await SettledAsync(await (await ControlsAsync(cancellationToken)).ReverseTransferAsync(transferId), cancellationToken);

    private async ValueTask<Result<BankTransferView>> SettledAsync(string? transferId, CancellationToken cancellationToken)
    {
        if (transferId is null)
        {
            return new BillingError("payment-not-found", "There is no such transfer, or it was taken back before.");
        }

        await worker.RunAsync(cancellationToken);
        return new BankTransferView(transferId);
    }

    /// <summary>Null where it is neither money in the currency nor an integer.</summary>
    private static Money? AmountOf(JsonElement amount, Currency currency)
    {
        try
        {
            return amount.ValueKind == JsonValueKind.Number
                ? amount.TryGetInt64(out var minor) ? new Money(minor, currency) : null
                : amount.Deserialize(TestPaymentJson.Default.Money) is var money && money.Currency == currency ? money : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async ValueTask<SimulatorControls> ControlsAsync(CancellationToken cancellationToken) => (await provider.RunningAsync(cancellationToken)).Controls;
}
