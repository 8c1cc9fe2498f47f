using System.Text.Json.Nodes;
using Billing.Application.Errors;

namespace Billing.Http;

/// <summary>
/// One operation of the API: the single source for routing, authentication, the OpenAPI document and the tests. Made by the factories of
/// <c>Operation.Factories.cs</c>, one line an operation, and described by <see cref="Describe"/> and its neighbours.
/// </summary>
public abstract partial record Operation
{
    private protected Operation(string name, string method, string route, Access access)
    {
        (Name, Method, Path, Access) = (name, method, route, access);
        RouteParameters = [.. route.Split('/').Where(RouteParameter.IsParameter).Select(RouteParameter.Parse)];
        HasAccount = RouteParameters.Any(parameter => parameter.Name == RouteParameter.Account);
    }

    /// <summary>Unique, PascalCase; the OpenAPI operationId.</summary>
    public string Name { get; }

    /// <summary>GET (which answers HEAD too), POST, PUT or DELETE.</summary>
    public string Method { get; }

    /// <summary>The whole path, such as <c>/api/v1/accounts/{accountId}/orders/{orderId:ord_}</c>.</summary>
    public string Path { get; private init; }

    public Access Access { get; }

    public IReadOnlyList<RouteParameter> RouteParameters { get; }

    public IReadOnlyList<QueryParameter> QueryParameters { get; private init; } = [];

    /// <summary>The group's name.</summary>
    public string Tag { get; private init; } = "";

    public string Summary { get; private init; } = "";

    public string Description { get; private init; } = "";

    /// <summary>Codes that the use case may refuse with.</summary>
    public IReadOnlyList<string> Refusals { get; private init; } = [];

    /// <summary>Every code that this operation may answer: the pipeline's and the use case's.</summary>
    public IReadOnlyList<string> Codes => [.. PipelineCodes().Concat(Refusals).Distinct()];

    public string? RequestExample { get; private init; }

    public string? ResponseExample { get; private init; }

    /// <summary>Never shed and never queued: health.</summary>
    public bool AlwaysAdmitted { get; private init; }

    /// <summary>Not bound by the time limit.</summary>
    public bool TakesItsTime { get; private init; }

    /// <summary>The media type to send, null without a body.</summary>
    public abstract string? RequestMediaType { get; }

    /// <summary>The type of a JSON body; null without one, and where the handler reads the bytes itself.</summary>
    public abstract Type? RequestType { get; }

    /// <summary>The body is read under whatever media type it comes.</summary>
    public abstract bool TakesAnyBytes { get; }

    /// <summary>Of the body, for the OpenAPI document.</summary>
    internal abstract JsonNode RequestSchema(OpenApiSchemas schemas);

    /// <summary>The answers of success.</summary>
    public abstract IReadOnlyList<SuccessResponse> Responses { get; }

    public bool HasAccount { get; }

    /// <summary>The contract, section 1: on every POST that creates something. Raw bodies name their repeats themselves.</summary>
    public bool HonoursIdempotencyKey => Method == "POST" && !Access.IsPublic && (RequestMediaType is null || RequestType is not null);

    /// <param name="description">Markdown; what a developer must know beyond the summary.</param>
    public Operation Describe(string summary, string description = "") => this with { Summary = summary, Description = description };

    /// <exception cref="KeyNotFoundException">A code is not in the catalog.</exception>
    public Operation Refuses(params string[] codes) => this with { Refusals = [.. codes.Select(code => ErrorCatalog.Find(code).Code)] };

    public Operation Takes(params QueryParameter[] parameters) => this with { QueryParameters = parameters };

    /// <summary>JSON texts for the OpenAPI document and the API page.</summary>
    public Operation Example(string? request = null, string? response = null) => this with { RequestExample = request, ResponseExample = response };

    public Operation Unshed() => this with { AlwaysAdmitted = true };

    public Operation Unhurried() => this with { TakesItsTime = true };

    private IEnumerable<string> PipelineCodes()
    {
        IEnumerable<(string Code, bool Applies)> rules =
        [
            ("validation-failed", RouteParameters.Any(parameter => parameter.IsCallersId)),
            ("validation-failed", QueryParameters.Count > 0 || (RequestMediaType is not null && !TakesAnyBytes) || HonoursIdempotencyKey),
            ("unauthenticated", !Access.IsPublic),
            ("forbidden", !Access.IsPublic),
            ("account-not-found", HasAccount),
            ("body-too-large", RequestMediaType is not null),
            ("unsupported-media-type", RequestMediaType is not null && !TakesAnyBytes),
            ("idempotency-key-in-use", HonoursIdempotencyKey),
            ("idempotency-key-reused", HonoursIdempotencyKey),
            ("rate-limited", !AlwaysAdmitted),
            ("internal-error", true),
            ("service-unavailable", true),
        ];
        return rules.Where(rule => rule.Applies).Select(rule => rule.Code)
            .Concat(RouteParameters.Where(parameter => !parameter.IsCallersId).Select(parameter => parameter.NotFoundCode));
    }

    internal Operation In(OperationGroup group) => this with { Path = group.BasePath + Path, Tag = group.Name };

    /// <exception cref="InvalidOperationException">The route has no such parameter.</exception>
    internal int IndexOf(string parameter)
    {
        for (var i = 0; i < RouteParameters.Count; i++)
        {
            if (RouteParameters[i].Name == parameter)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The route of {Name} has no parameter '{parameter}'.");
    }

    /// <summary>Parses the body, runs the handler, writes its answer; or answers the problem, with nothing written yet.</summary>
    internal abstract ValueTask<Problem?> InvokeAsync(Call call, ReadOnlyMemory<byte> body);
}

/// <summary>One success status with its content: JSON of a type, or another media type, or nothing.</summary>
public sealed record SuccessResponse(int Status, string? MediaType = null, Type? JsonType = null);
