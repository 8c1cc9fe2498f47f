using Billing.Application.Invoicing;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Documents.Tests.Invoices;

/// <summary>Documents that add up, of any size.</summary>
internal static class Samples
{
    public static readonly InvoiceParty Seller = new("Northwind Conversational Ltd.", new("12 Harbour Street", "Dublin", "D02 X285", "IE", "Floor 4"))
    {
        Email = "billing@northwind.example",
        TaxId = "IE6388047V",
        Details = ["Company no. 512345"],
    };

    public static readonly InvoiceParty Acme =
        new("Acme GmbH", new("Invalidenstraße 116", "Berlin", "10115", "DE"), "billing@acme.example", "DE136695976");

    public static readonly InvoiceParty Globex =
        new("Globex Corporation", new("500 Market Street", "San Francisco", "94105", "US", "Suite 300", "CA"), "ap@globex.example");

    private static readonly InvoicePeriod Period = new(new(2026, 1, 31), new(2026, 2, 28));

    public static IReadOnlyDictionary<string, InvoiceDocument> ByName { get; } = new Dictionary<string, InvoiceDocument>
    {
        ["paid"] = Paid(Invoice(Acme, "USD", 19, Lines(Usd))),
        ["pending"] = Invoice(Globex, "USD", 0, Lines(Usd)) with
        {
            Status = PaymentStatus.Pending,
            DueOn = new(2026, 2, 21),
            PaymentMethod = "Bank transfer",
            Notes =
            [
                new("How to pay", "Please transfer the amount to this account and name the reference.\nIBAN DE89 3704 0044 0532 0130 00\nReference RF18"),
                new("Thank you", "We are glad to have you."),
            ],
        },
        ["credit-note"] = Invoice(Acme, "EUR", 19, [new("Credit: team seats", Of(-774, "EUR"), "12 of 31 days", Of(2_000, "EUR"), Period)]) with
        {
            Kind = InvoiceDocumentKind.CreditNote,
            Number = "CN-000003",
            Corrects = "000012",
            Settlements = [new("Added to the account's credit", Of(921, "EUR"))],
            AmountDue = Of(0, "EUR"),
            Status = PaymentStatus.Paid,
        },
        ["yen"] = Paid(Invoice(new("株式会社サンプル", new("千代田区丸の内1-1-1", "東京都", "100-0005", "JP")), "JPY", 10, Lines(minor => Of(minor, "JPY")))),
        ["dinar"] = Invoice(new("ООО «Ромашка»", null, "a@b.example"), "KWD", 5, [new("Ένα μεγάλο ποσό", Of(9_999_999_999_999, "KWD"))]),
        ["bare"] = Invoice(null, "GBP", 0, [new("Top-up", Of(2_500, "GBP"))]) with { Seller = new("Billing"), OrderId = null, Period = null, Status = null },
    };

    public static Money Usd(long minor) => new(minor, Currency.Usd);

    public static Money Of(long minor, string currency) => new(minor, Currency.Parse(currency));

    public static InvoiceDocument Invoice(InvoiceParty? buyer, string currency, int taxPercent, IEnumerable<InvoiceDocumentLine> lines)
    {
        InvoiceDocumentLine[] all = [.. lines];
        var subtotal = all.Aggregate(Of(0, currency), (sum, line) => sum + line.Amount);
        var tax = subtotal.Share(taxPercent, 100);
        var total = subtotal + tax;
        return new InvoiceDocument(
            InvoiceDocumentKind.Invoice, "000012", new(2026, 1, 31), Seller, buyer, [.. all], subtotal,
            taxPercent == 0 ? [] : [new($"VAT {taxPercent} %", subtotal, tax)], total, [], total, PaymentStatus.Failed)
        {
            OrderId = "ord_01KAZ3NDEKTSV4RRFFQ69G5FAV",
            Period = Period,
        };
    }

    public static InvoiceDocument Paid(InvoiceDocument invoice) => invoice with
    {
        Status = PaymentStatus.Paid,
        PaymentMethod = "Visa •••• 4242",
        Settlements = [new("Paid by Visa •••• 4242", -invoice.Total)],
        AmountDue = Money.Zero(invoice.Total.Currency),
    };

    /// <summary>A document drawn from a seed: any number of lines, of any length, in any currency, with any notes.</summary>
    public static InvoiceDocument Random(int seed)
    {
        var random = new Random(seed);
        string[] currencies = ["USD", "EUR", "JPY", "KWD", "CHF", "INR", "GBP"];
        string[] countries = ["US", "DE", "JP", "CA", "GB", "KW"];
        string[] words =
            ["seat", "Voice", "gateway", "17 of 31 days", "Überlänge", "Łódź", "a-hyphenated-word", "Donaudampfschifffahrtsgesellschaft", "高级", "x"];
        var currency = currencies[random.Next(currencies.Length)];
        var lines = Enumerable.Range(1, 1 + (int)Math.Pow(random.NextDouble() * 9, 2)).Select(number => new InvoiceDocumentLine(
            $"#{number} {Words(random.Next(8) == 0 ? 120 : 6)}",
            Of(random.NextInt64(-50_000, 5_000_000), currency),
            random.Next(2) == 0 ? null : $"{random.Next(1, 500)}",
            random.Next(2) == 0 ? null : Of(random.Next(100_000), currency),
            random.Next(2) == 0 ? null : Period));
        var buyer = random.Next(9) == 0
            ? null
            : new InvoiceParty(Words(6), new(Words(3), "City", "1234", countries[random.Next(countries.Length)], random.Next(2) == 0 ? Words(2) : null));
        var invoice = Invoice(buyer, currency, random.Next(3) * 10, lines) with
        {
            Notes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new InvoiceNote("Note", Words(random.Next(200))))],
        };
        return random.Next(2) == 0 ? Paid(invoice) : invoice;

        string Words(int most) => string.Join(' ', Enumerable.Range(0, 1 + random.Next(most)).Select(_ => words[random.Next(words.Length)]));
    }

    private static InvoiceDocumentLine[] Lines(Func<long, Money> of) =>
    [
        new("Advanced plan", of(15_000), "1", of(15_000), Period),
        new("Additional team seats", of(2_000), "2", of(1_000), Period),
        new("Contact Center AI seats, concurrent", of(300_000), "50", of(6_000), Period),
        new("Essential plan, unused time", of(-2_742), "17 of 31 days", of(5_000), new(new(2026, 1, 14), new(2026, 1, 31))),
        new("Overage: 120 billing sessions beyond the 250 included", of(2_400), "120", of(20), new(new(2025, 12, 31), new(2026, 1, 31))),
    ];
}
