using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Billing.Storage.Azure;

/// <summary>What the service says of a failure. It says it in JSON, in XML or not at all.</summary>
/// <param name="Code"><c>EntityAlreadyExists</c> and the like; empty where the service gave none.</param>
/// <param name="Index">Inside a batch: the operation that failed, by the number before the message.</param>
internal sealed record TableError(int Status, string Code, string Message, int Index)
{
    public const string TableNotFound = "TableNotFound";
    public const string TableAlreadyExists = "TableAlreadyExists";

    /// <summary>A dropped table's name stays taken for some 40 seconds.</summary>
    public const string TableBeingDeleted = "TableBeingDeleted";

    /// <summary>Nothing says that it was not done, and trying again may help.</summary>
    public bool IsTransient => Status >= 500 || Status is 408 or 429;

    /// <summary>Who asks is not let in.</summary>
    public bool IsDenied => Status is 401 or 403 || Code == "InvalidAuthenticationInfo";

    public static TableError Parse(int status, string body)
    {
        var (code, message) = FromJson(body) ?? FromXml(body) ?? ("", body);
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), out var index)
            ? new(status, code, message[(colon + 1)..], index)
            : new(status, code, message, 0);
    }

    /// <summary>A text that is not the service's own may repeat the request's address, and with it a signature.</summary>
    public override string ToString() => Code.Length == 0 ? $"{Status}" : $"{Status} {Code}: {Message.Split('\n')[0]}";

    private static (string Code, string Message)? FromJson(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("odata.error");
            return (error.GetProperty("code").GetString() ?? "", error.GetProperty("message").GetProperty("value").GetString() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static (string Code, string Message)? FromXml(string body)
    {
        try
        {
            var elements = XDocument.Parse(body).Descendants()
                .ToLookup(element => element.Name.LocalName, element => element.Value, StringComparer.OrdinalIgnoreCase);
            return (elements["code"].FirstOrDefault(""), elements["message"].FirstOrDefault(""));
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
