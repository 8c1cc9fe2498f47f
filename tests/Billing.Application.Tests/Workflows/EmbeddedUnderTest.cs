using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Storage.InMemory;
using Billing.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.Workflows;

/// <summary>The embedded engine on a store in memory; every restart is a process of another name, whose leases nobody can tell to be void.</summary>
internal sealed class EmbeddedUnderTest : EngineUnderTest
{
    private readonly HandClock _clock = new(Begin);
    private int _processes;
    private EmbeddedWorkflows _engine;
    private DueRunner _runner;

    public EmbeddedUnderTest(ITableStore? tables = null, IReadOnlyList<WorkflowDefinition>? workflows = null)
    {
        Tables = tables ?? new InMemoryTableStore();
        Workflows = workflows ?? Plays.All;
        (_engine, _runner) = Process(Tables);
    }

    public ITableStore Tables { get; set; }

    public IReadOnlyList<WorkflowDefinition> Workflows { get; set; }

    public override IWorkflowEngine Engine => _engine;

    public override void Restart() => (_engine, _runner) = Process(Tables);

    public override async Task AdvanceAsync(TimeSpan by)
    {
        var to = _clock.Now + by;
        await _runner.RunAsync(default);
        while (await _runner.NextAsync(default) is { } next && next <= to)
        {
            _clock.Now = next;
            await _runner.RunAsync(default);
        }

        _clock.Now = to;
    }

    /// <summary>Another process on the same store.</summary>
    public EmbeddedWorkflows Another(ITableStore? tables = null) => Process(tables ?? Tables).Engine;

    private (EmbeddedWorkflows Engine, DueRunner Runner) Process(ITableStore tables)
    {
        var due = new DueIndex(tables);
        var holder = new WorkflowHolder($"process {++_processes}", _ => false);
        var engine = new EmbeddedWorkflows(tables, due, new WorkflowBook(Workflows, Bindings), holder, _clock, NullLogger<EmbeddedWorkflows>.Instance);
        return (engine, new DueRunner(due, [engine], _clock, NullLogger<DueRunner>.Instance));
    }
}
