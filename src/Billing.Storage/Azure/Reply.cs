using Azure;
using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>The service's answer, or the failure to get one.</summary>
internal sealed class Reply
{
    /// <summary>The service takes 15 minutes; its answer needs time, too.</summary>
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(14);

    private readonly Response? _response;
    private readonly Exception? _failure;
    private readonly TimeSpan _retryAfter;

    public Reply(Response response, TimeSpan retryAfter) => (_response, _retryAfter) = (response, retryAfter);

    public Reply(Exception failure, TimeSpan retryAfter) => (_failure, _retryAfter) = (failure, retryAfter);

    public int Status => _response?.Status ?? 0;

    public ReadOnlySpan<byte> Content => _response!.Content.ToMemory().Span;

    public string Text => _response!.Content.ToString();

    /// <summary>No answer, or one that says nothing of what was done.</summary>
    public bool IsUnavailable => _response is null || Status >= 500 || Status is 408 or 429;

    /// <summary>What the service asks for, in whole seconds; null: nothing.</summary>
    public TimeSpan? RetryAfter => _response is null ? null : RetryAfterOf(_response);

    /// <summary>The connection was never made: nothing was done.</summary>
    public bool WasNotSent => Causes(_failure).OfType<HttpRequestException>()
        .Any(cause => cause.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError);

    public string? Header(string name) => _response!.Headers.TryGetValue(name, out var value) ? value : null;

    public TableError Error() => TableError.Parse(Status, Text);

    public static TimeSpan? RetryAfterOf(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text) && uint.TryParse(text, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>What callers are told where the answer is none of those that they know how to read.</summary>
    /// <param name="inner">The error of a part of the answer, where it has parts.</param>
    public Exception Failure(TableError? inner = null)
    {
        var error = inner ?? (_response is null ? null : Error());
        if (error is { IsDenied: true })
        {
            var answer = $"{error.Status} {error.Code}".Trim();
            return new StoreAccessException($"Table Storage does not let this process in ({answer}): {WhyDenied()}", retryAfter: _retryAfter);
        }

        if (error is { IsTransient: false } and not { Code: TableError.TableBeingDeleted or TableError.TableNotFound })
        {
            return new InvalidOperationException($"Table Storage refused a request: {error}");
        }

        var why = error?.ToString() ?? Last(_failure!).Message;
        return new StoreUnavailableException($"Table Storage is unavailable: {why}", _failure, RetryAfter ?? _retryAfter);
    }

    /// <summary>Of a wrong clock the service says nothing but that the signature is wrong.</summary>
    private string WhyDenied()
    {
        var ahead = _response!.Headers.Date is { } theirs ? DateTimeOffset.UtcNow - theirs : TimeSpan.Zero;
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
