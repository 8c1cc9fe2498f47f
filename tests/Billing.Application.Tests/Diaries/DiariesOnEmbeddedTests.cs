using Billing.Application.Tests.World;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Diaries;

public sealed class DiariesOnEmbeddedTests : DiaryConformance
{
    private protected override Stage Begin(InMemoryTableStore tables, HandClock clock) => new(tables, clock);
}
