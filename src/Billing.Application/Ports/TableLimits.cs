namespace Billing.Application.Ports;

/// <summary>
/// The limits of Azure Table Storage, held by every adapter alike, so that nothing that works on one fails on another.
/// Source: the service's data model and entity group transactions; several of them the emulator does not enforce.
/// </summary>
public static class TableLimits
{
    public const int OperationsPerCommit = 100;
    public const int RowsPerPage = 1000;

    /// <summary>Of the request that carries the commit, not of what is stored.</summary>
    public const int CommitBytes = 4 * 1024 * 1024;
    public const int RowBytes = 1024 * 1024;

    /// <summary>The service's 252, less the one that the store keeps for itself, <see cref="CommitId"/>.</summary>
    public const int PropertiesPerRow = 251;

    /// <summary>The property by which the Azure adapter recognises its own commit when the answer was lost.</summary>
    public const string CommitId = "CommitId";

    public const int KeyChars = 512;
    public const int NameChars = 255;
    public const int StringChars = 32 * 1024;
    public const int BinaryBytes = 64 * 1024;
    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="ArgumentException">The commit breaks a limit; the message names it.</exception>
    public static void Check(TableCommit commit)
    {
        CheckTable(commit.Table);
        CheckKey(commit.PartitionKey);
        var count = commit.Operations.Count;
        Require(count is > 0 and <= OperationsPerCommit, $"A commit has 1 to {OperationsPerCommit} operations, not {count}.");
        var seen = new HashSet<string>(count, StringComparer.Ordinal);
        var wireBytes = 0L;
        foreach (var operation in commit.Operations)
        {
            CheckKey(operation.RowKey);
            Require(seen.Add(operation.RowKey), $"The row '{operation.RowKey}' occurs twice in one commit.");
            wireBytes += CheckRow(commit.PartitionKey, operation);
        }

        Require(wireBytes <= CommitBytes, $"A commit has at most {CommitBytes} bytes as a request, not {wireBytes}.");
    }

    /// <exception cref="ArgumentException">The range's table or partition cannot exist, or it asks for no row.</exception>
    public static void Check(TableRange range)
    {
        CheckTable(range.Table);
        CheckKey(range.PartitionKey);
        Require(range.Limit > 0, $"A range is read with a limit of at least 1, not {range.Limit}.");
    }

    /// <exception cref="ArgumentException">Not 3 to 63 ASCII letters and digits that begin with a letter.</exception>
    public static void CheckTable(string table) =>
        Require(table.Length is >= 3 and <= 63 && char.IsAsciiLetter(table[0]) && table.All(char.IsAsciiLetterOrDigit)
            && !table.Equals("tables", StringComparison.OrdinalIgnoreCase), $"'{table}' is not a table name.");

    /// <exception cref="ArgumentException">Longer than 512 characters, or with '/', '\', '#', '?', a control character or half a surrogate pair.</exception>
    public static void CheckKey(string key)
    {
        Require(key.Length <= KeyChars, $"A key has at most {KeyChars} characters, not {key.Length}.");
        foreach (var c in key)
        {
            Require(IsKeyChar(c), $"A key has the forbidden character U+{(int)c:X4}.");
        }

        Require(IsWellFormed(key), "A key has half a surrogate pair.");
    }

    /// <summary>False for the characters that no key may hold. Surrogates are allowed, in pairs.</summary>
    public static bool IsKeyChar(char c) => c is not ('/' or '\\' or '#' or '?' or < ' ' or (>= '\u007f' and <= '\u009f'));

    /// <returns>At most what the row takes in a request: its part's headers, its keys in the address and in the body, each name twice.</returns>
    /// <exception cref="ArgumentException">The row alone breaks a limit; the message names it.</exception>
    public static long CheckRow(string partitionKey, TableOperation operation)
    {
        Require(operation.Properties.Count <= PropertiesPerRow, $"A row has at most {PropertiesPerRow} properties, not {operation.Properties.Count}.");
        var keyChars = partitionKey.Length + operation.RowKey.Length;
        var (bytes, wireBytes) = (4 + (keyChars * 2), 1024L + (keyChars * 15));
        foreach (var (name, value) in operation.Properties)
        {
            CheckName(name);
            var (stored, wire) = CheckValue(name, value);
            bytes += 8 + (name.Length * 2) + stored;
            wireBytes += 32 + (name.Length * 12) + wire;
        }

        Require(bytes <= RowBytes, $"A row has at most {RowBytes} bytes, not {bytes}.");
        return wireBytes;
    }

    private static void CheckName(string name)
    {
        Require(name.Length is > 0 and <= NameChars, $"A property name has 1 to {NameChars} characters.");
        Require((char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_'), $"'{name}' is not a property name.");
        Require(name is not ("PartitionKey" or "RowKey" or "Timestamp" or CommitId), $"'{name}' is the store's own.");
    }

    private static (int Stored, int Wire) CheckValue(string name, TableValue value)
    {
        switch (value.Kind)
        {
            case TableValueKind.String:
                var text = value.AsString();
                Require(text.Length <= StringChars, $"'{name}' has at most {StringChars} characters, not {text.Length}.");
                Require(IsWellFormed(text), $"'{name}' has half a surrogate pair.");
                return (4 + (text.Length * 2), JsonBytes(text));
            case TableValueKind.Binary:
                var length = value.AsBinary().Length;
                Require(length <= BinaryBytes, $"'{name}' has at most {BinaryBytes} bytes, not {length}.");
                return (4 + length, (length + 2) / 3 * 4);
            case TableValueKind.DateTime:
                Require(value.AsDateTime() >= Earliest, $"'{name}' lies before 1601.");
                return (8, 32);
            case TableValueKind.Guid:
                return (16, 40);
            default:
                return (8, 32);
        }
    }

    /// <summary>At most: what is not printable ASCII may be escaped to six bytes.</summary>
    private static int JsonBytes(ReadOnlySpan<char> text) =>
        text.ContainsAnyExceptInRange(' ', '~') ? text.Length * 6 : text.Length + text.Count('"') + text.Count('\\');

    /// <summary>UTF-8, and so the service's wire, cannot carry half a surrogate pair.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var at = 0; (at = text.IndexOfAnyInRange('\ud800', '\udfff')) >= 0; text = text[(at + 2)..])
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
