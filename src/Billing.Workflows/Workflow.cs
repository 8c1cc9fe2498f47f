using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Billing.Workflows;

/// <summary>A workflow as a home sees it: a name under which instances are kept, and code over JSON.</summary>
/// <param name="Version">Of the code. New instances are started under it; running ones keep theirs.</param>
public abstract record WorkflowDefinition(string Name, int Version)
{
    /// <returns>The output, as JSON.</returns>
    public abstract Task<string> RunAsync(IWorkflowContext context, string input);
}

/// <param name="Run">Plain code over the context: it awaits nothing else, reads no clock, and touches nothing outside.</param>
public sealed record Workflow<TIn, TOut>(
    string Name, int Version, JsonTypeInfo<TIn> Input, JsonTypeInfo<TOut> Output, Func<IWorkflowContext, TIn, Task<TOut>> Run)
    : WorkflowDefinition(Name, Version)
{
    public override async Task<string> RunAsync(IWorkflowContext context, string input) =>
        JsonSerializer.Serialize(await Run(context, JsonSerializer.Deserialize(input, Input)!), Output);
}
