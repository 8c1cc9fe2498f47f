using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Functions.Workflows;
using Billing.Workflows;

namespace Billing.Functions.Tests.Workflows;

/// <summary>Ids on Durable: the scheduler takes 100 characters, and no backend takes all of them.</summary>
public sealed class DurableNamesTests
{
    private static readonly string Long = new('x', CallerId.MaxLength);

    [Theory]
    [InlineData("renewal:acme:2026-03-01")]
    [InlineData("trial:acme:eu:2026-03-01")]
    [InlineData("wire-transfer:contoso-prod.0123456789abcdef0123456789abcdef-01:ord_01K9X3V7Q8ZJ5W2M4N6P0R1S3T")]
    public void An_id_that_fits_is_itself(string id) => Assert.Equal(id, DurableNames.Of(InstanceId.Parse(id)));

    [Fact]
    public void Every_id_fits() => Assert.All(WorkflowBook.Ours, workflow =>
    {
        var name = DurableNames.Of(new InstanceId(workflow.Name, new AccountId(Long), Long));

        Assert.InRange(name.Length, 1, 100);
        Assert.Equal(-1, name.AsSpan().IndexOfAny("/\\#?"));
        Assert.StartsWith(DurableNames.PrefixOf(workflow.Name, new AccountId(Long)), name, StringComparison.Ordinal);
    });

    [Fact]
    public void Long_ids_that_begin_alike_are_different() => Assert.Equal(
        3,
        new[] { ("x", "x"), ("y", "x"), ("x", "y") }
            .Select(last => DurableNames.Of(new InstanceId("renewal", new AccountId(Long[..^1] + last.Item1), Long[..^1] + last.Item2)))
            .Distinct().Count());
}
