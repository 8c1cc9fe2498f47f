using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.Stripe.Simulator.State;

/// <summary>
/// The documents on disk: a line a commit, each a JSON array of the documents as they became. A line is handed to the operating system before its request is
/// answered, so a killed process loses nothing that it told anybody; a line that was cut short is a commit that nobody was told of, and is dropped at opening.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _file;

    private Journal(FileStream file) => _file = file;

    /// <summary>Reads every commit in order through <paramref name="replay"/> and goes on writing behind the last whole one.</summary>
    public static Journal Open(string path, Action<JsonArray> replay)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var whole = 0L;
        using (var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: -1, leaveOpen: true))
        {
            while (reader.ReadLine() is { } line && Parse(line) is { } commit)
            {
                replay(commit);
                whole += Encoding.UTF8.GetByteCount(line) + 1;
            }
        }

        var endsWithoutBreak = whole > file.Length;
        file.SetLength(Math.Min(whole, file.Length));
        file.Position = file.Length;
        if (endsWithoutBreak)
        {
            file.WriteByte((byte)'\n');
        }

        return new Journal(file);
    }

    public void Append(IEnumerable<JsonObject> documents)
    {
        _file.Write(Encoding.UTF8.GetBytes($"[{string.Join(',', documents.Select(document => document.ToJsonString()))}]\n"));
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private static JsonArray? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
