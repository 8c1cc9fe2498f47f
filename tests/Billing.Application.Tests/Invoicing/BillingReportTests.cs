using System.Text;
using Billing.Application.Invoicing;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Tests.Invoicing;

public sealed class BillingReportTests
{
    private const string Header = "Order ID,Billing Date,Cost,Currency,Payment Method,Payment Status\r\n";

    // A payment method's name, and its cell.
    [Theory]
    [InlineData("Visa •••• 4242", "Visa •••• 4242")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("Überweisung 銀行", "Überweisung 銀行")]
    public async Task A_text_is_quoted_and_never_calculated(string? method, string cell)
    {
        var stage = await WithInvoicesAsync(Invoice(1, "2026-02-01T00:30Z", -12_05, method));

        Assert.Equal($"{Header}ord_1,2026-02-01,-12.05,USD,{cell},paid\r\n", await ExportAsync(stage));
    }

    [Fact]
    public async Task Nothing_billed_is_the_header_alone() => Assert.Equal(Header, await ExportAsync(await WithInvoicesAsync()));

    [Fact]
    public async Task Thousands_are_all_there_newest_first()
    {
        var stage = await WithInvoicesAsync([.. Enumerable.Range(1, 2_345).Select(number => Invoice(number, "2026-02-01T00:00Z", number, "Card"))]);

        var rows = (await ExportAsync(stage)).Split("\r\n");

        Assert.Equal(Enumerable.Range(1, 2_345).Reverse().Select(number => $"ord_{number}"), rows[1..^1].Select(row => row.Split(',')[0]));
    }

    // Three invoices of an account in Berlin: 31 January 23:30, 1 February 00:30, and 28 February 12:00 there.
    [Theory]
    [InlineData(null, null, "3 2 1")]
    [InlineData("2026-02-01", null, "3 2")]
    [InlineData(null, "2026-02-01", "1")]
    [InlineData("2026-02-01", "2026-02-28", "2")]
    [InlineData("2026-02-01", "2026-03-01", "3 2")]
    [InlineData("2026-02-28", "2026-02-28", "")]
    [InlineData("2026-01-31T22:30:00Z", "2026-01-31T23:30:00Z", "1")]
    [InlineData("2027-01-01", null, "")]
    public async Task Dates_are_days_of_the_account_the_last_exclusive(string? from, string? to, string expected)
    {
        var stage = await WithInvoicesAsync(
            "Europe/Berlin", Invoice(1, "2026-01-31T22:30Z", 1, null), Invoice(2, "2026-01-31T23:30Z", 2, null), Invoice(3, "2026-02-28T11:00Z", 3, null));
        var dates = new InvoiceDates(Bound(from), Bound(to));

        var (listed, cursor) = (new List<InvoiceSummary>(), default(string));
        do
        {
            var page = Stage.Ok(await stage.Home.Invoices.ListAsync(Stage.Acme, dates, new PageRequest(1, cursor), Stage.Request()));
            listed.AddRange(page.Items);
            cursor = page.NextCursor is { } next && Cursor.TryDecode(next, out var key) ? key : null;
        }
        while (cursor is not null);

        Assert.Equal(expected, string.Join(' ', listed.Select(invoice => int.Parse(invoice.Number))));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, (await ExportAsync(stage, dates)).Split("\r\n").Length - 2);
    }

    [Fact]
    public async Task An_end_before_the_start_is_refused()
    {
        var stage = await WithInvoicesAsync();
        var dates = new InvoiceDates(Bound("2026-02-02"), Bound("2026-02-01"));

        Stage.Refused("validation-failed", await stage.Home.Invoices.ListAsync(Stage.Acme, dates, PageRequest.First, Stage.Request()));
        Stage.Refused("validation-failed", await stage.Home.Invoices.ExportAsync(Stage.Acme, dates, Stage.Request()));
    }

    [Fact]
    public async Task An_enterprise_account_sees_none()
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise);

        Stage.Refused("enterprise-invoices-not-displayed", await stage.Home.Invoices.ListAsync(Stage.Acme, default, PageRequest.First, Stage.Request()));
        Stage.Refused("enterprise-invoices-not-displayed", await stage.Home.Invoices.ExportAsync(Stage.Acme, default, Stage.Request()));
        Stage.Refused("enterprise-invoices-not-displayed", await stage.Home.Invoices.GetAsync(Stage.Acme, "inv_1", Stage.Request()));
    }

    private static DayOrInstant? Bound(string? text) =>
        text is null ? null : DateOnly.TryParse(text, out var day) && text.Length == 10 ? new DayOrInstant(day) : new DayOrInstant(default, Stage.At(text));

    private static StoredInvoice Invoice(int number, string at, long cents, string? method) =>
        new($"inv_{number}", number, $"ord_{number}", Stage.At(at), new Money(cents, Currency.Usd), [], method, PaymentStatus.Paid, null);

    private static Task<Stage> WithInvoicesAsync(params StoredInvoice[] invoices) => WithInvoicesAsync("UTC", invoices);

    private static async Task<Stage> WithInvoicesAsync(string zone, params StoredInvoice[] invoices)
    {
        var stage = await new Stage().WithAccountAsync(zone: zone);
        foreach (var chunk in invoices.Chunk(100))
        {
            var rows = chunk.Select(invoice => TableOperation.Insert(
                AccountRows.Invoice(invoice.Number), Documents.Write(invoice, StorageJson.Default.StoredInvoice)));
            await stage.Tables.CommitAsync(new TableCommit(TablesInUse.Accounts, Stage.Acme.Value, [.. rows]));
        }

        return stage;
    }

    private static async Task<string> ExportAsync(Stage stage, InvoiceDates dates = default) =>
        Encoding.UTF8.GetString(Stage.Ok(await stage.Home.Invoices.ExportAsync(Stage.Acme, dates, Stage.Request())).Bytes.Span);
}
