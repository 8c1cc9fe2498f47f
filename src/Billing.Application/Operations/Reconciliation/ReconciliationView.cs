using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Domain;

namespace Billing.Application.Operations;

[JsonConverter(typeof(JsonStringEnumConverter<DifferenceKind>))]
public enum DifferenceKind
{
    /// <summary>The provider has money that no order asked for.</summary>
    [JsonStringEnumMemberName("charge-without-order")]
    ChargeWithoutOrder,

    /// <summary>The provider has the money, and the order does not know it.</summary>
    [JsonStringEnumMemberName("charge-not-applied")]
    ChargeNotApplied,

    /// <summary>The provider has money of one payment more than once.</summary>
    [JsonStringEnumMemberName("charged-twice")]
    ChargedTwice,

    /// <summary>An order was completed, and the provider does not have its money.</summary>
    [JsonStringEnumMemberName("order-without-charge")]
    OrderWithoutCharge,

    /// <summary>Two of provider, order and invoice name different amounts.</summary>
    [JsonStringEnumMemberName("amount-differs")]
    AmountDiffers,

    /// <summary>An order was completed, and its invoice is not there.</summary>
    [JsonStringEnumMemberName("order-without-invoice")]
    OrderWithoutInvoice,

    /// <summary>An invoice says that it is paid, and no completed order stands behind it.</summary>
    [JsonStringEnumMemberName("invoice-without-payment")]
    InvoiceWithoutPayment,

    /// <summary>Credits were loaded that no money stands behind.</summary>
    [JsonStringEnumMemberName("credits-without-money")]
    CreditsWithoutMoney,

    /// <summary>A top-up was paid, and its credits were not loaded.</summary>
    [JsonStringEnumMemberName("money-without-credits")]
    MoneyWithoutCredits,

    /// <summary>A bank transfer came that no payment has taken.</summary>
    [JsonStringEnumMemberName("unapplied-cash")]
    UnappliedCash,

    /// <summary>A bank took a transfer back that had paid already.</summary>
    [JsonStringEnumMemberName("funding-reversed")]
    FundingReversed,
}

/// <summary>One thing in which the books differ. Ids are there as far as they are known.</summary>
/// <param name="Amount">What is at stake.</param>
/// <param name="Detail">One sentence for people.</param>
public sealed record Difference(
    DifferenceKind Kind,
    string? AccountId,
    string? OrderId,
    string? PaymentId,
    string? InvoiceId,
    string? ProviderReference,
    Money Amount,
    string Detail);

/// <summary>How much was compared.</summary>
/// <param name="Payments">Of the provider.</param>
/// <param name="Loads">Of credits, in the ledger.</param>
public sealed record ReconciliationScope(int Payments, int Orders, int Invoices, int Loads, int Accounts);

/// <summary>What <c>GET /operations/reconciliation</c> answers: every difference in [from, to); none where all is well. Nothing was changed.</summary>
public sealed record ReconciliationView(DateTimeOffset From, DateTimeOffset To, ReconciliationScope Checked, ImmutableArray<Difference> Differences);
