using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Objects;
using Billing.Stripe.Simulator.State;
using Billing.Stripe.Simulator.Webhooks;

namespace Billing.Stripe.Simulator.Control;

/// <summary>What no API of Stripe's does: the customer acts, the bank sends money, something goes wrong, and what really moved is counted.</summary>
public sealed class SimulatorControls
{
    private readonly World _world;
    private readonly WebhookSender _sender;
    private readonly Faults _faults;

    internal SimulatorControls(World world, WebhookSender sender, Faults faults) => (_world, _sender, _faults) = (world, sender, faults);

    public WebhookSwitches Webhooks
    {
        get => _sender.Switches;
        set => _sender.Switches = value;
    }

    public void Add(Fault fault) => _faults.Add(fault);

    public void ClearFaults() => _faults.Clear();

    /// <summary>The customer answers a card's challenge or PayPal's page, of a PaymentIntent or a SetupIntent.</summary>
    /// <returns>False where no such intent waits for its customer.</returns>
    public Task<bool> ActAsync(string intentId, bool isApproved) => _world.ChangeAsync(change =>
    {
        if (change.Find(intentId) is not { } found || !WaitsForCustomer(found))
        {
            return false;
        }

        var intent = change.Edit(intentId);
        _ = intent.Text("object") == SetupIntents.Type ? SetupIntents.Resume(change, intent, isApproved) : PaymentAttempts.Resume(change, intent, isApproved);
        return true;
    });

    /// <summary>
    /// The intent that goes by a name: its id, its client secret, or what one of the metadata keys holds. The newest that waits for its customer, else
    /// the newest.
    /// </summary>
    /// <returns>Null where none goes by it.</returns>
    public Task<IntentSummary?> FindIntentAsync(string name, params IReadOnlyList<string> metadataKeys) => _world.ReadAsync(change =>
    {
        bool IsNamed(JsonObject intent) =>
            name == intent.Key() || name == intent.Text("client_secret") || metadataKeys.Any(key => name == (string?)intent["metadata"]![key]);
        var named = change.All(PaymentIntents.Type).Concat(change.All(SetupIntents.Type)).Where(IsNamed).ToList();
        var found = named.FindLast(WaitsForCustomer) ?? named.LastOrDefault();
        return found is null ? null : new IntentSummary(found.Key(), found.Status(), WaitsForCustomer(found));
    });

    /// <summary>The currency of the payment that a bank transfer with the reference would be for; null where the reference is nobody's.</summary>
    public Task<string?> CurrencyOfReferenceAsync(string reference) => _world.ReadAsync(change => ByReference(change, reference)?.Text("currency"));

    /// <summary>Money comes by bank transfer with the reference of some intent, open or not.</summary>
    /// <param name="amount">In minor units of the intent's currency; positive.</param>
    /// <returns>The id of the transaction in the cash balance; null where the reference is nobody's.</returns>
    public Task<string?> BankTransferAsync(string reference, long amount) => _world.ChangeAsync(change =>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        var intent = ByReference(change, reference);
        return intent is null ? null : BankTransfers.Receive(change, intent.Text("customer")!, intent.Text("currency")!, amount, reference).Key();
    });

    /// <summary>The payer's bank takes a transfer back, once.</summary>
    /// <param name="transactionId">Of the transaction that brought the money.</param>
    /// <returns>The id of the reversal; null where there is no such transfer, or it was taken back before.</returns>
    public Task<string?> ReverseTransferAsync(string transactionId) => _world.ChangeAsync(change =>
        change.Find(CashBalances.TransactionType, transactionId) is { } funded && funded.Text("type") == "funded" && !funded.Flag("_isReversed")
            ? BankTransfers.Reverse(change, funded).Key()
            : null);

    /// <summary>From now on every charge of a saved method ends with the decline code; null lets it behave as its card again.</summary>
    public Task<bool> DeclineFromNowAsync(string paymentMethodId, string? declineCode) => _world.ChangeAsync(change =>
    {
        if (change.Find(PaymentMethods.Type, paymentMethodId) is null)
        {
            return false;
        }

        change.Edit(paymentMethodId)["_decline"] = declineCode;
        return true;
    });

    /// <summary>What really moved: paid charges, refunds, and their sums by currency.</summary>
    public Task<MoneyMoved> CountAsync() => _world.ReadAsync(change =>
    {
        var charges = change.All(Charges.Type).Where(charge => charge.Flag("paid")).ToList();
        var refunds = change.All(Refunds.Type).ToList();
        return new MoneyMoved(charges.Count, Sums(charges), refunds.Count, Sums(refunds), change.All(Charges.Type).Count(charge => !charge.Flag("paid")));
    });

    /// <summary>Tells one endpoint, always the same, of every event; called again it moves it to another address or other secrets.</summary>
    /// <param name="secrets">Several while one is rolled.</param>
    public async Task SendWebhooksToAsync(Uri url, params IReadOnlyList<string> secrets)
    {
        const string id = "we_simulatorhome";
        await _world.ChangeAsync(change =>
        {
            var endpoint = change.Find(id) is null ? WebhookEndpoints.Add(change, id, "", ["*"], []) : change.Edit(id);
            endpoint["url"] = url.ToString();
            endpoint["_secrets"] = Document.Array(secrets);
            return true;
        });
        await ReleaseWebhooksAsync();
    }

    /// <summary>A new secret for an endpoint; until the next roll the one before signs too.</summary>
    public Task<string?> RollSecretAsync(string endpointId) => _world.ChangeAsync(change =>
    {
        if (change.Find(WebhookEndpoints.Type, endpointId) is null)
        {
            return null;
        }

        var endpoint = change.Edit(endpointId);
        var secret = StripeIds.WebhookSecret();
        endpoint["_secrets"] = Document.Array([(string)endpoint["_secrets"]!.AsArray()[^1]!, secret]);
        return secret;
    });

    /// <summary>Sends everything that no endpoint has taken yet, withheld or failed.</summary>
    public Task ReleaseWebhooksAsync() => _sender.ReleaseAsync();

    /// <summary>Waits until every webhook that is due was tried.</summary>
    public Task DrainWebhooksAsync(CancellationToken cancellationToken = default) => _sender.DrainAsync(cancellationToken);

    /// <summary>The intent as the API shows it; null where there is none.</summary>
    internal Task<JsonObject?> FindIntentAsync(string id) =>
        _world.ReadAsync(change => (change.Find(PaymentIntents.Type, id) ?? change.Find(SetupIntents.Type, id))?.Shown());

    private static bool WaitsForCustomer(JsonObject intent) => intent.Text("status") == "requires_action" && !BankTransfers.Awaits(intent);

    private static JsonObject? ByReference(Change change, string reference) =>
        change.All(PaymentIntents.Type).FirstOrDefault(intent => intent.Text("_reference") == reference);

    private static SortedDictionary<string, long> Sums(IEnumerable<JsonObject> documents) =>
        new(documents
            .GroupBy(document => document.Text("currency")!)
            .ToDictionary(group => group.Key, group => group.Sum(document => document.Number("amount"))));
}

/// <summary>A PaymentIntent or SetupIntent.</summary>
/// <param name="WaitsForCustomer">For a card's challenge, or PayPal's page.</param>
public sealed record IntentSummary(string Id, string Status, bool WaitsForCustomer);

/// <param name="Charged">Minor units by lower-case currency.</param>
public sealed record MoneyMoved(int Charges, IReadOnlyDictionary<string, long> Charged, int Refunds, IReadOnlyDictionary<string, long> Refunded, int Declines);
