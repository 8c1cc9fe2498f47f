using System.Text.Json;
using Billing.Application.Workflows;

namespace Billing.Application.Tests.Workflows;

/// <summary>
/// Histories/*.json were recorded by instances that ran, and are never changed: the code of today must go their ways. A change of behaviour branches on
/// <c>IWorkflowContext.Version</c>, and adds histories of its own.
/// </summary>
public sealed class RecordedHistoryTests
{
    private static readonly WorkflowBook Book = new(WorkflowBook.Ours, []);

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(IsSound).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_code_of_today_goes_the_ways_of_yesterday(string name)
    {
        var recorded = Read(name);

        var output = await WorkflowReplay.RunAsync(Book.Find(recorded.Key.Workflow)!, recorded);

        Assert.Equal(recorded.Output, output);
    }

    [Fact]
    public void Every_workflow_has_recorded_histories() =>
        Assert.Empty(WorkflowBook.Ours.Select(workflow => workflow.Name).Except(Names().Select(name => Read(name.Data).Key.Workflow)));

    [Fact]
    public async Task A_history_that_the_code_does_not_match_is_refused_and_the_step_is_named()
    {
        var broken = Read("broken-grace-period");

        var refusal = await Assert.ThrowsAsync<HistoryMismatchException>(() => WorkflowReplay.RunAsync(Book.Find("grace-period")!, broken));

        Assert.Equal((2, "activity 'charge-renewal'", "activity 'send-invoice'"), (refusal.Step, refusal.Expected, refusal.Recorded));
        Assert.Equal(
            "Step 2 of 'grace-period:acme:2026-02-28' was recorded as activity 'send-invoice', but the code asks for activity 'charge-renewal' there.",
            refusal.Message);
    }

    [Fact]
    public async Task A_step_that_the_code_asks_for_no_more_is_named_too()
    {
        var recorded = Read("renewal-paid");
        var longer = recorded with { Steps = recorded.Steps.Add(new WorkflowStep(StepKind.Sleep, "") { Until = recorded.StartedAt }) };

        var refusal = await Assert.ThrowsAsync<HistoryMismatchException>(() => WorkflowReplay.RunAsync(Book.Find("renewal")!, longer));

        Assert.Equal((2, null, "a sleep"), (refusal.Step, refusal.Expected, refusal.Recorded));
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Workflows", "Histories");

    private static bool IsSound(string name) => !name.StartsWith("broken-", StringComparison.Ordinal);

    private static WorkflowInstance Read(string name) =>
        JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder, name + ".json")), StorageJson.Default.WorkflowInstance)!;
}
