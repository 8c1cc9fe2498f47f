namespace Billing.Storage.Azure;

/// <summary>Where the tables of an account are and by what right: a key, a shared access signature, or neither where a token comes beside it.</summary>
/// <param name="Endpoint">Without a slash at its end; the emulator's has the account as its path.</param>
/// <param name="Sas">A query without its question mark.</param>
public sealed record TableConnection(Uri Endpoint, string Account, string? Key = null, string? Sas = null)
{
    /// <summary>The emulator's account and key are published, and the same for everybody.</summary>
    private const string Emulator =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <summary>Reads <c>AccountName</c>, <c>AccountKey</c>, <c>SharedAccessSignature</c>, <c>TableEndpoint</c>, <c>DefaultEndpointsProtocol</c>,
    /// <c>EndpointSuffix</c> and <c>UseDevelopmentStorage</c>; other parts belong to other services. Also an address with a shared access signature.</summary>
    /// <exception cref="FormatException">What is missing or malformed; the message never shows a secret.</exception>
    public static TableConnection Parse(string connectionString)
    {
        if (Uri.TryCreate(connectionString, UriKind.Absolute, out var signed) && signed.Query.Length > 0)
        {
            return Parse($"TableEndpoint={signed.GetLeftPart(UriPartial.Path)};SharedAccessSignature={signed.Query}");
        }

        var parts = Parts(connectionString);
        if (parts.TryGetValue("UseDevelopmentStorage", out var develops) && develops.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Parse(Emulator);
        }

        var (key, sas) = (parts.GetValueOrDefault("AccountKey"), parts.GetValueOrDefault("SharedAccessSignature"));
        Require(key is not null || sas is not null, "needs AccountKey or SharedAccessSignature");
        Require(key is null || (Convert.TryFromBase64String(key, new byte[key.Length], out var length) && length > 0), "has an AccountKey that is not base64");
        Require(sas is not "", "has an empty SharedAccessSignature");
        var account = parts.GetValueOrDefault("AccountName", "");
        Require(account.Length > 0 || key is null, "needs AccountName");
        Require(account.Length > 0 || parts.ContainsKey("TableEndpoint"), "needs AccountName or TableEndpoint");
        var (protocol, suffix) = (parts.GetValueOrDefault("DefaultEndpointsProtocol", "https"), parts.GetValueOrDefault("EndpointSuffix", "core.windows.net"));
        var named = account.All(char.IsAsciiLetterOrDigit) ? $"{protocol}://{account}.table.{suffix}" : "";
        var address = parts.GetValueOrDefault("TableEndpoint", named).TrimEnd('/');
        var isAddress = Uri.TryCreate(address, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https";
        Require(isAddress, "makes no http or https address of its AccountName or TableEndpoint");
        return new(endpoint!, account, key, sas?.TrimStart('?'));
    }

    private static Dictionary<string, string> Parts(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            Require(equals > 0 && parts.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()), $"has no name, or one twice, in part {parts.Count + 1}");
        }

        return parts;
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new FormatException($"The storage connection string {fault}.");
        }
    }
}
