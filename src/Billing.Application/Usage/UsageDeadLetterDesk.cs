using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Usage;

/// <param name="Replayed">How many went back to the queue.</param>
public sealed record UsageReplay(int Replayed);

/// <summary>The back office's view of usage that was taken and could not be metered, and its two ways to deal with it.</summary>
public sealed partial class UsageDeadLetterDesk(IUsageDeadLetters letters, ILogger<UsageDeadLetterDesk> logger)
{
    public async ValueTask<Result<Page<UsageDeadLetter>>> ListAsync(PageRequest page, RequestContext context) =>
        await letters.ListAsync(page, context.CancellationToken);

    /// <param name="deadLetterId">Null: all that is there now.</param>
    /// <returns>Or <c>dead-letter-not-found</c>, of one.</returns>
    public async ValueTask<Result<UsageReplay>> ReplayAsync(string? deadLetterId, RequestContext context)
    {
        var replayed = await letters.ReplayAsync(deadLetterId, context.CancellationToken);
        LogReplayed(replayed, deadLetterId ?? "all", context.Caller.Subject);
        return replayed == 0 && deadLetterId is not null ? NotFound(deadLetterId) : new UsageReplay(replayed);
    }

    /// <returns>Or <c>dead-letter-not-found</c>.</returns>
    public async ValueTask<Result<Done>> DiscardAsync(string deadLetterId, RequestContext context)
    {
        if (!await letters.DiscardAsync(deadLetterId, context.CancellationToken))
        {
            return NotFound(deadLetterId);
        }

        LogDiscarded(deadLetterId, context.Caller.Subject);
        return Done.Ok;
    }

    private static BillingError NotFound(string id) => new("dead-letter-not-found", $"There is no dead letter '{id}'.");

    [LoggerMessage(LogLevel.Information, "{Count} dead letters of usage ({Which}) were put back on the queue by {Operator}.")]
    private partial void LogReplayed(int count, string which, string @operator);

    [LoggerMessage(LogLevel.Information, "The dead letter of usage {Id} was discarded by {Operator}.")]
    private partial void LogDiscarded(string id, string @operator);
}

/// <summary>Of a home that meters at the door: what it takes is counted, so nothing is left over.</summary>
public sealed class NoUsageDeadLetters : IUsageDeadLetters
{
    public ValueTask<Page<UsageDeadLetter>> ListAsync(PageRequest page, CancellationToken cancellationToken) => new(new Page<UsageDeadLetter>([], null));

    public ValueTask<int> ReplayAsync(string? deadLetterId, CancellationToken cancellationToken) => new(0);

    public ValueTask<bool> DiscardAsync(string deadLetterId, CancellationToken cancellationToken) => new(false);
}
