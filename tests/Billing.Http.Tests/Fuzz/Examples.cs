using System.Text;
using System.Text.Json;

namespace Billing.Http.Tests.Support;

/// <summary>Holds the examples of the API's description against the types that really read and write them.</summary>
public static class Examples
{
    /// <returns>One line a wrong example.</returns>
    public static IReadOnlyList<string> Faults(EndpointTable table) =>
    [
        .. table.Operations.SelectMany(operation => new[]
        {
            Fault(table, operation, "request", operation.RequestType, operation.RequestExample),
            Fault(table, operation, "response", operation.Responses.Select(response => response.JsonType).FirstOrDefault(), operation.ResponseExample),
        }).OfType<string>(),
    ];

    private static string? Fault(EndpointTable table, Operation operation, string side, Type? type, string? example)
    {
        if (example is null || type is null)
        {
            return null;
        }

        try
        {
            var value = JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(example), table.Json.GetTypeInfo(type));
            return value is null ? $"{operation.Name}: the {side} example is null" : null;
        }
        catch (JsonException exception)
        {
            return $"{operation.Name}: the {side} example: {exception.Message}";
        }
    }
}
