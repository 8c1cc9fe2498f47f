using System.Text;
using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

/// <summary>An account's invoices. An enterprise account is billed by contract and sees none (contract, section 8).</summary>
public sealed class InvoiceReader(AccountStore accounts)
{
    private const string CsvHeader = "Order ID,Billing Date,Cost,Currency,Payment Method,Payment Status";

    /// <summary>Newest first.</summary>
    public async ValueTask<Result<Page<InvoiceSummary>>> ListAsync(AccountId account, PageRequest page, RequestContext context)
    {
        if (await RefusalAsync(account, context.CancellationToken) is { } refusal)
        {
            return refusal;
        }

        var invoices = await accounts.PageAsync(account, AccountRows.InvoicePrefix, page, StorageJson.Default.StoredInvoice, context.CancellationToken);
        return new Page<InvoiceSummary>([.. invoices.Items.Select(InvoiceSummary.Of)], invoices.NextCursor);
    }

    public async ValueTask<Result<InvoiceView>> GetAsync(AccountId account, string invoiceId, RequestContext context) =>
        (await FindAsync(account, invoiceId, context)).Map(InvoiceView.Of);

    /// <summary>The invoice as it is stored, where the account may see it.</summary>
    internal async ValueTask<Result<StoredInvoice>> FindAsync(AccountId account, string invoiceId, RequestContext context)
    {
        if (await RefusalAsync(account, context.CancellationToken) is { } refusal)
        {
            return refusal;
        }

        var named = await accounts.ReadAsync(account, AccountRows.InvoiceName(invoiceId), StorageJson.Default.InvoiceNumber, context.CancellationToken);
        return named is not null
            && await accounts.ReadAsync(account, AccountRows.Invoice(named.Number), StorageJson.Default.StoredInvoice, context.CancellationToken) is { } invoice
                ? invoice
                : new BillingError("invoice-not-found", $"The account has no invoice '{invoiceId}'.");
    }

    /// <summary>The billing report as RFC 4180 CSV, newest first.</summary>
    public async ValueTask<Result<FileContent>> ExportAsync(AccountId account, RequestContext context)
    {
        if (await RefusalAsync(account, context.CancellationToken) is { } refusal)
        {
            return refusal;
        }

        var csv = new StringBuilder(CsvHeader).Append("\r\n");
        var invoices = await accounts.ListAsync(account, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, context.CancellationToken);
        foreach (var invoice in invoices)
        {
            var status = invoice.PaymentStatus.ToString().ToLowerInvariant();
            csv.Append($"{invoice.OrderId},{invoice.BillingDate.UtcDateTime:yyyy-MM-dd},{invoice.Cost.Digits()},{invoice.Cost.Currency},")
                .Append($"{invoice.PaymentMethod},{status}\r\n");
        }

        return new FileContent("text/csv", Encoding.UTF8.GetBytes(csv.ToString()), "billing-report.csv");
    }

    private async ValueTask<BillingError?> RefusalAsync(AccountId account, CancellationToken cancellationToken)
    {
        var state = await accounts.GetAsync(account, cancellationToken);
        return state is { IsOk: true, Value.Profile.Kind: AccountKind.Enterprise }
            ? new BillingError("enterprise-invoices-not-displayed", "Invoices of an enterprise account are not displayed; the contract is billed outside.")
            : state.Error;
    }
}
