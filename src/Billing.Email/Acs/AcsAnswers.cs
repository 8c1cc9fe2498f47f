using System.Text.Json;
using Azure;
using Billing.Application.Ports;

namespace Billing.Email.Acs;

/// <summary>What the service's answers mean for an e-mail.</summary>
internal static class AcsAnswers
{
    /// <summary>Of a look-up: there is no such operation.</summary>
    public static readonly SendAnswer NotFound = new(SendOutcome.TryAgain, "404 of a look-up");

    public static SendAnswer OfSending(Response response) => response.Status switch
    {
        202 => new(SendOutcome.Accepted, null, RetryAfter(response)),
        400 or 413 => new(SendOutcome.Rejected, Explain(response)),
        _ => Later(response),
    };

    public static SendAnswer OfLookUp(Response response) => response.Status switch
    {
        200 => ReadOperation(response),
        202 => new(SendOutcome.Accepted, null, RetryAfter(response)),
        404 => NotFound,
        _ => Later(response),
    };

    public static bool IsTransport(Exception problem) =>
        problem is RequestFailedException or OperationCanceledException or IOException or HttpRequestException
        || (problem is AggregateException several && several.InnerExceptions.All(IsTransport));

    /// <summary>Too many, overloaded, or an operator has something to set right: a key, a domain, a sender's address.</summary>
    private static SendAnswer Later(Response response) => new(SendOutcome.TryAgain, Explain(response), RetryAfter(response));

    private static SendAnswer ReadOperation(Response response) => Parse(response, AcsJson.Default.AcsOperation) switch
    {
        { Status: "Succeeded" } => SendAnswer.Sent,
        { Status: "Failed" or "Canceled" } operation => new(SendOutcome.Rejected, $"{operation.Error?.Code ?? operation.Status}: {operation.Error?.Message}"),
        { Status: not null } => new(SendOutcome.Accepted, null, RetryAfter(response)),
        _ => new(SendOutcome.TryAgain, "The service's answer is none that it promises."),
    };

    private static string Explain(Response response) =>
        Parse(response, AcsJson.Default.AcsProblem)?.Error is { } error
            ? $"{response.Status} {error.Code}: {error.Message}"
            : $"{response.Status} {(response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : response.ReasonPhrase)}".TrimEnd();

    private static T? Parse<T>(Response response, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(response.Content.ToMemory().Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text) && uint.TryParse(text, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
