using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Moving;

namespace Billing.Host;

/// <summary>The first line of an export.</summary>
internal sealed record ExportStart(string Export, int Version);

/// <summary>The last line of an export.</summary>
/// <param name="Sha256">Over the lines that announce the accounts.</param>
internal sealed record ExportEnd(int Accounts, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExportStart))]
[JsonSerializable(typeof(AccountSummary))]
[JsonSerializable(typeof(ExportEnd))]
internal sealed partial class ExportJson : JsonSerializerContext;

/// <summary>
/// An export: lines of JSON in UTF-8, each ended by a line feed; gzip where the name ends in <c>.gz</c>. The first names the format, the last tells that
/// nothing is missing; between them stands for each account its <see cref="AccountSummary"/>, and then its rows (<see cref="MovedRow.ToLine"/>).
/// </summary>
internal static class ExportFile
{
    public static ExportStart Start { get; } = new("billing", 1);

    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the whole file and holds it to its own digests.</summary>
    /// <exception cref="HomeException">It cannot be read, is of another format, was cut short or changed.</exception>
    public static IReadOnlyList<AccountSummary> Check(string path)
    {
        var summaries = new List<AccountSummary>();
        foreach (var (summary, rows) in Accounts(path))
        {
            using var digest = new RowDigest();
            var heads = 0;
            foreach (var row in rows)
            {
                digest.Add(row.ToLine());
                heads += row.IsAccountHead ? 1 : 0;
            }

            summaries.Add((digest.ToString(), heads) == (summary.Sha256, 1) ? summary : throw Wrong(path, $"account '{summary.Account}' was changed"));
        }

        return summaries;
    }

    /// <summary>The accounts of the file in order. The rows of one can be read once, and before the next is asked for.</summary>
    /// <exception cref="HomeException">While it is read: it is of another format, or was cut short.</exception>
    public static IEnumerable<(AccountSummary Summary, IEnumerable<MovedRow> Rows)> Accounts(string path)
    {
        using var lines = Open(path);
        var (line, rowsLeft) = (0, 0L);
        if (Parse(NextLine(), ExportJson.Default.ExportStart) != Start)
        {
            throw Wrong(path, "it is of another version");
        }

        using var digest = new RowDigest();
        string text;
        while ((text = NextLine()).StartsWith("{\"account\":", StringComparison.Ordinal))
        {
            digest.Add(Encoding.UTF8.GetBytes(text));
            var summary = Parse(text, ExportJson.Default.AccountSummary);
            rowsLeft = summary.Rows;
            yield return (summary, Rows());
            for (; rowsLeft > 0; rowsLeft--)
            {
                NextLine();
            }
        }

        if (Parse(text, ExportJson.Default.ExportEnd) != new ExportEnd((int)digest.Lines, digest.ToString()))
        {
            throw Wrong(path, "accounts are missing");
        }

        IEnumerable<MovedRow> Rows()
        {
            while (rowsLeft > 0)
            {
                rowsLeft--;
                var row = NextLine();
                yield return Reading(() => MovedRow.Parse(Encoding.UTF8.GetBytes(row)));
            }
        }

        T Parse<T>(string of, JsonTypeInfo<T> type) => Reading(() => JsonSerializer.Deserialize(of, type)!);

        string NextLine()
        {
            line++;
            return Reading(lines.ReadLine) ?? throw Wrong(path, "it was cut short");
        }

        T Reading<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception problem) when (problem is FormatException or JsonException or InvalidDataException or IOException)
            {
                throw Wrong(path, $"line {line} cannot be read", problem);
            }
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            return new StreamReader(IsCompressed(path) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HomeException($"'{path}' cannot be read: {problem.Message}", problem);
        }
    }

    private static HomeException Wrong(string path, string fault, Exception? problem = null) => new($"'{path}' is no whole export: {fault}.", problem);
}
