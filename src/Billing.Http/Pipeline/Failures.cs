using Billing.Application.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Http;

/// <summary>What callers are told of an exception: never its text.</summary>
internal static class Failures
{
    public static Problem Explain(Exception exception, HttpContext http, ILogger logger)
    {
        switch (exception)
        {
            // The host's own complaints about a request that it could not read to its end.
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return RequestBody.TooLarge;
            case BadHttpRequestException:
                return Problem.Invalid("", "The body could not be read to its end.");
            case StoreUnavailableException unavailable:
                Log(LogLevel.Warning, "Unavailable");
                return Problem.Of("service-unavailable", "The service cannot answer now; try again.") with { RetryAfter = unavailable.RetryAfter };
            case PaymentProviderException:
                Log(LogLevel.Warning, "No payment provider");
                return Problem.Of("service-unavailable", "The payment provider does not answer; try again.");
            case OperationCanceledException:
                // By the pipeline's own time limit: a caller who has gone is told nothing.
                Log(LogLevel.Warning, "Out of time");
                return Problem.Of("service-unavailable", "The service did not come to an end in time; try again.");
            default:
                Log(LogLevel.Error, "Failed");
                return Problem.Of("internal-error", "The request failed here. Its trace id leads to the cause.");
        }

        void Log(LogLevel level, string outcome) => logger.Log(
            level, exception, "{Outcome}: {Method} {Path}, trace {TraceId}", outcome, http.Request.Method, http.Request.Path, ProblemResponse.TraceIdOf(http));
    }
}
