using Azure.Core;
using Azure.Messaging.ServiceBus;
using Billing.Application;

namespace Billing.Functions.Messaging;

/// <summary>The message bus by the connection that the triggers name, too.</summary>
internal static class BusConnection
{
    private const string Name = "ServiceBus";

    /// <summary>The part that names the place where an identity opens it.</summary>
    private const string Place = $"{Name}:fullyQualifiedNamespace";

    /// <summary>Whoever hands usage in waits for the bus: it is given up after some 16 seconds.</summary>
    private static ServiceBusClientOptions Options => new()
    {
        RetryOptions =
        {
            TryTimeout = TimeSpan.FromSeconds(5), MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(1),
        },
    };

    /// <exception cref="SettingException">It is missing, or no connection string.</exception>
    public static ServiceBusClient Open(Settings settings, TokenCredential identity)
    {
        if (settings.Text(Place) is { } place)
        {
            return new(place, identity, Options);
        }

        try
        {
            return new(settings.Required(Name, $"a connection string of Service Bus; or in {Place} its address, which the identity opens"), Options);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            throw new SettingException($"{Name}: this is no connection string of Service Bus.", problem);
        }
    }
}
