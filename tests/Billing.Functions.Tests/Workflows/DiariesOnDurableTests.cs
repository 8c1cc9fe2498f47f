using Billing.Application.Tests.Diaries;
using Billing.Application.Tests.World;
using Billing.Storage.InMemory;

namespace Billing.Functions.Tests.Workflows;

/// <summary>The stories with Durable for an engine.</summary>
public sealed class DiariesOnDurableTests(DurableHost host) : DiaryConformance, IClassFixture<DurableHost>
{
    private protected override Stage Begin(InMemoryTableStore tables, HandClock clock) => new(tables, clock, engine: DurableWorld.Enter(host, clock));
}
