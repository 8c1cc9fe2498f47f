using System.Globalization;
using System.Text.Json;
using Billing.Domain.Subscriptions;
using static Billing.Domain.Tests.Orders.Customer;

namespace Billing.Domain.Tests.Subscriptions;

/// <summary>
/// The amount cases of public billing systems in ../shared/data, each run by what its inputs state; those of another rule are named with their reason.
/// </summary>
public sealed class ProrationCasesTests
{
    private static readonly BillingPeriod April = new(Date("2026-04-01"), Date("2026-05-01"));

    private static readonly Dictionary<string, JsonElement> Cases =
        JsonDocument.Parse(File.ReadAllBytes(Upwards.Find("shared/data/proration_cases.json"))).RootElement.GetProperty("cases")
            .EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);

    private static readonly Dictionary<string, string> OfAnotherRule = new()
    {
        ["FX-CG-1"] = "to the second, and grants of credits are not prorated here",
        ["FX-CG-2"] = "to the second",
        ["FX-CG-3"] = "to the second",
        ["FX-CG-5"] = "to the second",
        ["KB-FIX30-AMT-1"] = "every month has 30 days",
        ["KB-FIX30-AMT-2"] = "every month has 30 days",
        ["KB-FIX30-AMT-5"] = "every month has 30 days",
        ["KB-FIX30-RATIO-5"] = "every month has 30 days",
        ["MT-09"] = "no amount: usage is not prorated",
        ["PO-03"] = "discounts",
        ["ST-01"] = "to the second",
        ["ST-03"] = "no inputs of its own",
        ["ST-05"] = "discounts",
    };

    public static TheoryData<string> Ids => [.. Cases.Keys.Where(id => !OfAnotherRule.ContainsKey(id))];

    [Fact]
    public void The_file_is_the_one_that_was_sorted() => Assert.Equal((50, 13), (Cases.Count, OfAnotherRule.Keys.Count(Cases.ContainsKey)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_public_case_gives_the_public_figure(string id)
    {
        var (inputs, expected) = (Cases[id].GetProperty("inputs"), Cases[id].GetProperty("expected"));
        Assert.Equal(Expected(expected), Actual(inputs, isCredit: Cases[id].GetProperty("kind").GetString()!.Contains("credit", StringComparison.Ordinal)));
    }

    /// <summary>Minor units, in the order in which the case names them.</summary>
    private static long[] Expected(JsonElement expected) =>
        [.. expected.EnumerateObject().SelectMany(member => member.Name switch
        {
            "as_fractions" or "chargeable_now" => [],
            "ratio" or "cycles" => [Scaled(member.Value, 1_000_000_000)],
            "lines_cents" => member.Value.EnumerateArray().Select(line => line.GetInt64()),
            var name when name.EndsWith("cents", StringComparison.Ordinal) => [member.Value.GetInt64()],
            _ => (IEnumerable<long>)[Scaled(member.Value, 100)],
        })];

    private static long[] Actual(JsonElement inputs, bool isCredit) => inputs switch
    {
        _ when Has(inputs, "charge") => AccountCredit(inputs),
        _ when Has(inputs, "potential_credit") => CappedCredit(inputs),
        _ when Has(inputs, "unit_cents") => WithNet(Change(inputs, Seats(inputs, "old_qty"), Seats(inputs, "new_qty"))),
        _ when Has(inputs, "base_old_cents") => WithNet(Components(inputs)),
        _ when Has(inputs, "old_cents") => WithNet(Change(inputs, Cents(inputs, "old_cents"), Cents(inputs, "new_cents"))),
        _ when Has(inputs, "new") => [Change(inputs, Scaled(inputs.GetProperty("old"), 100), Scaled(inputs.GetProperty("new"), 100)).Sum()],
        _ when Has(inputs, "old") => WithNet(Removal(inputs)),
        _ when Has(inputs, "unused_days") => LagoCredit(inputs),
        _ when Has(inputs, "plan_cents") || Has(inputs, "amount_cents") => LagoCharge(inputs),
        _ when Has(inputs, "pieces") => [inputs.GetProperty("pieces").EnumerateArray().Sum(piece => Piece(piece, 1_000_000_000))],
        _ when Has(inputs, "full_period_days") => OpenMeterFee(inputs),
        _ when Has(inputs, "price") => [KillBill(inputs, isCredit)],
        _ => [Piece(inputs, 1_000_000_000)],
    };

    /// <summary>The rest of a period, through the product's own lines; a piece that ends earlier as the exact share that they are made of.</summary>
    private static long KillBill(JsonElement inputs, bool isCredit)
    {
        var (from, period, price) = (Day(inputs, "from"), Period(inputs), Scaled(inputs.GetProperty("price"), 100));
        return Day(inputs, "to_exclusive") != period.End
            ? -Piece(inputs, price)
            : isCredit ? Change(period, from, price, null).Single() : Change(period, from, null, price).Single();
    }

    private static long[] LagoCharge(JsonElement inputs)
    {
        var price = Cents(inputs, Has(inputs, "plan_cents") ? "plan_cents" : "amount_cents");
        var period = Has(inputs, "switch") ? new BillingPeriod(Day(inputs, "subscription_at"), Day(inputs, "period_end_exclusive")) : Period(inputs);
        var line = Usd(Change(period, Day(inputs, Has(inputs, "switch") ? "switch" : "from"), null, price).Single());
        return [Has(inputs, "tax_percent") ? (line + line.Share(Cents(inputs, "tax_percent"), 100)).Minor : line.Minor];
    }

    private static long[] LagoCredit(JsonElement inputs)
    {
        var line = Usd(Cents(inputs, "plan_cents")).Share(Cents(inputs, "unused_days"), Cents(inputs, "period_days"));
        var tax = line.Share(Scaled(inputs.GetProperty("tax_percent"), 100), 100 * 100);
        return [line.Minor, tax.Minor, (line + tax).Minor];
    }

    private static long[] AccountCredit(JsonElement inputs)
    {
        QuoteLine[] lines = [Line("charge"), Line("credit")];
        return [Bill.Of(lines, Usd(0)).CreditBalance.Minor];

        QuoteLine Line(string name) => new(name, name, Usd(Scaled(inputs.GetProperty(name), 100)));
    }

    private static long[] CappedCredit(JsonElement inputs)
    {
        var charged = Scaled(inputs.GetProperty("original_amount"), 100) - Scaled(inputs.GetProperty("credits_already_issued"), 100);
        var held = new HeldCharge("plan", "Plan", 1, Usd(Scaled(inputs.GetProperty("potential_credit"), 100)), Usd(charged));
        return [-Proration.Change([held], [], April, April.Start, null).Lines.Single().Amount.Minor];
    }

    private static long[] Components(JsonElement inputs)
    {
        var from = Remaining(inputs, out var period);
        return
        [
            .. Change(period, from, Cents(inputs, "base_old_cents"), Cents(inputs, "base_new_cents")),
            .. Change(period, from, Cents(inputs, "removed_cents"), null),
            .. Change(period, from, null, Cents(inputs, "added_cents")),
        ];
    }

    private static long[] Removal(JsonElement inputs)
    {
        var price = long.Parse(inputs.GetProperty("old").GetString()!.Split('x')[1], CultureInfo.InvariantCulture) * 100;
        return Change(Period(inputs), Day(inputs, "change"), price, null);
    }

    private static long[] Change(JsonElement inputs, long before, long after)
    {
        var from = Remaining(inputs, out var period);
        return Change(period, from, before, after);
    }

    /// <summary>One item of another price, in minor units: its credit, its charge.</summary>
    private static long[] Change(BillingPeriod period, DateOnly date, long? before, long? after)
    {
        HeldCharge[] held = before is { } was ? [new HeldCharge("plan:old", "Old", 1, Usd(was), Usd(was))] : [];
        BillableItem[] wanted = after is { } becomes ? [new BillableItem("plan:new", "plan", "New", 1, Usd(becomes))] : [];
        return [.. Proration.Change(held, wanted, period, date, null).Lines.Select(line => line.Amount.Minor)];
    }

    /// <summary>A period of as many days as the fraction's denominator, and the date on which its numerator is left.</summary>
    private static DateOnly Remaining(JsonElement inputs, out BillingPeriod period)
    {
        var fraction = inputs.GetProperty("remaining").GetString()!.Split('/').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        period = new BillingPeriod(April.Start, April.Start.AddDays(fraction[1]));
        return period.End.AddDays(-fraction[0]);
    }

    private static long[] WithNet(long[] lines) => [.. lines, lines.Sum()];

    private static long Seats(JsonElement inputs, string name) => Cents(inputs, name) * Cents(inputs, "unit_cents");

    private static long Piece(JsonElement piece, long whole) =>
        Usd(whole).Share(Day(piece, "to_exclusive").DayNumber - Day(piece, "from").DayNumber, Period(piece).Days).Minor;

    private static long[] OpenMeterFee(JsonElement inputs)
    {
        var days = Has(inputs, "days") ? Cents(inputs, "days") : Service(1).DayNumber - Service(0).DayNumber;
        return [Usd(Scaled(inputs.GetProperty("amount"), 100)).Share(days, Cents(inputs, "full_period_days")).Minor];

        DateOnly Service(int end) => Date(inputs.GetProperty("service_period")[end].GetString()!);
    }

    private static bool Has(JsonElement inputs, string name) => inputs.TryGetProperty(name, out _);

    private static long Cents(JsonElement inputs, string name) => inputs.GetProperty(name).GetInt64();

    private static DateOnly Day(JsonElement inputs, string name) => Date(inputs.GetProperty(name).GetString()!);

    private static BillingPeriod Period(JsonElement inputs) => new(Day(inputs, "period_start"), Day(inputs, "period_end_exclusive"));

    private static long Scaled(JsonElement value, int scale) => (long)(decimal.Parse(value.ToString(), CultureInfo.InvariantCulture) * scale);
}
