using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.World;

/// <param name="Process">The name of the process that it runs in.</param>
internal sealed record EngineParts(ITableStore Tables, DueIndex Due, WorkflowBook Book, string Process, TimeProvider Clock);

/// <summary>What runs the workflows on a stage. It outlives the processes.</summary>
internal interface IStageEngine
{
    /// <summary>When it goes on by itself, where the due index does not say so; null: it does not.</summary>
    DateTimeOffset? Next { get; }

    /// <summary>The engine as one process sees it.</summary>
    IWorkflowEngine Create(EngineParts parts);

    /// <summary>A process has started, or taken another's place: from now on it does the activities.</summary>
    void Serve(WorkflowBook book);

    /// <summary>Goes on with all that the clock has reached.</summary>
    Task RunAsync();

    /// <summary>Whether the instance goes on by itself at the instant.</summary>
    bool Wakes(string instance, DateTimeOffset at, IEnumerable<DueEntry> due);
}

/// <summary>The embedded engine: all that it waits for stands in the due index.</summary>
internal sealed class EmbeddedEngine : IStageEngine
{
    public DateTimeOffset? Next => null;

    public IWorkflowEngine Create(EngineParts parts) => new EmbeddedWorkflows(
        parts.Tables, parts.Due, parts.Book, new WorkflowHolder(parts.Process, _ => false), parts.Clock, NullLogger<EmbeddedWorkflows>.Instance);

    public void Serve(WorkflowBook book)
    {
        // A process does what it finds due.
    }

    public Task RunAsync() => Task.CompletedTask;

    public bool Wakes(string instance, DateTimeOffset at, IEnumerable<DueEntry> due) => due.Any(entry => entry.Subject == instance && entry.At <= at);
}
