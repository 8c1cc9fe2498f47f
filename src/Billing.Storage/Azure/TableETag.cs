namespace Billing.Storage.Azure;

/// <summary>The form of the service's ETags.</summary>
internal static class TableETag
{
    /// <summary>In that form, and no row's: the service did not exist.</summary>
    public const string NoRow = "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"";

    private const string Start = "W/\"datetime'";

    /// <summary>The condition that a row is replaced or deleted on; null: any version. The service calls an ETag of another form a malformed request.</summary>
    public static string Condition(string? etag) =>
        etag is null ? "*"
        : etag.StartsWith(Start, StringComparison.Ordinal) && etag.EndsWith("'\"", StringComparison.Ordinal) && etag.All(c => c is > ' ' and <= '~') ? etag
        : NoRow;
}
