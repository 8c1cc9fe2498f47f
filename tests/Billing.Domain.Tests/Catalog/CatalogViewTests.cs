using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Domain.Catalog;

namespace Billing.Domain.Tests.Catalog;

public sealed class CatalogViewTests
{
    private static readonly JsonNode View = JsonSerializer.SerializeToNode(CatalogView.Of(ShippedCatalog.Value), JsonSerializerOptions.Web)!;

    [Theory]
    [InlineData("plans", 0, """
        {"id":"essential","name":"Essential","description":"For a first chatbot: web, mobile, e-mail and Messenger.",
         "prices":{"month":{"amount":5000,"currency":"USD"},"year":{"amount":50000,"currency":"USD"}},
         "included":{"billingSessions":250,"conversations":500,"teamSeats":3,"searchIngestionBytes":100000000},
         "channels":["web","mobile","email","messenger"],"overageMicros":200000}
        """)]
    [InlineData("plans", 2, """
        {"id":"enterprise","name":"Enterprise","description":"Prices and volumes by contract, all channels.","prices":null,
         "included":{"billingSessions":null,"conversations":null,"teamSeats":null,"searchIngestionBytes":1000000000},
         "channels":["web","mobile","email","messenger","whatsapp","slack","teams","voice"],"overageMicros":null}
        """)]
    [InlineData("addOns", 1, """
        {"id":"advanced-rag","name":"Advanced RAG","prices":{"month":{"amount":2000,"currency":"USD"},"year":{"amount":20000,"currency":"USD"}}}
        """)]
    [InlineData("supportPlans", 0, """
        {"id":"support-standard","name":"Standard support","prices":{"month":{"amount":2500,"currency":"USD"},"year":{"amount":25000,"currency":"USD"}}}
        """)]
    [InlineData("seats", 1, """
        {"product":"contact-center","type":"named","name":"Contact Center AI seats, named",
         "prices":{"month":{"amount":4000,"currency":"USD"},"year":{"amount":40000,"currency":"USD"}}}
        """)]
    [InlineData("aiFeatures", 0, """{"id":"smart-replies","inputMicros":2,"outputMicros":8}""")]
    public void The_catalog_is_shown_in_the_contracts_shape(string list, int index, string expected) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), View[list]![index]!.ToJsonString());
}
