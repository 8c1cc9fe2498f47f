using System.Security.Cryptography;
using System.Text;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <summary>A charge that the fake provider has taken or refused.</summary>
public sealed record FakeCharge(string PaymentId, Money Amount, string Token, string? DeclineCode);

/// <summary>
/// A payment provider without a provider: knows Stripe's test tokens, moves no money, and keeps what real ones keep. A charge is stored
/// under its payment id before it is answered, so that asking again, in another process too, gives the first answer and charges nothing more.
/// </summary>
public sealed class FakePaymentGateway(ITableStore tables) : IPaymentGateway
{
    public const string Table = "fakecharges";
    private const string MethodPrefix = "fpm_";
    private const string NotOffered = "payment_method_not_available";

    public ValueTask DescribePayerAsync(AccountId account, string name, string email, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken)
    {
        var answer = (request.Type, request.Token is null ? null : TestCards.Find(request.Token)) switch
        {
            (not PaymentMethodType.Card, _) => new PaymentMethodAnswer(null, "", NotOffered, PaymentOutcome.Declined),
            (_, null) => new PaymentMethodAnswer(null, "", "resource_missing", PaymentOutcome.Declined),
            (_, { SaveDecline: { } decline } card) => new PaymentMethodAnswer(null, card.Label, decline, PaymentOutcome.Declined),
            (_, var card) => new PaymentMethodAnswer(MethodPrefix + card.Token, card.Label),
        };
        return ValueTask.FromResult(answer);
    }

    /// <summary>No saving ever waits here.</summary>
    public ValueTask<PaymentMethodAnswer> FindSavingAsync(AccountId account, string setupReference, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new PaymentMethodAnswer(null, "", "resource_missing", PaymentOutcome.Declined));

    public ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (request.Type != PaymentMethodType.Card || request.Method is null)
        {
            return new PaymentAnswer(PaymentOutcome.Declined, null, NotOffered, DeclineKind.Hard);
        }

        if (await ReadAsync(request.Account, request.PaymentId, cancellationToken) is { } earlier)
        {
            return Saved(request, earlier);
        }

        var token = request.Method.StartsWith(MethodPrefix, StringComparison.Ordinal) ? request.Method[MethodPrefix.Length..] : request.Method;
        var charge = new FakeCharge(request.PaymentId, request.Amount, token, TestCards.Find(token) is { } card ? card.ChargeDecline : "resource_missing");
        var insert = TableOperation.Insert(request.PaymentId, Documents.Write(charge, StorageJson.Default.FakeCharge));
        var result = await tables.CommitAsync(new TableCommit(Table, request.Account.Value, [insert]), cancellationToken);
        return Saved(request, result.IsCommitted ? charge : (await ReadAsync(request.Account, request.PaymentId, cancellationToken))!);
    }

    public ValueTask<PaymentAnswer> ResumeAsync(ChargeRequest request, CancellationToken cancellationToken) => ChargeAsync(request, cancellationToken);

    public async ValueTask<PaymentAnswer?> FindAsync(PaymentLookUp payment, CancellationToken cancellationToken) =>
        await ReadAsync(payment.Account, payment.PaymentId, cancellationToken) is { } charge ? Answer(charge) : null;

    /// <summary>A charge ends with its answer, so there is nothing left to cancel.</summary>
    public async ValueTask<PaymentAnswer> CancelAsync(PaymentLookUp payment, CancellationToken cancellationToken) =>
        await FindAsync(payment, cancellationToken) ?? new PaymentAnswer(PaymentOutcome.Canceled);

    public ValueTask<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new RefundAnswer(PaymentOutcome.Declined, null, NotOffered));

    public IAsyncEnumerable<CashMovement> CashMovementsAsync(AccountId account, CancellationToken cancellationToken) => AsyncEnumerable.Empty<CashMovement>();

    public IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<ProviderPayment>();

    /// <summary>All charges of an account, for tests that count how often money moved.</summary>
    public async ValueTask<IReadOnlyList<FakeCharge>> ChargesOfAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var charges = new List<FakeCharge>();
        await foreach (var row in tables.ReadAllAsync(new TableRange(Table, account.Value), cancellationToken))
        {
            charges.Add(Documents.Read(row, StorageJson.Default.FakeCharge));
        }

        return charges;
    }

    private static PaymentAnswer Saved(ChargeRequest request, FakeCharge charge) => request.SaveMethod && charge.DeclineCode is null
        ? Answer(charge) with { SavedMethod = new PaymentMethodAnswer(MethodPrefix + charge.Token, TestCards.Find(charge.Token)!.Label) }
        : Answer(charge);

    private static PaymentAnswer Answer(FakeCharge charge) => charge.DeclineCode is { } code
        ? new PaymentAnswer(PaymentOutcome.Declined, null, code, TestCard.KindOf(code))
        : new PaymentAnswer(PaymentOutcome.Succeeded, "fch_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(charge.PaymentId)))[..24]);

    private async ValueTask<FakeCharge?> ReadAsync(AccountId account, string paymentId, CancellationToken cancellationToken) =>
        await tables.GetAsync(Table, account.Value, paymentId, cancellationToken) is { } row ? Documents.Read(row, StorageJson.Default.FakeCharge) : null;
}
