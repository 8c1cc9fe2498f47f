using System.Security.Cryptography;
using System.Text;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

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

    public ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken)
    {
        var answer = TestCards.Find(request.Token) switch
        {
            null => new PaymentMethodAnswer(null, "", "resource_missing"),
            { SaveDecline: { } decline } card => new PaymentMethodAnswer(null, card.Label, decline),
            var card => new PaymentMethodAnswer(MethodPrefix + card.Token, card.Label),
        };
        return ValueTask.FromResult(answer);
    }

    public ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Account, request.PaymentId, cancellationToken) is { } earlier)
        {
            return Answer(earlier);
        }

        var token = request.Method.StartsWith(MethodPrefix, StringComparison.Ordinal) ? request.Method[MethodPrefix.Length..] : request.Method;
        var charge = new FakeCharge(request.PaymentId, request.Amount, token, TestCards.Find(token) is { } card ? card.ChargeDecline : "resource_missing");
        var insert = TableOperation.Insert(request.PaymentId, Documents.Write(charge, StorageJson.Default.FakeCharge));
        var result = await tables.CommitAsync(new TableCommit(Table, request.Account.Value, [insert]), cancellationToken);
        return Answer(result.IsCommitted ? charge : (await FindAsync(request.Account, request.PaymentId, cancellationToken))!);
    }

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

    private static PaymentAnswer Answer(FakeCharge charge) => charge.DeclineCode is { } code
        ? new PaymentAnswer(PaymentOutcome.Declined, null, code, TestCard.KindOf(code))
        : new PaymentAnswer(PaymentOutcome.Succeeded, "fch_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(charge.PaymentId)))[..24]);

    private async ValueTask<FakeCharge?> FindAsync(AccountId account, string paymentId, CancellationToken cancellationToken) =>
        await tables.GetAsync(Table, account.Value, paymentId, cancellationToken) is { } row ? Documents.Read(row, StorageJson.Default.FakeCharge) : null;
}
