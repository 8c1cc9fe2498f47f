using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>One request, and whatever comes of it.</summary>
internal sealed class TableService(HttpPipeline pipeline, AzureTableOptions options)
{
    private readonly Outage _outage = new(options.FailFastFor);

    /// <summary>How long to wait after the given attempt, counted from 1; null: there is no time for another one.</summary>
    public TimeSpan? Delay(int attempt, Reply reply)
    {
        var own = options.FirstDelay * (1 << (attempt - 1));
        var delay = reply.RetryAfter > own ? reply.RetryAfter.Value : own;
        return attempt < options.Attempts && delay < options.GiveUpAfter ? delay : null;
    }

    public async Task<Reply> SendAsync(
        RequestMethod method, string address, CancellationToken cancellationToken, byte[]? body = null, string contentType = "application/json")
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new(address));
        if (body is not null)
        {
            message.Request.Headers.SetValue("Content-Type", contentType);
            message.Request.Content = RequestContent.Create(body);
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            _outage.Answered();
            return new(message.Response, options.RetryAfter);
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            // A retry that was cancelled comes as a bundle of failures.
            cancellationToken.ThrowIfCancellationRequested();
            return new(exception, options.RetryAfter);
        }
    }

    /// <summary>Runs one call of the port against its time limit; not at all where the service was found away just before.</summary>
    /// <exception cref="StoreUnavailableException">The time is up, or nothing was tried.</exception>
    public async ValueTask<T> Bounded<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_outage.MayTry())
        {
            throw new StoreUnavailableException("Table Storage does not answer.", inner: null, options.RetryAfter);
        }

        var answers = _outage.Answers;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.GiveUpAfter);
        try
        {
            return await call(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            _outage.Failed(answers);
            throw new StoreUnavailableException("Table Storage did not answer in time.", exception, options.RetryAfter);
        }
        catch (StoreUnavailableException)
        {
            _outage.Failed(answers);
            throw;
        }
    }

    private static bool IsTransport(Exception exception) =>
        exception is RequestFailedException or OperationCanceledException or IOException or HttpRequestException
        || (exception is AggregateException several && several.InnerExceptions.All(IsTransport));
}
