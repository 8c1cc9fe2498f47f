using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Billing.Domain;
using Microsoft.AspNetCore.Http;

namespace Billing.Http;

internal static class ProblemResponse
{
    public const string MediaType = "application/problem+json";

    public static ValueTask WriteAsync(HttpContext http, Problem problem)
    {
        if (problem.Kind.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            var seconds = (long)Math.Ceiling((problem.RetryAfter ?? TimeSpan.Zero).TotalSeconds);
            http.Response.Headers.RetryAfter = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture);
        }

        return JsonResponse.WriteAsync(http.Response, problem.Kind.Status, MediaType, (problem, traceId: TraceIdOf(http)), static (writer, state) =>
            Write(writer, state.problem, state.traceId));
    }

    /// <summary>What finds the request in logs and traces.</summary>
    public static string TraceIdOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    private static void Write(Utf8JsonWriter writer, Problem problem, string traceId)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, Problem.TypeOf(problem.Kind.Code));
        writer.WriteString("title"u8, problem.Kind.Title);
        writer.WriteNumber("status"u8, problem.Kind.Status);
        writer.WriteString("detail"u8, problem.Detail);
        writer.WriteString("code"u8, problem.Kind.Code);
        if (problem.Errors.Count > 0)
        {
            writer.WriteStartArray("errors"u8);
            foreach (var error in problem.Errors)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer"u8, error.Pointer);
                writer.WriteString("detail"u8, error.Detail);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        WriteExtensions(writer, problem.Extensions);
        writer.WriteString("traceId"u8, traceId);
        writer.WriteEndObject();
    }

    private static void WriteExtensions(Utf8JsonWriter writer, ErrorExtensions? extensions)
    {
        if (extensions?.DeclineCode is { } declineCode)
        {
            writer.WriteString("declineCode"u8, declineCode);
        }

        if (extensions?.OrderId is { } orderId)
        {
            writer.WriteString("orderId"u8, orderId);
        }

        if (extensions?.AvailableOn is { } plans)
        {
            writer.WriteStartArray("availableOn"u8);
            foreach (var plan in plans)
            {
                writer.WriteStringValue(plan);
            }

            writer.WriteEndArray();
        }
    }
}
