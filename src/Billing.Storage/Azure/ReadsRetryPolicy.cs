using Azure.Core;
using Azure.Core.Pipeline;

namespace Billing.Storage.Azure;

/// <summary>
/// Repeats what repeating does not harm. A commit is a POST: whoever sent it must look before sending it again. A service that asks for more time than
/// callers have is not asked again.
/// </summary>
internal sealed class ReadsRetryPolicy(AzureTableOptions options)
    : RetryPolicy(options.Attempts - 1, DelayStrategy.CreateExponentialDelayStrategy(options.FirstDelay, options.FirstDelay * 16))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => MayRetry(message) && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        MayRetry(message) ? base.ShouldRetryAsync(message, exception) : new(false);

    private bool MayRetry(HttpMessage message) =>
        message.Request.Method != RequestMethod.Post && !(message.HasResponse && TableFault.RetryAfterOf(message.Response) >= options.GiveUpAfter);
}
