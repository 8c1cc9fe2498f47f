using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Billing.Application.Ports;

namespace Billing.Functions.Messaging;

/// <summary>What the message bus's failures are to callers. They hold no secret: the client's texts name the place and the operation alone.</summary>
internal static class BusFaults
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>The service asks for this when it is busy.</summary>
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreUnavailableException">The bus did not do it, or nobody knows.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (ServiceBusException fault)
        {
            throw Of(fault);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or AuthenticationFailedException)
        {
            throw new StoreAccessException("Service Bus does not let this process in.", denied, Soon);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public static Task AskAsync(Func<Task> request) => AskAsync(async () =>
    {
        await request();
        return true;
    });

    private static StoreUnavailableException Of(ServiceBusException fault) => new(
        $"Service Bus is unavailable: {fault.Reason}", fault, fault.Reason == ServiceBusFailureReason.ServiceBusy ? WhenBusy : Soon);
}
