using System.Text.Json;
using Billing.Domain.Metering;

namespace Billing.Domain.Catalog;

/// <summary>Builds the catalog from the file's values. What it builds is worth nothing once <see cref="Faults"/> has an entry.</summary>
internal sealed class CatalogReader
{
    // With at most 100,000 units a line and a handful of lines an order, no total can overflow.
    private const long MaxAmount = 1_000_000_000_000;
    private const long MaxCount = 1_000_000_000_000;
    private const int MaxDays = 3650;

    private Currency _currency = Currency.Usd;

    public List<CatalogFault> Faults { get; } = [];

    public ProductCatalog Read(JsonElement root)
    {
        var file = new JsonPart(root, "", Faults).Members(
            "currency", "plans", "seats", "addOns", "supportPlans", "aiFeatures", "trial", "topUp", "lowBalanceMicros", "dunning", "wire", "metering",
            "seller", "tax");
        ReadCurrency(file["currency"]);
        var plans = List(file["plans"], Plan, plan => plan.Id, "id");
        CatalogRules.CheckLadder(file["plans"], plans);
        var seller = SellerReader.Seller(file["seller"]);
        return new ProductCatalog
        {
            Currency = _currency,
            Plans = plans,
            Seats = Seats(file["seats"]),
            AddOns = List(file["addOns"], Extra, extra => extra.Id, "id"),
            SupportPlans = List(file["supportPlans"], Extra, extra => extra.Id, "id"),
            AiFeatures = List(file["aiFeatures"], Feature, feature => feature.Id, "id"),
            Trial = Trial(file["trial"], plans),
            TopUp = TopUp(file["topUp"]),
            LowBalance = Price(file["lowBalanceMicros"]),
            Dunning = Dunning(file["dunning"]),
            Wire = Wire(file["wire"]),
            Metering = Metering(file["metering"]),
            Seller = seller,
            Tax = SellerReader.Tax(file["tax"], seller),
        };
    }

    private void ReadCurrency(JsonPart part)
    {
        if (part.Text() is { } code && !Currency.TryParse(code, out _currency))
        {
            part.Fault("Not a known currency.");
        }
    }

    private Plan Plan(JsonPart part)
    {
        var plan = part.Members("id", "name", "description", "prices", "included", "overageMicros", "channels");
        var volumes = plan["included"].Members("billingSessions", "conversations", "teamSeats", "searchIngestionBytes", "searchAllowancePercent");
        var byContract = plan["prices"].IsNull;
        foreach (var member in (ReadOnlySpan<JsonPart>)[plan["overageMicros"], volumes["billingSessions"], volumes["teamSeats"]])
        {
            CatalogRules.CheckByContract(member, byContract);
        }

        return new Plan(
            plan["id"].Id() ?? "",
            plan["name"].Text() ?? "",
            plan["description"].Text() ?? "",
            byContract ? null : Prices(plan["prices"]),
            new PlanVolumes(
                Optional(volumes["billingSessions"]),
                Optional(volumes["conversations"]),
                (int?)Optional(volumes["teamSeats"], int.MaxValue),
                volumes["searchIngestionBytes"].Integer(0, PlanVolumes.MaxSearchBytes) ?? 0,
                (int)(volumes["searchAllowancePercent"].Integer(0, 100) ?? 0)),
            Optional(plan["overageMicros"]) is { } overage ? new Micros(overage) : null,
            List(plan["channels"], channel => channel.Id() ?? "", channel => channel, null));
    }

    private List<SeatPrice> Seats(JsonPart part)
    {
        var seats = List(part, Seat, seat => $"{seat.Product} {seat.Type}", null);
        CatalogRules.CheckSeats(part, seats);
        return seats;
    }

    private SeatPrice? Seat(JsonPart part)
    {
        var seat = part.Members("product", "type", "name", "prices");
        var product = seat["product"].Choice(("team", SeatProduct.Team), ("contact-center", SeatProduct.ContactCenter), ("agent-ai", SeatProduct.AgentAi));
        var type = seat["type"].IsNull ? null : seat["type"].Choice(("named", SeatType.Named), ("concurrent", SeatType.Concurrent));
        var (name, prices) = (seat["name"].Text() ?? "", Prices(seat["prices"]));
        if (product is { } known && (known == SeatProduct.Team) != seat["type"].IsNull)
        {
            seat["type"].Fault("The type is null for team seats, named or concurrent for the others.");
        }

        return product is null ? null : new SeatPrice(product.Value, type, name, prices);
    }

    private Extra Extra(JsonPart part)
    {
        var extra = part.Members("id", "name", "prices");
        return new Extra(extra["id"].Id() ?? "", extra["name"].Text() ?? "", Prices(extra["prices"]));
    }

    private AiFeature Feature(JsonPart part)
    {
        var feature = part.Members("id", "inputMicros", "outputMicros");
        return new AiFeature(feature["id"].Id() ?? "", Price(feature["inputMicros"]), Price(feature["outputMicros"]));
    }

    private static TrialTerms Trial(JsonPart part, List<Plan> plans)
    {
        var trial = part.Members("plan", "days", "creditMicros");
        var terms = new TrialTerms(trial["plan"].Id() ?? "", Days(trial["days"]), Price(trial["creditMicros"]));
        CatalogRules.CheckTrialPlan(trial["plan"], terms.Plan, plans);
        return terms;
    }

    private TopUpLimits TopUp(JsonPart part)
    {
        var limits = part.Members("minimum", "maximum");
        var minimum = limits["minimum"].Integer(1, MaxAmount);
        return new TopUpLimits(Amount(minimum), Amount(limits["maximum"].Integer(minimum ?? 1, MaxAmount)));
    }

    private static DunningTerms Dunning(JsonPart part)
    {
        var dunning = part.Members("retryDays", "servicesStopDays");
        var retries = new List<int>();
        foreach (var day in dunning["retryDays"].Items())
        {
            retries.Add(Days(day, minimum: retries.Count == 0 ? 1 : retries[^1] + 1));
        }

        return new DunningTerms(retries, Days(dunning["servicesStopDays"]));
    }

    private static WireTerms Wire(JsonPart part)
    {
        var wire = part.Members("expectedFromDays", "expectedByDays", "reminderDays", "expiryDays");
        var from = Days(wire["expectedFromDays"]);
        var by = Days(wire["expectedByDays"], from);
        return new WireTerms(from, by, Days(wire["reminderDays"], by), Days(wire["expiryDays"], by));
    }

    private static MeteringTerms Metering(JsonPart part)
    {
        var minutes = part.Members("idleTimeoutMinutes")["idleTimeoutMinutes"].Integer(MeteringRules.MinIdleMinutes, MeteringRules.MaxIdleMinutes);
        return new MeteringTerms(TimeSpan.FromMinutes(minutes ?? MeteringRules.MinIdleMinutes));
    }

    private IntervalPrices Prices(JsonPart part)
    {
        var prices = part.Members("month", "year");
        return new IntervalPrices(Amount(prices["month"].Integer(0, MaxAmount)), Amount(prices["year"].Integer(0, MaxAmount)));
    }

    private Money Amount(long? minor) => new(minor ?? 0, _currency);

    private static Micros Price(JsonPart part) => new(part.Integer(0, MaxAmount) ?? 0);

    private static long? Optional(JsonPart part, long maximum = MaxCount) => part.IsNull ? null : part.Integer(0, maximum) ?? 0;

    internal static int Days(JsonPart part, int minimum = 1) => (int)(part.Integer(minimum, MaxDays) ?? minimum);

    /// <param name="key">What must not stand in the list twice; an empty one was named as a fault already.</param>
    internal static List<T> List<T>(JsonPart part, Func<JsonPart, T?> read, Func<T, string> key, string? keyMember)
        where T : class
    {
        var (list, seen) = (new List<T>(), new HashSet<string>());
        foreach (var item in part.Items())
        {
            if (read(item) is not { } value)
            {
                continue;
            }

            list.Add(value);
            if (key(value) is { Length: > 0 } name && !seen.Add(name))
            {
                (keyMember is null ? item : item.At(keyMember)).Fault($"'{name}' stands in the list twice.");
            }
        }

        return list;
    }
}
