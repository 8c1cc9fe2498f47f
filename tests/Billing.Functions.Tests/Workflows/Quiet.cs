using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using DurableTask.Core.History;
using Microsoft.DurableTask.Testing.Sidecar;

namespace Billing.Functions.Tests.Workflows;

/// <summary>
/// Tells when nothing goes on in the test host: no instance has a message or is being run, and every activity that was scheduled has answered. The host says
/// so nowhere, so its fields are read.
/// </summary>
internal sealed class Quiet(InMemoryOrchestrationService service)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly IEnumerable _instances = (IEnumerable)Field(Field(service, "instanceStore"), "store");

    /// <param name="isOver">Ends the wait early.</param>
    public async Task WaitAsync(Func<bool> isOver)
    {
        var start = Stopwatch.GetTimestamp();
        for (int? before = null; ;)
        {
            // One instance may have written to another that was looked at before it: only a second look that finds the same is sure.
            var events = Events();
            if (isOver() || (events is not null && events == before))
            {
                return;
            }

            before = events;
            Assert.True(Stopwatch.GetElapsedTime(start) < Deadline, "The test host does not come to rest.");
            await Task.Yield();
        }
    }

    /// <summary>How many events all histories have; null while something goes on.</summary>
    private int? Events()
    {
        var all = 0;
        foreach (var entry in _instances)
        {
            var instance = Property<object>(entry, "Value");
            lock (instance)
            {
                var history = Property<JsonArray>(instance, "HistoryEventsJson");
                if (Property<bool>(instance, "IsLoaded") || Property<JsonArray>(instance, "MessagesJson").Count > 0)
                {
                    return null;
                }

                var events = history.Select(each => each!.GetValue<HistoryEvent>().EventType).ToList();
                if (!Property<bool>(instance, "IsCompleted")
                    && events.Count(type => type == EventType.TaskScheduled)
                        > events.Count(type => type is EventType.TaskCompleted or EventType.TaskFailed))
                {
                    return null;
                }

                all += events.Count;
            }
        }

        return all;
    }

    private static object Field(object owner, string name) =>
        owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner)!;

    private static T Property<T>(object owner, string name) =>
        (T)owner.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(owner)!;
}
