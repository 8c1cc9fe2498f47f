using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Functions.Workflows;
using Billing.Workflows;
using Microsoft.DurableTask;

namespace Billing.Functions.Tests.Workflows;

/// <summary>
/// Durable under a clock that a test moves. Every call to its engine, and every move of the clock, returns once nothing goes on any more: what the embedded
/// engine does within a call, Durable does after it.
/// </summary>
internal sealed class DurableWorld : IStageEngine
{
    private readonly Quiet _quiet;
    private readonly TimeProvider _clock;
    private readonly DurableClients _clients = new();
    private readonly HandAlarms _alarms = new();
    private volatile WorkflowBook? _book;
    private volatile TaskCompletionSource? _dead;

    private DurableWorld(DurableHost host, TimeProvider clock)
    {
        (_clock, _quiet) = (clock, new Quiet(host.Service));
        _clients.Lend(new HandTimedClient(host.Client, clock));
    }

    public DateTimeOffset? Next => _alarms.First?.At;

    public static DurableWorld Enter(DurableHost host, TimeProvider clock)
    {
        var world = new DurableWorld(host, clock);
        host.Enter(world);
        return world;
    }

    public IWorkflowEngine Create(EngineParts parts) => Engine(parts.Book);

    public IWorkflowEngine Engine(WorkflowBook book) => new SettledEngine(new DurableWorkflows(_clients, book, _clock), SettleAsync);

    /// <summary>What the process before has left undone is done again.</summary>
    public void Serve(WorkflowBook book)
    {
        _book = book;
        End();
    }

    public void End() => Interlocked.Exchange(ref _dead, null)?.SetResult();

    public async Task RunAsync()
    {
        await SettleAsync();
        while (_alarms.First is { } alarm && alarm.At <= _clock.GetUtcNow())
        {
            _alarms.Remove(alarm);
            await _clients.Client.RaiseEventAsync(alarm.Instance, alarm.Name);
            await SettleAsync();
        }
    }

    public bool Wakes(string instance, DateTimeOffset at, IEnumerable<DueEntry> due) =>
        _alarms.Has(DurableNames.Of(InstanceId.Parse(instance)), at) || due.Any(entry => entry.Subject == instance && entry.At <= at);

    public async Task<string> OrchestrateAsync(TaskOrchestrationContext context)
    {
        var timed = new HandTimedContext(context, _alarms);
        try
        {
            return timed.Stamp((await DurableRun.RunAsync(timed, _book!))?.GetRawText());
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException(timed.Stamp(problem.Message), problem);
        }
    }

    /// <summary>Does an activity, again in the next process where this one dies over it: Durable hands out again what nobody has finished.</summary>
    public async Task<string> DoAsync(string activity, string input)
    {
        while (true)
        {
            try
            {
                return HandTime.Stamp(_clock.GetUtcNow(), await _book!.Activity(activity)(input, default));
            }
            catch (KilledException)
            {
                var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _dead = dead;
                await dead.Task;
            }
            catch (StoreUnavailableException problem)
            {
                throw new StoreUnavailableException(HandTime.Stamp(_clock.GetUtcNow(), problem.Message), problem);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException(HandTime.Stamp(_clock.GetUtcNow(), problem.Message), problem);
            }
        }
    }

    public async Task<string> LookAsync(InstanceId id) =>
        HandTime.Stamp(_clock.GetUtcNow(), await new DurableWorkflows(_clients, _book!, _clock).LookAsync(id, default));

    /// <exception cref="KilledException">The process that does the activities has died.</exception>
    private Task SettleAsync() => _quiet.WaitAsync(() => _dead is null ? false : throw new KilledException());
}
