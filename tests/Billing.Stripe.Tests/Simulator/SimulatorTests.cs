using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Simulator;

/// <summary>A simulator for each test, asked by hand.</summary>
public abstract class SimulatorTests : IAsyncLifetime
{
    private protected Shop Shop { get; private set; } = null!;

    private protected RawApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await Shop.OpenAsync();
        Api = new RawApi(Shop.Simulator.Url);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
