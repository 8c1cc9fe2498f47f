using CsvHelper;

namespace Billing.Host;

/// <summary>One row of a log: its cells in the order of the columns that were asked for; empty where the row or the file has none.</summary>
/// <param name="Line">The line of the file, from 1, in which the row begins.</param>
internal readonly record struct LogRow(long Line, string[] Cells);

/// <summary>A CSV file (RFC 4180, UTF-8) with a header. Columns may stand in any order; those that nobody asks for are left alone.</summary>
internal sealed class LogFile : IDisposable
{
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true, TrimWhitespace = true };

    private readonly CsvReader _csv;
    private readonly int[] _places;

    private LogFile(CsvReader csv, int[] places, long bytes) => (_csv, _places, Bytes) = (csv, places, bytes);

    public long Bytes { get; }

    public long BytesRead => _csv.ByteOffset;

    /// <param name="required">Columns that must be there.</param>
    /// <param name="optional">Columns that may be there, after them in each row.</param>
    /// <exception cref="HomeException">The file cannot be read, or lacks a column.</exception>
    public static LogFile Open(string path, string[] required, string[] optional)
    {
        try
        {
            var csv = CsvReader.FromFile(path, Options);
            csv.ReadHeader();
            var names = csv.Headers.ToList();
            int PlaceOf(string column) => names.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
            return required.FirstOrDefault(column => PlaceOf(column) < 0) is { } missing
                ? throw new HomeException($"'{path}' has no column '{missing}'. Its first line names: {string.Join(", ", names)}")
                : new LogFile(csv, [.. required.Concat(optional).Select(PlaceOf)], new FileInfo(path).Length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or CsvFormatException)
        {
            throw new HomeException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    public IEnumerable<LogRow> Rows()
    {
        while (_csv.Read())
        {
            yield return new LogRow(_csv.LineNumber, Array.ConvertAll(_places, Cell));
        }
    }

    public void Dispose() => _csv.Dispose();

    private string Cell(int place) => place < 0 || place >= _csv.FieldCount ? "" : _csv.GetString(place);
}
