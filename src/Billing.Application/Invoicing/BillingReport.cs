using System.Buffers;
using System.Text;

namespace Billing.Application.Invoicing;

/// <summary>
/// The billing report as CSV (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula is preceded by an apostrophe; numbers stay numbers.
/// </summary>
internal sealed class BillingReport
{
    private const string Header = "Order ID,Billing Date,Cost,Currency,Payment Method,Payment Status\r\n";
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private readonly StringBuilder _csv = new(Header);

    public void Add(StoredInvoice invoice)
    {
        _csv.Append(Text(invoice.OrderId)).Append(',').Append($"{invoice.IssuedOn:yyyy-MM-dd}").Append(',').Append(invoice.Cost.Digits()).Append(',')
            .Append(invoice.Cost.Currency.Code).Append(',').Append(Text(invoice.PaymentMethod)).Append(',')
            .Append(invoice.PaymentStatus.ToString().ToLowerInvariant()).Append("\r\n");
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_csv.ToString());

    internal static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
