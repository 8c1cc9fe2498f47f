using Billing.Storage.Sqlite;

namespace Billing.Application.Tests.Workflows;

/// <summary>The suite on a SQLite file.</summary>
public sealed class EmbeddedOnSqliteTests : EngineConformance, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("billing-workflows");
    private SqliteTableStore? _store;

    public async ValueTask DisposeAsync()
    {
        await (_store?.DisposeAsync() ?? default);
        _folder.Delete(recursive: true);
    }

    private protected override EngineUnderTest Create() =>
        new EmbeddedUnderTest(_store = SqliteTableStore.Open(Path.Combine(_folder.FullName, "billing.db")));
}
