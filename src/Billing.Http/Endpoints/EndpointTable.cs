using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Http;

/// <summary>The operations of one capability.</summary>
/// <param name="Name">The tag in the OpenAPI document.</param>
/// <param name="Json">The source-generated context that knows every request and response type of the group.</param>
public sealed record OperationGroup(string Name, string Description, JsonSerializerContext? Json, IReadOnlyList<Operation> Operations)
{
    public string BasePath { get; init; } = "/api/v1";
}

/// <summary>The whole API as one explicit list. What it does not hold does not exist.</summary>
public sealed class EndpointTable
{
    /// <exception cref="InvalidOperationException">Two operations share a name or a route, or a refusal is not in the error catalog.</exception>
    public EndpointTable(IEnumerable<OperationGroup> groups)
    {
        Groups = [.. groups];
        Operations = [.. Groups.SelectMany(group => group.Operations.Select(operation => operation.In(group)))];
        Json = StrictJson.Options(Groups.Select(group => group.Json).OfType<JsonSerializerContext>());
        Router = new Router(Operations);
        if (Operations.GroupBy(operation => operation.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two operations are named {twice.Key}.");
        }
    }

    public IReadOnlyList<OperationGroup> Groups { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The wire's rules with the types of all groups.</summary>
    public JsonSerializerOptions Json { get; }

    internal Router Router { get; }
}
