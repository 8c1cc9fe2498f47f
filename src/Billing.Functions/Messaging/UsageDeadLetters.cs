using System.Globalization;
using Azure.Messaging.ServiceBus;
using Billing.Application;
using Billing.Application.Ports;

namespace Billing.Functions.Messaging;

/// <summary>
/// The dead-letter queue behind the usage queue. A dead letter's id is its sequence number there. The service gives messages out in turn and never by number,
/// so whoever looks for one holds those before it for a moment and gives them back, which counts as a delivery of each.
/// </summary>
/// <param name="deadLetters">Of the dead-letter queue, which has no sessions.</param>
internal sealed class UsageDeadLetters(ServiceBusSender sender, ServiceBusReceiver deadLetters) : IUsageDeadLetters
{
    private const int AtOnce = 100;

    /// <summary>Marks what a replay has put back, so that it is left where it is should it come again at once.</summary>
    private const string ReplayMark = "replay";

    /// <summary>An empty queue is only known by waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async ValueTask<Page<UsageDeadLetter>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var found = new List<ServiceBusReceivedMessage>();
        if (NumberOf(page.After ?? "0") is not { } from)
        {
            return new([], null);
        }

        while (found.Count <= page.Limit)
        {
            // The service may give fewer than it was asked for, and gives none only at the end.
            var start = from;
            var more = await BusFaults.AskAsync(() => deadLetters.PeekMessagesAsync(page.Limit + 1 - found.Count, start, cancellationToken));
            if (more.Count == 0)
            {
                break;
            }

            found.AddRange(more);
            from = more[^1].SequenceNumber + 1;
        }

        var next = found.Count > page.Limit ? Cursor.Encode(IdOf(found[page.Limit])) : null;
        return new([.. found.Take(page.Limit).Select(Told)], next);
    }

    public async ValueTask<int> ReplayAsync(string? deadLetterId, CancellationToken cancellationToken)
    {
        if (deadLetterId is not null)
        {
            return await TakeAsync(deadLetterId, letter => PutBackAsync(letter, deadLetterId, cancellationToken), cancellationToken) ? 1 : 0;
        }

        var replay = Guid.NewGuid().ToString("N");
        for (var count = 0; ; count++)
        {
            var letter = await BusFaults.AskAsync(() => deadLetters.ReceiveMessageAsync(Patience, cancellationToken));
            if (letter is null)
            {
                return count;
            }

            if (letter.ApplicationProperties.TryGetValue(ReplayMark, out var mark) && mark is string own && own == replay)
            {
                await GiveBackAsync([letter]);
                return count;
            }

            await PutBackAsync(letter, replay, cancellationToken);
        }
    }

    public async ValueTask<bool> DiscardAsync(string deadLetterId, CancellationToken cancellationToken) =>
        await TakeAsync(deadLetterId, letter => CompleteAsync(letter, cancellationToken), cancellationToken);

    /// <returns>False: there is no such letter, or another holds it.</returns>
    private async Task<bool> TakeAsync(string deadLetterId, Func<ServiceBusReceivedMessage, Task> act, CancellationToken cancellationToken)
    {
        if (NumberOf(deadLetterId) is not { } number
            || await BusFaults.AskAsync(() => deadLetters.PeekMessageAsync(number, cancellationToken)) is not { } there || there.SequenceNumber != number)
        {
            return false;
        }

        var others = new List<ServiceBusReceivedMessage>();
        try
        {
            while (true)
            {
                var letters = await BusFaults.AskAsync(() => deadLetters.ReceiveMessagesAsync(AtOnce, Patience, cancellationToken));
                others.AddRange(letters.Where(letter => letter.SequenceNumber != number));
                if (letters.FirstOrDefault(letter => letter.SequenceNumber == number) is { } wanted)
                {
                    await act(wanted);
                    return true;
                }

                if (letters.Count == 0)
                {
                    return false;
                }
            }
        }
        finally
        {
            await GiveBackAsync(others);
        }
    }

    /// <summary>Sent first and taken after: a kill between the two leaves both, and the metering counts one.</summary>
    private async Task PutBackAsync(ServiceBusReceivedMessage letter, string replay, CancellationToken cancellationToken)
    {
        var message = new ServiceBusMessage(letter);
        message.ApplicationProperties[ReplayMark] = replay;
        await BusFaults.AskAsync(() => sender.SendMessageAsync(message, cancellationToken));
        await CompleteAsync(letter, cancellationToken);
    }

    private Task CompleteAsync(ServiceBusReceivedMessage letter, CancellationToken cancellationToken) =>
        BusFaults.AskAsync(() => deadLetters.CompleteMessageAsync(letter, cancellationToken));

    /// <summary>Whoever has given up waiting, too, gives them back; what cannot be given back comes back by itself when its lock ends.</summary>
    private async Task GiveBackAsync(IReadOnlyList<ServiceBusReceivedMessage> letters)
    {
        foreach (var letter in letters)
        {
            try
            {
                await deadLetters.AbandonMessageAsync(letter, null, CancellationToken.None);
            }
            catch (ServiceBusException)
            {
                return;
            }
        }
    }

    private static UsageDeadLetter Told(ServiceBusReceivedMessage letter) => new(
        IdOf(letter), letter.EnqueuedTime, letter.DeadLetterReason, letter.DeadLetterErrorDescription, letter.DeliveryCount, letter.Body.ToString());

    private static string IdOf(ServiceBusReceivedMessage letter) => letter.SequenceNumber.ToString(CultureInfo.InvariantCulture);

    private static long? NumberOf(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
