using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Application;
using Billing.Application.Errors;
using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Http.Tests.Support;

[JsonConverter(typeof(JsonStringEnumConverter<Interval>))]
public enum Interval
{
    Month,

    [JsonStringEnumMemberName("next-year")]
    Year,
    NextYear,
}

public sealed record SeatsBody(int? Team = null, long Named = 0);

[Description("A wanted end.")]
public sealed record NoteBody(
    [property: Description("What to say.")] string Text,
    Interval Interval = Interval.Month,
    SeatsBody? Seats = null,
    IReadOnlyList<string>? Tags = null,
    Domain.Money? Price = null,
    DateTimeOffset? At = null,
    Micros? Micros = null,
    IReadOnlyDictionary<string, JsonElement>? Data = null,
    bool Flag = false,
    DateOnly? Day = null);

public sealed record NoteView(string Account, string Text, Interval Interval, Domain.Money? Price, DateTimeOffset? At, Micros? Micros);

public sealed record CountView(int Count, string Caller, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null);

public sealed record FeatureBody(string Feature, long Quantity = 1);

public sealed record FeatureView(bool Allowed, string? Reason);

[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(NoteView))]
[JsonSerializable(typeof(CountView))]
[JsonSerializable(typeof(FeatureBody))]
[JsonSerializable(typeof(FeatureView))]
[JsonSerializable(typeof(Page<string>))]
internal sealed partial class ExampleJson : JsonSerializerContext;

/// <summary>One operation of every shape and every access rule, on a use case that only counts what reached it.</summary>
internal sealed class ExampleApi
{
    private static readonly QueryParameter<string?> Format = QueryParameters.OneOf("format", "JSON or CSV.", "json", "csv");
    private static readonly QueryParameter<DateTimeOffset?> From = QueryParameters.Instant("from", "Inclusive.");
    private static readonly QueryParameter<string?> App = QueryParameters.Id("app", "Only this app.");
    private readonly TaskCompletionSource _arrival = new();
    private int _handled;

    /// <summary>How many requests reached a handler.</summary>
    public int Handled => _handled;

    /// <summary>What handlers of notes wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Done when the first request has reached the trends.</summary>
    public Task Arrival => _arrival.Task;

    public RequestContext? Seen { get; private set; }

    public OperationGroup Group() => new("Examples", "One of every kind.", ExampleJson.Default,
    [
        Operation.Get<SeatsBody>("GetSeats", "/accounts/{accountId}/seats", Access.Read, call => Counted(call, new SeatsBody())),
        Operation.Post<NoteBody, NoteView>("WriteNote", "/accounts/{accountId}/notes", Access.Manage, 201, WriteAsync)
            .Describe("Write a note", "It is *kept*.")
            .Refuses("payment-declined")
            .Example(
                """{"text":"hello","interval":"nextYear"}""",
                """{"account":"a","text":"hello","interval":"nextYear","price":null,"at":null,"micros":null}"""),
        Operation.Get("ListNotes", "/accounts/{accountId}/notes", Access.Read,
                call => Counted(call, new Page<string>([$"{call.Page.Limit} {call.Page.After}"], Cursor.Encode("7|x"))))
            .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("List notes"),
        Operation.Get<CountView>("GetNote", "/accounts/{accountId}/notes/{orderId:ord_}", Access.Read, call => Counted(call)),
        Operation.Get<CountView>("GetLatest", "/accounts/{accountId}/notes/latest", Access.Read, call => Counted(call)),
        Operation.GetJsonOrFile<CountView>("GetTrends", "/accounts/{accountId}/trends", Access.Read, "text/csv", TrendsAsync).Takes(Format, From, App),
        Operation.PutOrCreate<FeatureBody, FeatureView>("PutAccount", "/accounts/{accountId}", Access.Provision, async (call, body) =>
            (await Counted(call)).Map(_ => new Saved<FeatureView>(new FeatureView(true, null), body.Quantity == 1))),
        Operation.Get<CountView>("GetAccount", "/accounts/{accountId}", Access.Read, call => Counted(call)),
        Operation.Post<FeatureBody, FeatureView>("Check", "/accounts/{accountId}/check", Access.Runtime, 200,
            (_, body) => new(new FeatureView(body.Quantity > 0, null))),
        Operation.Put("AssignAgent", "/accounts/{accountId}/seats/{product:contact-center|agent-ai}/agents/{agentId}", Access.Runtime, Nothing),
        Operation.Delete("FreeAgent", "/accounts/{accountId}/seats/{product:contact-center|agent-ai}/agents/{agentId}", Access.Runtime, Nothing),
        Operation.Post<CountView>("Deploy", "/accounts/{accountId}/apps/{appId}/deployments", Access.Deploy, 201, call => Counted(call)),
        Operation.PostRaw("Ingest", "/usage/events", Access.Platform, 202, "application/cloudevents-batch+json",
            (call, bytes) => Free(call, new CountView(bytes.Length, call.Context.Caller.Subject))),
        Operation.PostRaw("Webhook", "/webhooks/stripe", Access.Public, 200, "application/json",
            (call, bytes) => Free(call, new CountView(bytes.Length, call.Header("Stripe-Signature") ?? ""))),
        Operation.Get<CountView>("GetPlans", "/plans", Access.Public, call => Free(call, new CountView(0, ""))),
        Operation.GetFile("GetPdf", "/accounts/{accountId}/pdf", Access.Read, "application/pdf",
            call => Counted(call, new FileContent("application/pdf", Encoding.ASCII.GetBytes("%PDF"), "a.pdf"))),
        Operation.Get<CountView>("GetAudit", "/operations/audit", Access.Operate, call => Free(call, new CountView(0, ""))),
        Operation.Post<FeatureBody>("Fail", "/operations/fail", Access.Operate, (_, body) => body.Feature switch
        {
            "bug" => throw new InvalidDataException("secret detail"),
            "store" => throw new StoreUnavailableException("secret detail", retryAfter: TimeSpan.FromSeconds(7)),
            _ => new(Done.Ok),
        }),
    ]);

    private async ValueTask<Result<NoteView>> WriteAsync(Call call, NoteBody body)
    {
        Seen = call.Context;
        Interlocked.Increment(ref _handled);
        await Gate;
        if (body.Text.EndsWith("again", StringComparison.Ordinal))
        {
            call.Context.MarkReplayed();
        }

        if (body.Text.StartsWith("decline", StringComparison.Ordinal))
        {
            return new BillingError("payment-declined", "The card was declined.")
            {
                Extensions = new("insufficient_funds", "ord_1"),
            };
        }

        return new NoteView(call.Account.Value, body.Text, body.Interval, body.Price, body.At, body.Micros);
    }

    private async ValueTask<Result<JsonOrFile<CountView>>> TrendsAsync(Call call)
    {
        Interlocked.Increment(ref _handled);
        _arrival.TrySetResult();
        await Gate.WaitAsync(call.Context.CancellationToken);
        if (IsMissing(call))
        {
            return ErrorCatalog.AccountNotFound;
        }

        return call.Query(Format) == "csv"
            ? (JsonOrFile<CountView>)new FileContent("text/csv", Encoding.UTF8.GetBytes($"from\n{call.Query(From):O}\n"))
            : (JsonOrFile<CountView>)new CountView(1, call.Query(App) ?? "");
    }

    private ValueTask<Result<CountView>> Counted(Call call) => Counted(call, new CountView(_handled + 1, call.Context.Caller.Subject));

    private ValueTask<Result<T>> Counted<T>(Call call, T view) => IsMissing(call) ? new(ErrorCatalog.AccountNotFound) : Free(call, view);

    private ValueTask<Result<T>> Free<T>(Call call, T view)
    {
        Seen = call.Context;
        Interlocked.Increment(ref _handled);
        return new ValueTask<Result<T>>(view);
    }

    /// <summary>Accounts are there, except for two.</summary>
    private static bool IsMissing(Call call) => call.Account.Value is "gone" or "fuzz-missing";

    private ValueTask<Result<Done>> Nothing(Call call) => new(Done.Ok);
}
