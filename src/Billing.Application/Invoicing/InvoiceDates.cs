using Billing.Domain;

namespace Billing.Application.Invoicing;

/// <summary>A day of the account, by its date, or an instant.</summary>
public readonly record struct DayOrInstant(DateOnly Day, DateTimeOffset? Instant = null)
{
    public DateTimeOffset In(AccountZone zone) => Instant ?? zone.StartOf(Day);
}

/// <summary>Which invoices are asked for, by the instant of issue: from the first bound on and before the second; a bound that is null sets no limit.</summary>
public readonly record struct InvoiceDates(DayOrInstant? From, DayOrInstant? To)
{
    internal Result<InvoiceSpan> In(AccountZone zone)
    {
        var span = new InvoiceSpan(From?.In(zone) ?? DateTimeOffset.MinValue, To?.In(zone) ?? DateTimeOffset.MaxValue);
        return span.From <= span.To ? span : BillingError.Invalid("/to", "The end does not lie before the start.");
    }
}

internal readonly record struct InvoiceSpan(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Numbers and instants run together, but for the clocks of two processes.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    public bool Holds(StoredInvoice invoice) => From <= invoice.BillingDate && invoice.BillingDate < To;

    /// <summary>Nor can any earlier number be in the span.</summary>
    public bool IsAfter(StoredInvoice invoice) => From - invoice.BillingDate > ClocksDiffer;
}
