using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Moving;

namespace Billing.Host;

/// <summary>Writes an export (<see cref="ExportFile"/>). The file has its name only once it is whole and on disk.</summary>
internal sealed class ExportWriter : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Stream _lines;
    private readonly RowDigest _digest = new();

    /// <exception cref="HomeException">The file is there already, or cannot be made.</exception>
    public ExportWriter(string path)
    {
        _path = path;
        if (File.Exists(path))
        {
            throw new HomeException($"'{path}' is there already.");
        }

        try
        {
            _file = new FileStream(Partial, FileMode.Create, FileAccess.Write);
            var scratch = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
            Rows = new FileStream($"{path}.rows", scratch);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HomeException($"'{path}' cannot be written: {problem.Message}", problem);
        }

        _lines = ExportFile.IsCompressed(path) ? new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true) : _file;
        Write(ExportFile.Start, ExportJson.Default.ExportStart);
    }

    /// <summary>Where the rows of the next account are to be written before it is added.</summary>
    public FileStream Rows { get; }

    private string Partial => $"{_path}.partial";

    public async Task AddAsync(AccountSummary summary, CancellationToken cancellationToken)
    {
        _digest.Add(Write(summary, ExportJson.Default.AccountSummary));
        Rows.Position = 0;
        await Rows.CopyToAsync(_lines, cancellationToken);
    }

    public ExportEnd End()
    {
        var end = new ExportEnd((int)_digest.Lines, _digest.ToString());
        Write(end, ExportJson.Default.ExportEnd);
        if (_lines != _file)
        {
            _lines.Dispose();
        }

        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(Partial, _path, overwrite: false);
        return end;
    }

    public void Dispose()
    {
        _file.Dispose();
        Rows.Dispose();
        _digest.Dispose();
        File.Delete(Partial);
    }

    private byte[] Write<T>(T line, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(line, type);
        _lines.Write(json);
        _lines.WriteByte((byte)'\n');
        return json;
    }
}
