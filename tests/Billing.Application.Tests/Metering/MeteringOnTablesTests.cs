using Billing.Application.Ports;
using Billing.Storage.Azure;
using Billing.Tests;

namespace Billing.Application.Tests.Metering;

/// <summary>The same properties where the rows lie in Table Storage.</summary>
public sealed class ConversationMeteringOnTablesTests(Azurite azurite) : ConversationMeteringTests
{
    protected override int OnePartIn => 10;

    protected override ITableStore NewStore() => AzureTableStore.Connect(azurite.NewAccountAsync().GetAwaiter().GetResult());
}

public sealed class NamedEventsOnTablesTests(Azurite azurite) : NamedEventTests
{
    protected override int OnePartIn => 10;

    protected override ITableStore NewStore() => AzureTableStore.Connect(azurite.NewAccountAsync().GetAwaiter().GetResult());
}

public sealed class SpreadOnTablesTests(Azurite azurite) : SpreadTests
{
    protected override ITableStore NewStore() => AzureTableStore.Connect(azurite.NewAccountAsync().GetAwaiter().GetResult());
}
