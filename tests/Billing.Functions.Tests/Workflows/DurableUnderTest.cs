using Billing.Application.Ports;
using Billing.Application.Tests.Workflows;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Workflows;

namespace Billing.Functions.Tests.Workflows;

/// <summary>Durable in the engines' suite; a restart brings another engine and other activities, while the test host keeps what it holds.</summary>
internal sealed class DurableUnderTest : EngineUnderTest
{
    private readonly HandClock _clock = new(Begin);
    private readonly DurableWorld _world;
    private IWorkflowEngine? _engine;

    public DurableUnderTest(DurableHost host)
    {
        _world = DurableWorld.Enter(host, _clock);
        Restart();
    }

    public IReadOnlyList<WorkflowDefinition> Workflows { get; set; } = Plays.All;

    /// <summary>How many of the next activities find the store away.</summary>
    public int Away { get; set; }

    public override IWorkflowEngine Engine => _engine!;

    public override void Restart()
    {
        var book = new WorkflowBook(Workflows, Bindings.Select(binding => binding with { Code = (input, _) => DoAsync(binding, input) }));
        _engine = _world.Engine(book);
        _world.Serve(book);
    }

    public override async Task AdvanceAsync(TimeSpan by)
    {
        var to = _clock.Now + by;
        await _world.RunAsync();
        while (_world.Next is { } next && next <= to)
        {
            _clock.Now = next;
            await _world.RunAsync();
        }

        _clock.Now = to;
    }

    private ValueTask<string> DoAsync(ActivityBinding binding, string input) =>
        Away-- > 0 ? throw new StoreUnavailableException("The store is away.") : binding.Code(input, default);
}
