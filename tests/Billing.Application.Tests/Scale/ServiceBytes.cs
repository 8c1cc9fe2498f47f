using Billing.Application.Moving;
using Billing.Application.Ports;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Scale;

/// <summary>What Table Storage bills as stored: 4 bytes a row, 2 a character of keys and names, 8 a property, and the values of all.</summary>
internal static class ServiceBytes
{
    private static readonly long Own = Property("Timestamp", 8) + Property(TableLimits.CommitId, 4 + (2 * 32));

    public static async Task<long> OfAsync(InMemoryTableStore store, Func<string, bool> ofTable)
    {
        var bytes = 0L;
        foreach (var table in (await store.ListTablesAsync()).Where(ofTable))
        {
            await foreach (var partition in new AccountTables(store, store).PartitionsAsync(table))
            {
                await foreach (var row in store.ReadAllAsync(new(table, partition)))
                {
                    bytes += 4 + (2 * (row.PartitionKey.Length + row.RowKey.Length)) + Own + row.Properties.Sum(each => Property(each.Key, Size(each.Value)));
                }
            }
        }

        return bytes;
    }

    private static long Property(string name, long value) => 8 + (2 * name.Length) + value;

    private static long Size(TableValue value) => value.Kind switch
    {
        TableValueKind.String => 4 + (2 * value.AsString().Length),
        TableValueKind.Binary => 4 + value.AsBinary().Length,
        _ => 8,
    };
}
