using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing.Application.Ports;
using Billing.Storage.Azure;

namespace Billing.Functions.Storage;

/// <summary>Our rows and writes as the official client's, in the shapes that the REST requests write: either reads what the other wrote.</summary>
internal static class TableEntities
{
    public static TableTransactionAction Action(string partitionKey, TableOperation operation, string commitId) => new(
        operation.Kind switch
        {
            TableOperationKind.Insert => TableTransactionActionType.Add,
            TableOperationKind.Upsert => TableTransactionActionType.UpsertReplace,
            TableOperationKind.Replace => TableTransactionActionType.UpdateReplace,
            TableOperationKind.Delete => TableTransactionActionType.Delete,
            _ => throw new InvalidOperationException($"There is no operation of the kind {operation.Kind}."),
        },
        Entity(partitionKey, operation, commitId),
        operation.Kind is TableOperationKind.Replace or TableOperationKind.Delete ? new ETag(TableETag.Condition(operation.ETag)) : default);

    public static StoredRow Stored(TableEntity entity)
    {
        var (commitId, properties) = ((string?)null, new TableProperties());
        foreach (var (name, value) in entity)
        {
            switch (name)
            {
                case "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag":
                    break;
                case TableLimits.CommitId:
                    commitId = (string)value;
                    break;
                default:
                    properties.Add(name, Value(name, value));
                    break;
            }
        }

        return new(new(entity.PartitionKey, entity.RowKey, entity.ETag.ToString(), properties), commitId);
    }

    /// <summary>The failed part of a transaction. The client gives its index apart from the message; what follows the first line repeats the answer.</summary>
    public static TableError Error(TableTransactionFailedException refused)
    {
        var error = TableError.Parse(refused.Status, refused.Message);
        return error with { Code = refused.ErrorCode ?? "", Index = refused.FailedTransactionActionIndex ?? error.Index };
    }

    private static TableEntity Entity(string partitionKey, TableOperation operation, string commitId)
    {
        var entity = new TableEntity(partitionKey, operation.RowKey);
        if (operation.Kind == TableOperationKind.Delete)
        {
            return entity;
        }

        entity.Add(TableLimits.CommitId, commitId);
        foreach (var (name, value) in operation.Properties)
        {
            entity.Add(name, Written(value));
            if (IsBeyondJson(value))
            {
                // The client would hand it to JSON as a number; as text with its type it goes as the service wants it.
                entity.Add($"{name}@odata.type", "Edm.Double");
            }
        }

        return entity;
    }

    private static object Written(TableValue value) => value.Kind switch
    {
        TableValueKind.String => value.AsString(),
        TableValueKind.Int64 => value.AsInt64(),
        TableValueKind.Int32 => value.AsInt32(),
        TableValueKind.Boolean => value.AsBoolean(),
        TableValueKind.Double => IsBeyondJson(value) ? value.AsDouble().ToString(CultureInfo.InvariantCulture) : value.AsDouble(),
        TableValueKind.DateTime => value.AsDateTime(),
        TableValueKind.Guid => value.AsGuid(),
        TableValueKind.Binary => value.AsBinary(),
        _ => throw new InvalidOperationException($"There is no value of the kind {value.Kind}."),
    };

    private static bool IsBeyondJson(TableValue value) => value.Kind == TableValueKind.Double && !double.IsFinite(value.AsDouble());

    private static TableValue Value(string name, object value) => value switch
    {
        string text => TableValue.Of(text),
        long number => TableValue.Of(number),
        int number => TableValue.Of(number),
        bool flag => TableValue.Of(flag),
        double number => TableValue.Of(number),
        DateTimeOffset instant => TableValue.Of(instant),
        DateTime instant => TableValue.Of(new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc))),
        Guid id => TableValue.Of(id),
        byte[] bytes => TableValue.Of(bytes),
        BinaryData bytes => TableValue.Of(bytes.ToArray()),
        _ => throw new InvalidOperationException($"'{name}' is stored as {value.GetType().Name}, which no row of ours holds."),
    };
}
