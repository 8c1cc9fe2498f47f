using Billing.Application.Ports;
using Billing.Domain.Catalog;

namespace Billing.Host;

/// <summary>What a self-hosted home stands on before any of its parts runs: its directory, its catalog, its clock, its store.</summary>
internal sealed record Home(HomeDirectory Directory, ProductCatalog Catalog, TimeProvider Clock, Lazy<ITableStore> Store)
{
    /// <summary>Null where the home runs on the machine's clock.</summary>
    public TestClock? TestClock => Clock as TestClock;

    /// <exception cref="HomeException">Something about it is wrong.</exception>
    public static Home Open(HomeOptions options)
    {
        var catalog = HomeCatalog.Load(options.CatalogFile);
        var directory = HomeDirectory.Open(options.DataDirectory);
        var clock = options.Now is { } now ? TestClock.Open(directory, now) : TimeProvider.System;
        return new Home(directory, catalog, clock, new(() => HomeStore.Open(directory, options.Storage)));
    }

    /// <summary>
    /// For a verb that works on the directory while a server may run on it. Where that has a test clock, its instant is taken and never moved: what is
    /// written here must not fall due in the server's future.
    /// </summary>
    public static Home OpenBesideServer(HomeOptions options)
    {
        var home = Open(options with { Now = null });
        return (TestClock.Kept(home.Directory) ?? options.Now) is { } now ? home with { Clock = TestClock.Standing(home.Directory, now) } : home;
    }
}
