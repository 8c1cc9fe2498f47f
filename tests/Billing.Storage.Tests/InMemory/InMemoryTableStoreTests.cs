using Billing.Application.Ports;
using Billing.Storage.InMemory;
using Billing.Storage.Tests.Conformance;

namespace Billing.Storage.Tests.InMemory;

public sealed class InMemoryTableStoreTests : TableStoreConformance
{
    protected override ITableStore Store { get; } = new InMemoryTableStore();
}
