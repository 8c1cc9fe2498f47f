using System.Runtime.CompilerServices;
using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

/// <summary>An account's invoices. An enterprise account is billed by contract and sees none (contract, section 8).</summary>
public sealed class InvoiceReader(AccountStore accounts)
{
    /// <summary>Newest first.</summary>
    public async ValueTask<Result<Page<InvoiceSummary>>> ListAsync(AccountId account, InvoiceDates dates, PageRequest page, RequestContext context)
    {
        var span = await SpanAsync(account, dates, context.CancellationToken);
        if (!span.IsOk)
        {
            return span.Error;
        }

        var items = new List<InvoiceSummary>(page.Limit);
        await foreach (var invoice in WithinAsync(account, span.Value, page.After, page.Limit + 1, context.CancellationToken))
        {
            if (items.Count == page.Limit)
            {
                return new Page<InvoiceSummary>(items, Cursor.Encode(AccountRows.Invoice(invoice.Number)[AccountRows.InvoicePrefix.Length..]));
            }

            items.Add(InvoiceSummary.Of(invoice));
        }

        return new Page<InvoiceSummary>(items, null);
    }

    public async ValueTask<Result<InvoiceView>> GetAsync(AccountId account, string invoiceId, RequestContext context) =>
        (await FindAsync(account, invoiceId, context)).Map(InvoiceView.Of);

    /// <summary>The billing report, newest first.</summary>
    public async ValueTask<Result<FileContent>> ExportAsync(AccountId account, InvoiceDates dates, RequestContext context)
    {
        const int rowsARead = 500;
        var span = await SpanAsync(account, dates, context.CancellationToken);
        if (!span.IsOk)
        {
            return span.Error;
        }

        var report = new BillingReport();
        await foreach (var invoice in WithinAsync(account, span.Value, null, rowsARead, context.CancellationToken))
        {
            report.Add(invoice);
        }

        return new FileContent("text/csv", report.ToUtf8(), "billing-report.csv");
    }

    /// <summary>The invoice as it is stored, where the account may see it.</summary>
    internal async ValueTask<Result<StoredInvoice>> FindAsync(AccountId account, string invoiceId, RequestContext context)
    {
        if (await SpanAsync(account, default, context.CancellationToken) is { IsOk: false, Error: { } refusal })
        {
            return refusal;
        }

        var named = await accounts.ReadAsync(account, AccountRows.InvoiceName(invoiceId), StorageJson.Default.InvoiceNumber, context.CancellationToken);
        return named is not null
            && await accounts.ReadAsync(account, AccountRows.Invoice(named.Number), StorageJson.Default.StoredInvoice, context.CancellationToken) is { } invoice
                ? invoice
                : new BillingError("invoice-not-found", $"The account has no invoice '{invoiceId}'.");
    }

    private async ValueTask<Result<InvoiceSpan>> SpanAsync(AccountId account, InvoiceDates dates, CancellationToken cancellationToken)
    {
        var state = await accounts.GetAsync(account, cancellationToken);
        return !state.IsOk ? state.Error
            : state.Value.Profile.Kind == AccountKind.Enterprise
                ? new BillingError("enterprise-invoices-not-displayed", "Invoices of an enterprise account are not displayed; the contract is billed outside.")
                : dates.In(state.Value.Zone);
    }

    /// <param name="after">The cursor's part of the row key to begin with; null for the newest.</param>
    /// <param name="rowsARead">How many are read at a time.</param>
    private async IAsyncEnumerable<StoredInvoice> WithinAsync(
        AccountId account, InvoiceSpan span, string? after, int rowsARead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = after; ;)
        {
            var page = await accounts.PageAsync(
                account, AccountRows.InvoicePrefix, new PageRequest(rowsARead, next), StorageJson.Default.StoredInvoice, cancellationToken);
            foreach (var invoice in page.Items)
            {
                if (span.IsAfter(invoice))
                {
                    yield break;
                }

                if (span.Holds(invoice))
                {
                    yield return invoice;
                }
            }

            if (page.NextCursor is null || !Cursor.TryDecode(page.NextCursor, out next))
            {
                yield break;
            }
        }
    }
}
