using System.Text;
using System.Text.Json.Nodes;
using Billing.Domain.Catalog;

namespace Billing.Domain.Tests.Catalog;

public sealed class CatalogFileTests
{
    [Fact]
    public void The_shipped_catalog_sells_what_the_contract_says()
    {
        var catalog = ShippedCatalog.Value;

        Assert.Equal(["essential", "advanced", "enterprise"], catalog.Plans.Select(plan => plan.Id));
        var advanced = catalog.FindPlan("advanced")!;
        Assert.Equal(Usd(150_00), advanced.Prices!.Month);
        Assert.Equal(Usd(1500_00), advanced.Prices.Year);
        Assert.Equal(new PlanVolumes(1000, 2500, 10, 500_000_000, 0), advanced.Included);
        Assert.Equal(new Micros(150_000), advanced.OveragePrice);
        Assert.Equal(["advanced", "enterprise"], catalog.PlansWithChannel("voice").Select(plan => plan.Id));
        Assert.Equal("enterprise", catalog.ContractPlan!.Id);
        Assert.Equal(1_010_000_000, catalog.ContractPlan.Included.SearchLimitBytes);
        Assert.Equal(Usd(60_00), catalog.Seat(SeatProduct.ContactCenter, SeatType.Concurrent).Prices.Month);
        Assert.Equal(new AiFeature("knowledge-qa", new Micros(3), new Micros(10)), catalog.FindAiFeature("knowledge-qa"));
        Assert.Equal([1, 3, 5], catalog.Dunning.RetryDays);
        Assert.Equal(new TopUpLimits(Usd(5_00), Usd(10_000_00)), catalog.TopUp);
    }

    [Fact]
    public void Yearly_prices_are_ten_monthly_ones()
    {
        var catalog = ShippedCatalog.Value;
        var prices = catalog.Plans.Where(plan => !plan.IsByContract).Select(plan => plan.Prices!)
            .Concat(catalog.Seats.Select(seat => seat.Prices)).Concat(catalog.AddOns.Concat(catalog.SupportPlans).Select(extra => extra.Prices));
        Assert.All(prices, price => Assert.Equal(price.Month * 10, price.Year));
    }

    [Fact]
    public void The_ladder_leads_from_plan_to_plan()
    {
        Assert.Equal("advanced", ShippedCatalog.Value.PlanAbove("essential")!.Id);
        Assert.Equal("enterprise", ShippedCatalog.Value.PlanAbove("advanced")!.Id);
        Assert.Null(ShippedCatalog.Value.PlanAbove("enterprise"));
    }

    // One change of the shipped file a row: what stands there now, and where the fault is named. A dash removes the member.
    private const string Slips = """
        /currency                                  | "XXX"                                | /currency
        /currency                                  | -                                    | /currency
        /plans                                     | []                                   | /plans
        /plans                                     | {}                                   | /plans
        /plans/0                                   | null                                 | /plans/0
        /plans/0/id                                | "advanced"                           | /plans/1/id
        /plans/0/id                                | "Essential Plan"                     | /plans/0/id
        /plans/0/name                              | ""                                   | /plans/0/name
        /plans/0/nmae                              | "x"                                  | /plans/0/nmae
        /plans/0/prices/year                       | -                                    | /plans/0/prices/year
        /plans/0/prices/month                      | -1                                   | /plans/0/prices/month
        /plans/0/prices/month                      | 50.5                                 | /plans/0/prices/month
        /plans/0/prices/month                      | 1e30                                 | /plans/0/prices/month
        /plans/0/prices/month                      | "5000"                               | /plans/0/prices/month
        /plans/0/prices/month                      | 15000                                | /plans/1/prices
        /plans/0/included/billingSessions          | null                                 | /plans/0/included/billingSessions
        /plans/0/channels/1                        | "web"                                | /plans/0/channels/1
        /plans/2/overageMicros                     | 5                                    | /plans/2/overageMicros
        /plans/2/included/searchAllowancePercent   | 101                                  | /plans/2/included/searchAllowancePercent
        /seats/0/type                              | "named"                              | /seats/0/type
        /seats/1/type                              | null                                 | /seats/1/type
        /seats/1/product                           | "call-center"                        | /seats/1/product
        /seats/1/type                              | "concurrent"                         | /seats/2
        /addOns/1/id                               | "voice-gateway-asr-tts"              | /addOns/1/id
        /aiFeatures/0/inputMicros                  | -2                                   | /aiFeatures/0/inputMicros
        /trial/plan                                | "enterprise"                         | /trial/plan
        /trial/plan                                | "gold"                               | /trial/plan
        /trial/days                                | 0                                    | /trial/days
        /topUp/maximum                             | 499                                  | /topUp/maximum
        /dunning/retryDays/1                       | 1                                    | /dunning/retryDays/1
        /wire/expectedByDays                       | 3                                    | /wire/expectedByDays
        /metering                                  | -                                    | /metering
        /seller                                    | -                                    | /seller
        /seller/name                               | ""                                   | /seller/name
        /seller/address/country                    | "Ireland"                            | /seller/address/country
        /seller/address/phone                      | "1"                                  | /seller/address/phone
        /seller/email                              | "nobody"                             | /seller/email
        /seller/taxId                              | "IE6388047W"                         | /seller/taxId
        /seller/taxId                              | "DE136695976"                        | /seller/taxId
        /seller/paymentTermDays                    | 0                                    | /seller/paymentTermDays
        /tax/registrations                         | ["EU","US"]                          | /tax/rates
        /tax/registrations/0                       | "eu"                                 | /tax/registrations/0
        /tax/rates/5/country                       | "DD"                                 | /tax/rates
        /tax/rates/5/country                       | "DK"                                 | /tax/rates/6/country
        /tax/rates/5/basisPoints                   | 19.5                                 | /tax/rates/5/basisPoints
        /tax/rates/5/basisPoints                   | 10001                                | /tax/rates/5/basisPoints
        /tax/rates/5/name                          | -                                    | /tax/rates/5/name
        /a~1b                                      | 1                                    | /a~1b
        """;

    public static TheoryData<string> SlipRows => [.. Slips.Split('\n')];

    [Theory]
    [MemberData(nameof(SlipRows))]
    public void A_slip_is_named_where_it_stands(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);

        var reading = CatalogFile.Parse(Slipped(cells[0], cells[1]));

        Assert.Null(reading.Catalog);
        Assert.Contains(reading.Faults, fault => fault.Pointer == cells[2]);
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var file = """{"currency":"EUR","plans":[{"id":"a","id":"b"}],"seats":[],"addOns":3,"trial":{"plan":"b","days":"x","creditMicros":1,"more":2}}"""u8;

        var pointers = CatalogFile.Parse(file).Faults.Select(fault => fault.Pointer).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "/plans/0/id", "/plans/0/name", "/plans/0/prices", "/plans/0/included", "/plans/0/channels", "/seats", "/addOns", "/trial/days",
                "/trial/more", "/supportPlans", "/aiFeatures", "/topUp", "/lowBalanceMicros", "/dunning", "/wire", "/metering", "/seller",
                "/tax",
            },
            pointers);
        Assert.DoesNotContain("/dunning/retryDays", pointers); // named with its object
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"currency\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    public void What_is_no_catalog_at_all_is_a_fault_of_the_file(string text)
    {
        var reading = CatalogFile.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Null(reading.Catalog);
        Assert.Equal("", Assert.Single(reading.Faults).Pointer);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault() => Assert.Empty(CatalogFile.Parse([0xEF, 0xBB, 0xBF, .. ShippedCatalog.Bytes]).Faults);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_fault_of_the_file() => Assert.Equal("", Assert.Single(CatalogFile.Parse([0xC3, 0x28]).Faults).Pointer);

    private static Domain.Money Usd(long minor) => new(minor, Currency.Usd);

    private static byte[] Slipped(string pointer, string json)
    {
        var root = JsonNode.Parse(ShippedCatalog.Bytes)!;
        var path = pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/")).ToArray();
        var parent = path[..^1].Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step)]! : node[step]!);
        if (json == "-")
        {
            parent.AsObject().Remove(path[^1]);
        }
        else if (parent is JsonArray array)
        {
            array[int.Parse(path[^1])] = JsonNode.Parse(json);
        }
        else
        {
            parent[path[^1]] = JsonNode.Parse(json);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
