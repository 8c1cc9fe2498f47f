using Billing.Application.Ports;
using Billing.Storage.Sqlite;
using Billing.Storage.Tests.Conformance;

namespace Billing.Storage.Tests.Sqlite;

public sealed class SqliteTableStoreTests : TableStoreConformance, IDisposable
{
    private readonly SqliteFile _file = new();
    private readonly SqliteTableStore _store;

    public SqliteTableStoreTests() => _store = _file.Open();

    protected override ITableStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }
}
