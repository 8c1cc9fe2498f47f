using Billing.Application;

namespace Billing.Email.Acs;

/// <summary>Where the e-mail service is and by what right: an access key, or the machine's identity where there is none.</summary>
/// <param name="Endpoint">Without a slash at its end.</param>
/// <param name="AccessKey">Null: a token comes beside it.</param>
public sealed record AcsConnection(string Endpoint, byte[]? AccessKey)
{
    /// <returns>Null: none is configured.</returns>
    /// <exception cref="SettingException">It has the wrong form, or nobody is named whom e-mails are from.</exception>
    public static AcsConnection? Read(Settings settings)
    {
        if (settings.Text("Billing:Email:ConnectionString") is not { } text)
        {
            return null;
        }

        _ = settings.Required("Billing:Email:From", "an address of a domain that is connected to the service");
        try
        {
            return Parse(text);
        }
        catch (FormatException problem)
        {
            throw new SettingException($"Billing:Email:ConnectionString: {problem.Message}", problem);
        }
    }

    /// <summary>Reads <c>endpoint=…;accesskey=…</c>, or a bare https address. Names may be in any case; a key may hold <c>=</c>.</summary>
    /// <exception cref="FormatException">What is missing or malformed; the message never shows a secret.</exception>
    public static AcsConnection Parse(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            // A token must not be seen on its way.
            return new(EndpointOf(text) is var endpoint && endpoint.StartsWith("https:", StringComparison.Ordinal) ? endpoint : throw NoEndpoint(), null);
        }

        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is var at and > 0
                ? (part[..at].Trim(), part[(at + 1)..].Trim())
                : throw Fault($"has no name in part {parts.Count + 1}");
            if (!parts.TryAdd(name, value))
            {
                throw Fault($"names '{name}' twice");
            }
        }

        return new(EndpointOf(parts.GetValueOrDefault("endpoint", "")), KeyOf(parts.GetValueOrDefault("accesskey", "")));
    }

    private static string EndpointOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw NoEndpoint();

    private static byte[] KeyOf(string text)
    {
        var key = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, key, out var length) ? key[..length] : throw Fault("has no accesskey in base64");
    }

    private static FormatException NoEndpoint() => Fault("has no https endpoint");

    private static FormatException Fault(string fault) => new($"The connection string {fault}.");
}
