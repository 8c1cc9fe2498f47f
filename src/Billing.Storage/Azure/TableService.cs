using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>The service as callers may ask it: no longer than their time, and not at all where it was found away just before.</summary>
internal sealed class TableService(ITableRequests requests, AzureTableOptions options)
{
    private readonly Outage _outage = new(options.FailFastFor);

    /// <summary>How long to wait after the given attempt, counted from 1; null: there is no time for another one.</summary>
    public TimeSpan? Delay(int attempt, TableFault fault)
    {
        var own = options.FirstDelay * (1 << (attempt - 1));
        var delay = fault.RetryAfter > own ? fault.RetryAfter.Value : own;
        return attempt < options.Attempts && delay < options.GiveUpAfter ? delay : null;
    }

    /// <summary>One request, and whatever comes of it.</summary>
    public async Task<Answer<T>> AskAsync<T>(Func<ITableRequests, Task<Answer<T>>> request)
    {
        var answer = await request(requests);
        if (answer.Fault is not { Error: null })
        {
            _outage.Answered();
        }

        return answer;
    }

    /// <summary>One request of which nothing can go wrong that callers know how to read.</summary>
    public async Task<T> ValueAsync<T>(Func<ITableRequests, Task<Answer<T>>> request) =>
        await AskAsync(request) is var answer && answer.Fault is null ? answer.Value : throw Failure(answer.Fault!);

    public Exception Failure(TableFault fault) => fault.ForCallers(options.RetryAfter);

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
}
