using Billing.Application.Ports;
using Billing.Storage.InMemory;
using Billing.Stripe.Simulator.Control;

namespace Billing.Application.Tests.World;

/// <summary>Runs a story again and again, with each request to the payment provider going wrong in every way.</summary>
internal static class EveryFault
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    /// <summary>How often a client asks: again after trouble, and again where the trouble was with that.</summary>
    private const int Asked = 3;

    /// <summary>Once, which our client overcomes by itself; and until it gives up.</summary>
    private static readonly (FaultKind Kind, int Times)[] Troubles =
    [
        (FaultKind.LoseRequest, Provider.Tries), (FaultKind.LoseAnswer, 1), (FaultKind.LoseAnswer, Provider.Tries), (FaultKind.Error, Provider.Tries),
        (FaultKind.StoredError, 1), (FaultKind.BrokenAnswer, 1), (FaultKind.BrokenAnswer, Provider.Tries),
    ];

    /// <summary>
    /// Whatever goes wrong once, or so often that our client gives up, all is in the end as if nothing had: after an hour of looking up, and after the client
    /// has asked again.
    /// </summary>
    /// <param name="steps">Each can be repeated: its requests carry keys, and what happens outside happens once.</param>
    public static async Task EndsWellAsync(params Func<Stage, Task>[] steps)
    {
        var (undisturbed, requests) = await TellAsync(null, steps);
        Assert.True(requests > 0, "The story asks the provider for nothing.");
        for (var request = 1; request <= requests; request++)
        {
            foreach (var (kind, times) in Troubles)
            {
                var (told, _) = await TellAsync((request, new Fault(kind, Times: times)), steps);
                Assert.True(told == undisturbed, $"{kind} × {times} from request {request} of {requests}:\n{told}\n\nUndisturbed:\n{undisturbed}");
            }
        }
    }

    /// <summary>Which of two invoices came first is the trouble's to say.</summary>
    private static string InAnyOrder(string told) => string.Join('\n', told.Split('\n')
        .Select(line => line.StartsWith("invoice ", StringComparison.Ordinal) ? $"invoice {line.Split(' ', 3)[2]}" : line)
        .Order(StringComparer.Ordinal));

    private static async Task<(string Told, int Requests)> TellAsync((int Request, Fault Fault)? trouble, Func<Stage, Task>[] steps)
    {
        var tables = new InMemoryTableStore();
        var stage = await new Stage(tables).WithAccountAsync();
        stage.Provider.Trouble = trouble;
        foreach (var step in steps.SelectMany(step => Enumerable.Repeat(step, Asked)))
        {
            try
            {
                await step(stage);
            }
            catch (PaymentProviderException)
            {
                // The caller is told to come again, and does.
            }

            await stage.AdvanceAsync(stage.Clock.Now + Later);
        }

        var requests = stage.Provider.Requests;
        await Books.AuditAsync(stage, tables, Stage.Acme);
        return (InAnyOrder(await Books.TellAsync(stage, tables, Stage.Acme)), requests);
    }
}
