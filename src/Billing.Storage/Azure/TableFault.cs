using Azure;
using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>Why a request came to nothing: the service's error, or that nobody answered.</summary>
internal sealed class TableFault
{
    /// <summary>The service takes 15 minutes; its answer needs time, too.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(14);

    private readonly Response? _response;
    private readonly Exception? _failure;

    /// <param name="response">The answer that brought the error.</param>
    /// <param name="error">Of a part of the answer, where it has parts.</param>
    public TableFault(Response response, TableError? error = null) =>
        (_response, Error) = (response, error ?? TableError.Parse(response.Status, response.Content.ToString()));

    /// <summary>An error whose answer is not at hand.</summary>
    public TableFault(TableError error) => Error = error;

    /// <summary>Nobody answered.</summary>
    public TableFault(Exception failure) => _failure = failure;

    /// <summary>Null: nobody answered.</summary>
    public TableError? Error { get; }

    /// <summary>Nothing says that the request was not done, and trying again may help.</summary>
    public bool IsTransient => Error is null or { IsTransient: true };

    /// <summary>The connection was never made: nothing was done.</summary>
    public bool WasNotSent => Causes(_failure).OfType<HttpRequestException>()
        .Any(cause => cause.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError);

    /// <summary>What the service asks for, in whole seconds; null: nothing.</summary>
    public TimeSpan? RetryAfter => _response is null ? null : RetryAfterOf(_response);

    public static TimeSpan? RetryAfterOf(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text) && uint.TryParse(text, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>True for what a pipeline throws where nobody answered.</summary>
    public static bool IsTransport(Exception exception) =>
        exception is RequestFailedException or OperationCanceledException or IOException or HttpRequestException
        || (exception is AggregateException several && several.InnerExceptions.All(IsTransport));

    /// <summary>What callers are told where the fault is none of those that they know how to read.</summary>
    /// <param name="retryAfter">Where the service says nothing.</param>
    public Exception ForCallers(TimeSpan retryAfter)
    {
        if (Error is { IsDenied: true } denied)
        {
            var answer = $"{denied.Status} {denied.Code}".Trim();
            return new StoreAccessException($"Table Storage does not let this process in ({answer}): {WhyDenied()}", retryAfter: retryAfter);
        }

        if (Error is { IsTransient: false } and not { Code: TableError.TableBeingDeleted or TableError.TableNotFound })
        {
            return new InvalidOperationException($"Table Storage refused a request: {Error}");
        }

        var why = Error?.ToString() ?? Last(_failure!).Message;
        return new StoreUnavailableException($"Table Storage is unavailable: {why}", _failure, RetryAfter ?? retryAfter);
    }

    /// <summary>Of a wrong clock the service says nothing but that the signature is wrong.</summary>
    private string WhyDenied()
    {
        var ahead = _response?.Headers.Date is { } theirs ? DateTimeOffset.UtcNow - theirs : TimeSpan.Zero;
        return ahead.Duration() < MostSkew
            ? "the key, signature or role that it was given is not accepted there, or does not allow this."
            : $"this machine's clock is {ahead.Duration().TotalMinutes:0} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the service's.";
    }

    /// <summary>Of several attempts.</summary>
    private static Exception Last(Exception failure) => failure is AggregateException several ? several.InnerExceptions[^1] : failure;

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
