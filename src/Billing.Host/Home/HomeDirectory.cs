using System.Security.Cryptography;

namespace Billing.Host;

/// <summary>The data directory and the names of what lies in it.</summary>
internal sealed class HomeDirectory
{
    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private HomeDirectory(string path) => Root = path;

    public string Root { get; }

    public string Database => Path.Combine(Root, "billing.db");

    public string SigningKey => Path.Combine(Root, "signing-key");

    public string ClockInstant => Path.Combine(Root, "test-clock");

    /// <summary>Where e-mails are put that nobody sends.</summary>
    public string Outbox => Path.Combine(Root, "outbox");

    /// <summary>What the payment simulator keeps.</summary>
    public string SimulatorData => Path.Combine(Root, "payment-simulator.jsonl");

    /// <summary>Where it listened last.</summary>
    public string SimulatorAddress => Path.Combine(Root, "payment-simulator-address");

    /// <summary>What signs its webhooks.</summary>
    public string WebhookSecret => Path.Combine(Root, "webhook-secret");

    /// <exception cref="HomeException">It cannot be made or written to.</exception>
    public static HomeDirectory Open(string path)
    {
        try
        {
            return new HomeDirectory(Directory.CreateDirectory(path).FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new HomeException($"The data directory '{path}' cannot be used: {problem.Message}", problem);
        }
    }

    /// <summary>The key that signs this home's tokens, made when there is none yet. Only the owner of the file may read it.</summary>
    /// <exception cref="HomeException">The file holds something else.</exception>
    public byte[] LoadOrMakeSigningKey(out bool isNew)
    {
        var text = LoadOrMake(SigningKey, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), out isNew);
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= KeyBytes
            ? key[..length]
            : throw new HomeException($"'{SigningKey}' holds no key of {KeyBytes} bytes. Remove it to have a new one made.");
    }

    /// <summary>The secret with which the payment simulator signs its webhooks, made and guarded as the signing key is.</summary>
    public string LoadOrMakeWebhookSecret() =>
        LoadOrMake(WebhookSecret, () => $"whsec_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))}", out _).Trim();

    /// <summary>Replaces a small file in one step, so that a kill leaves the old text or the new one.</summary>
    public static void Replace(string file, string text)
    {
        var written = WriteBeside(file, text);
        File.Move(written, file, overwrite: true);
    }

    private static string LoadOrMake(string file, Func<string> make, out bool isNew)
    {
        isNew = !File.Exists(file) && TryMake(file, make());
        return File.ReadAllText(file);
    }

    /// <summary>False where another process made one first: its text counts.</summary>
    private static bool TryMake(string file, string text)
    {
        var written = WriteBeside(file, text);
        try
        {
            File.Move(written, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(written);
            return false;
        }
    }

    private static string WriteBeside(string file, string text)
    {
        var written = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(written, options);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
        writer.Flush();
        stream.Flush(flushToDisk: true);
        return written;
    }
}
