using System.Text.Json;
using Billing.Application;
using Billing.Application.Workflows;
using Microsoft.DurableTask.Client;

namespace Billing.Functions.Workflows;

/// <summary>
/// An instance as Durable carries it: the input of its orchestration, and the custom status by which the orchestration shows how far it has come.
/// </summary>
internal static class DurableDocument
{
    public static JsonElement Write(WorkflowInstance instance) => JsonSerializer.SerializeToElement(instance, StorageJson.Default.WorkflowInstance);

    public static WorkflowInstance Read(JsonElement document) => document.Deserialize(StorageJson.Default.WorkflowInstance)!;

    /// <summary>The instance as it showed itself last, with what only Durable knows of its end.</summary>
    /// <param name="found">With its inputs and outputs.</param>
    public static WorkflowInstance Read(OrchestrationMetadata found)
    {
        var begun = Read(found.SerializedInput!);
        var shown = found.SerializedCustomStatus is { Length: > 0 } status ? Read(status) : begun;
        return found.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Terminated => Ended(shown, WorkflowStatus.Canceled, found.ReadOutputAs<string>()),
            // Its code no longer goes the way of its history, so what it shows is not what has happened.
            OrchestrationRuntimeStatus.Failed when !shown.IsOver => Ended(begun, WorkflowStatus.Failed, found.FailureDetails?.ErrorMessage),
            _ => shown,
        };

        WorkflowInstance Ended(WorkflowInstance instance, WorkflowStatus status, string? error) =>
            instance with { Status = status, Error = error, EndedAt = found.LastUpdatedAt };
    }

    private static WorkflowInstance Read(string document) => JsonSerializer.Deserialize(document, StorageJson.Default.WorkflowInstance)!;
}
