using System.Text.Json;
using Billing.Application;
using Billing.Domain;
using Microsoft.AspNetCore.Http;

namespace Billing.Http;

/// <summary>One call of one operation: what the route, the query and the headers say. The body comes to the handler as an argument of its own.</summary>
public sealed class Call
{
    private readonly HttpContext _http;
    private readonly Operation _operation;
    private readonly string[] _routeValues;

    internal Call(HttpContext http, in RouteMatch match, RequestContext context, JsonSerializerOptions json)
    {
        (_http, _operation, _routeValues) = (http, match.Operation!, match.Values);
        (Context, Json) = (context, json);
    }

    public RequestContext Context { get; }

    /// <summary>The account in the path; the caller may do this to it, which does not say that it exists.</summary>
    public AccountId Account => new(Id(RouteParameter.Account));

    public PageRequest Page => new(Query(QueryParameters.Limit), Query(QueryParameters.Cursor));

    internal JsonSerializerOptions Json { get; }

    internal HttpResponse Response => _http.Response;

    /// <summary>A parameter of the route, which has its right form.</summary>
    public string Id(string parameter) => _routeValues[_operation.IndexOf(parameter)];

    /// <exception cref="InvalidOperationException">The operation does not declare the parameter.</exception>
    public T Query<T>(QueryParameter<T> parameter)
    {
        if (!_operation.QueryParameters.Contains(parameter))
        {
            throw new InvalidOperationException($"{_operation.Name} does not declare the query parameter '{parameter.Name}'.");
        }

        return _http.Request.Query.TryGetValue(parameter.Name, out var values) && parameter.Parse(values.ToString(), out var value) ? value : parameter.Default;
    }

    /// <summary>A header of the request; null where it is missing or repeated.</summary>
    public string? Header(string name) => _http.Request.Headers.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
}
