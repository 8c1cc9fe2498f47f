using Billing.Application.Metering.Queries;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Http.Api;

internal static class UsageEndpoints
{
    private static readonly QueryParameter<string?> Range =
        QueryParameters.OneOf("range", "A span of time that ends now; not together with `from` and `to`.", "24h", "7d", "30d", "90d");

    private static readonly QueryParameter<DateTimeOffset?> From = QueryParameters.Instant("from", "Inclusive.");
    private static readonly QueryParameter<DateTimeOffset?> To = QueryParameters.Instant("to", "Exclusive; left out: up to now.");
    private static readonly QueryParameter<string?> App = QueryParameters.Id("app", "One app; left out: all together.");
    private static readonly QueryParameter<string?> Granularity =
        QueryParameters.OneOf("granularity", "Left out: `hour` for `24h`, else `day`.", "hour", "day");

    private static readonly QueryParameter<string?> Format = QueryParameters.OneOf("format", "Left out: `json`.", "json", "csv");
    private static readonly QueryParameter<string?> GroupBy = QueryParameters.OneOf("groupBy", "Left out: `feature`.", "feature", "app", "channel", "day");

    public static OperationGroup Group(UsageDesk usage, UsageDeadLetterDesk deadLetters) => new(
        "Usage", "Events in, reports out.", ApiJson.Default,
        [
            Operation.PostRaw("SendUsageEvents", "/usage/events", Access.Platform, 202, "application/cloudevents-batch+json",
                    (call, body) => usage.AcceptAsync(body, call.Context), UsageEventSchema.Batch)
                .Describe(
                    "Report usage",
                    "A CloudEvents 1.0 JSON batch of at most 1,000 events. What is accepted is durable and counts once, in whatever order it comes."
                    + " `duplicates` were recognised by `source` and `id`: among all that was metered, or in the request itself where usage is queued.")
                .Refuses("rate-limited")
                .Example("""
                    [{"specversion":"1.0","id":"e-1","source":"/runtime","type":"conversation.activity","time":"2026-03-01T10:00:00Z",
                      "data":{"accountId":"acme","appId":"bot","conversationId":"c-1","channel":"web"}}]
                    """),
            Operation.GetJsonOrFile<UsageTrends>("GetUsageTrends", "/accounts/{accountId}/usage/trends", Access.Read, "text/csv",
                    call => TrendsAsync(usage, call))
                .Takes(Range, From, To, App, Granularity, Format)
                .Describe("Billing sessions and voice sessions over time", "Empty hours and days are points too. Days are local days of the account."),
            Operation.Get("GetAiUsage", "/accounts/{accountId}/usage/ai", Access.Read,
                    call => usage.AiAsync(call.Account, call.Query(From), call.Query(To), Grouping(call.Query(GroupBy)), AppOf(call), call.Context))
                .Takes(From, To, App, GroupBy).Describe("AI usage by feature, app, channel or day"),
            Operation.Get("GetUsageForecast", "/accounts/{accountId}/usage/forecast", Access.Read, call => usage.ForecastAsync(call.Account, call.Context))
                .Describe(
                    "Where usage is heading",
                    "By straight line: sessions at the end of the month of allowance, AI cost a day, and how long credits last."),
            Operation.Get("ListUsageDeadLetters", "/operations/usage/dead-letters", Access.Operate, call => deadLetters.ListAsync(call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor)
                .Describe("Usage that was taken and could not be metered", "Oldest first, with the reason; none where usage is metered at the door."),
            Operation.Post("ReplayUsageDeadLetters", "/operations/usage/dead-letters/replay", Access.Operate, 200,
                    call => deadLetters.ReplayAsync(null, call.Context))
                .Describe("Meter all of them again", "After the cause was repaired.").Example(response: """{"replayed":12}""").Unhurried(),
            Operation.Post("ReplayUsageDeadLetter", "/operations/usage/dead-letters/{deadLetterId}/replay", Access.Operate, 200,
                    call => deadLetters.ReplayAsync(call.Id("deadLetterId"), call.Context))
                .Describe("Meter one again").Refuses("dead-letter-not-found").Unhurried(),
            Operation.Delete("DiscardUsageDeadLetter", "/operations/usage/dead-letters/{deadLetterId}", Access.Operate,
                    call => deadLetters.DiscardAsync(call.Id("deadLetterId"), call.Context))
                .Describe("Give one up", "It is never metered.").Refuses("dead-letter-not-found"),
        ]);

    private static async ValueTask<Result<JsonOrFile<UsageTrends>>> TrendsAsync(UsageDesk usage, Call call)
    {
        var granularity = call.Query(Granularity) switch { "hour" => TrendGranularity.Hour, "day" => TrendGranularity.Day, _ => (TrendGranularity?)null };
        var query = new TrendQuery(call.Query(Range), call.Query(From), call.Query(To), granularity);
        var trends = await usage.TrendsAsync(call.Account, query, AppOf(call), call.Context);
        return trends.Map<JsonOrFile<UsageTrends>>(found => call.Query(Format) == "csv" ? UsageDesk.Csv(found) : found);
    }

    private static AppId? AppOf(Call call) => call.Query(App) is { } app ? new AppId(app) : null;

    private static AiGrouping Grouping(string? name) => name switch
    {
        "app" => AiGrouping.App,
        "channel" => AiGrouping.Channel,
        "day" => AiGrouping.Day,
        _ => AiGrouping.Feature,
    };
}
