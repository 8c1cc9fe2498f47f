using System.Text.RegularExpressions;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Domain.Tests;

namespace Billing.Application.Tests.Workflows;

/// <summary>
/// The Azure home has one function a workflow and one an activity, by the same names. Its project needs packages that some mirrors lack, so its sources are
/// read.
/// </summary>
public sealed partial class DurableFunctionsTests
{
    /// <summary>What the orchestrations themselves ask for.</summary>
    private const string OfTheAdapter = "LookAtWorkflow";

    [Fact]
    public void Each_workflow_has_its_orchestrator_and_no_other_is_there() =>
        Assert.Equal(Named(WorkflowBook.Ours.Select(workflow => workflow.Name)), Functions("Orchestrators.cs", "OrchestrationTrigger"));

    [Fact]
    public void Each_activity_has_its_function_and_no_other_is_there() =>
        Assert.Equal(Named(new Stage().Home.Book.Activities).Append(OfTheAdapter).Order(StringComparer.Ordinal), Functions("Activities.cs", "ActivityTrigger"));

    [Fact]
    public void Each_activity_function_does_the_activity_of_its_name()
    {
        var calls = ActivityCall().Matches(Source("Activities.cs"));

        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Equal(call.Groups["function"].Value, call.Groups["activity"].Value));
    }

    /// <summary>A name as it is kept, such as <c>grace-period</c>, as that of a function.</summary>
    private static IEnumerable<string> Named(IEnumerable<string> kept) =>
        kept.Select(name => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Functions(string file, string trigger)
    {
        var functions = Function().Matches(Source(file));
        Assert.All(functions, function => Assert.Equal(
            (function.Groups["name"].Value, trigger), (function.Groups["method"].Value, function.Groups["trigger"].Value)));
        return functions.Select(function => function.Groups["name"].Value).Order(StringComparer.Ordinal);
    }

    private static string Source(string file) => File.ReadAllText(Upwards.Find($"src/Billing.Functions/Workflows/{file}"));

    [GeneratedRegex(@"\[Function\(nameof\((?<name>\w+)\)\)\]\s+public Task<[^(]+> (?<method>\w+)\(\[(?<trigger>\w+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Function();

    [GeneratedRegex(@"(?<function>\w+)\(\[ActivityTrigger\] string input[^)]+\) =>\s+RunAsync\(\w+\.(?<activity>\w+)\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ActivityCall();
}
