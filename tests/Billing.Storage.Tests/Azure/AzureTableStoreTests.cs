using Billing.Application.Ports;
using Billing.Storage.Azure;
using Billing.Storage.Tests.Conformance;
using Billing.Tests;

namespace Billing.Storage.Tests.Azure;

public sealed class AzureTableStoreTests(Azurite azurite) : TableStoreConformance, IAsyncLifetime
{
    protected override ITableStore Store { get; } = TableWire.Connect(azurite.ConnectionString);

    public async ValueTask InitializeAsync() => await azurite.ReadyAsync();

    public ValueTask DisposeAsync() => default;
}
