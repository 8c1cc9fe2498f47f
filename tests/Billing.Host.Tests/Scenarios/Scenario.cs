using Billing.Tests;

namespace Billing.Host.Tests;

/// <summary>A diary over the real host, on whatever store the class that runs it chooses: SQLite, unless it says otherwise.</summary>
public abstract class Scenario
{
    /// <summary>What <c>--storage</c> says; each server has a store of its own.</summary>
    protected virtual Task<string?> StorageAsync() => Task.FromResult<string?>(null);

    protected async Task<BillingServer> StartAsync(string now = BillingServer.NewYear) =>
        await BillingServer.StartAsync(now, storage: await StorageAsync());

    protected async Task<BillingServer> StartProcessAsync(string now = BillingServer.NewYear) =>
        await BillingServer.StartProcessAsync(now, storage: await StorageAsync());
}

public sealed class CreditTestsOnTables(Azurite azurite) : CreditTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}

public sealed class IdempotencyTestsOnTables(Azurite azurite) : IdempotencyTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}

public sealed class ListTestsOnTables(Azurite azurite) : ListTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}

public sealed class RestartTestsOnTables(Azurite azurite) : RestartTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}

public sealed class SubscriptionTestsOnTables(Azurite azurite) : SubscriptionTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}

public sealed class TrialTestsOnTables(Azurite azurite) : TrialTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}

public sealed class UsageTestsOnTables(Azurite azurite) : UsageTests
{
    protected override async Task<string?> StorageAsync() => await azurite.NewAccountAsync();
}
