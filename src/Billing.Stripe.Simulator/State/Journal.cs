using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.Stripe.Simulator.State;

/// <summary>
/// The documents on disk: a line a commit, each a JSON array of the documents as they became. A line is handed to the operating system before its request is
/// answered, so a killed process loses nothing that it told anybody; a line that was cut short is a commit that nobody was told of, and is dropped at opening.
/// One process at a time has it open.
/// </summary>
internal sealed class Journal : IDisposable
{
    /// <summary>A file with so many versions of each document is written anew when it is opened.</summary>
    private const int VersionsKept = 2;
    private readonly FileStream _file;

    private Journal(FileStream file) => _file = file;

    /// <summary>Reads every commit in order through <paramref name="replay"/> and goes on writing behind the last whole one.</summary>
    /// <param name="whole">What is left after that, in order of creation: all that a shorter file would hold.</param>
    public static Journal Open(string path, Action<JsonArray> replay, Func<IReadOnlyCollection<JsonObject>> whole)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = Open(path, FileMode.OpenOrCreate);
        var versions = Replay(file, replay);
        var documents = whole();
        return versions > VersionsKept * documents.Count ? Rewrite(path, file, documents) : new Journal(file);
    }

    public void Append(IEnumerable<JsonObject> documents)
    {
        _file.Write(Encoding.UTF8.GetBytes($"[{string.Join(',', documents.Select(document => document.ToJsonString()))}]\n"));
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    /// <returns>How many documents the lines hold.</returns>
    private static int Replay(FileStream file, Action<JsonArray> replay)
    {
        var (bytes, versions) = (0L, 0);
        using (var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: -1, leaveOpen: true))
        {
            while (reader.ReadLine() is { } line && Parse(line) is { } commit)
            {
                replay(commit);
                bytes += Encoding.UTF8.GetByteCount(line) + 1;
                versions += commit.Count;
            }
        }

        var endsWithoutBreak = bytes > file.Length;
        file.SetLength(Math.Min(bytes, file.Length));
        file.Position = file.Length;
        if (endsWithoutBreak)
        {
            file.WriteByte((byte)'\n');
        }

        return versions;
    }

    /// <summary>The old file has its name until the new one is whole and on disk.</summary>
    private static Journal Rewrite(string path, FileStream old, IEnumerable<JsonObject> documents)
    {
        var file = Open($"{path}.new", FileMode.Create);
        var journal = new Journal(file);
        foreach (var document in documents)
        {
            journal.Append([document]);
        }

        file.Flush(flushToDisk: true);
        old.Dispose();
        File.Move(file.Name, path, overwrite: true);
        return journal;
    }

    /// <summary>Its owner's alone, for it holds secrets of webhooks.</summary>
    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

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
