using Billing.Storage.Sqlite;

namespace Billing.Storage.Tests.Sqlite;

/// <summary>A folder of its own for one test's file, gone after it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("billing-storage-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "billing.db");

    public SqliteTableStore Open(SqliteOptions? options = null) => SqliteTableStore.Open(Path, options);

    public void Dispose() => _folder.Delete(recursive: true);
}
