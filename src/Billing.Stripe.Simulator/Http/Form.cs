using System.Net;

namespace Billing.Stripe.Simulator.Http;

/// <summary>
/// Parameters of a form or a query, kept flat: <c>a[b]=c</c> is asked for as <c>a[b]</c>; an array is every <c>a[0]</c> or <c>a[]</c>.
/// An empty text means unset.
/// </summary>
internal sealed class Form
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    private Form(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    /// <summary>The same for the same parameters in any order.</summary>
    public string Fingerprint =>
        string.Join('&', _pairs.Select(pair => $"{WebUtility.UrlEncode(pair.Key)}={WebUtility.UrlEncode(pair.Value)}").Order(StringComparer.Ordinal));

    public static Form Parse(string encoded) => new([.. encoded.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(WebUtility.UrlDecode(pair[0]), pair.Length > 1 ? WebUtility.UrlDecode(pair[1]) : ""))]);

    public string? Text(string name) => _pairs.FindLast(pair => pair.Key == name).Value is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw ApiError.Missing(name);

    public bool Has(string name) => _pairs.Exists(pair => pair.Key == name || pair.Key.StartsWith(name + "[", StringComparison.Ordinal));

    public long? Integer(string name) => Text(name) switch
    {
        null => null,
        var text when long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out var number) => number,
        var text => throw ApiError.Invalid($"Invalid integer: {text}", name, "parameter_invalid_integer"),
    };

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw ApiError.Invalid($"Invalid boolean: {text}", name),
    };

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name);
        return text is null || allowed.Contains(text) ? text : throw ApiError.Invalid($"Invalid {name}: must be one of {string.Join(", ", allowed!)}", name);
    }

    /// <summary>The elements of an array, in the order in which they came.</summary>
    public IReadOnlyList<string> Values(string name) => [.. Map(name).Select(pair => pair.Value)];

    /// <summary>The members of an object with texts as values: <c>metadata[order]=7</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Map(string name) =>
        from pair in _pairs
        where pair.Key.StartsWith(name + "[", StringComparison.Ordinal) && pair.Key.EndsWith(']')
        select KeyValuePair.Create(pair.Key[(name.Length + 1)..^1], pair.Value);

    /// <summary>Refuses what the endpoint does not know, as Stripe does.</summary>
    /// <param name="known">Names of the top level, parted by spaces.</param>
    public void Allow(string known)
    {
        var names = known.Split(' ');
        var stranger = _pairs.Select(pair => pair.Key).FirstOrDefault(key => !names.Contains(key.Split('[')[0]) && key.Split('[')[0] != "expand");
        if (stranger is not null)
        {
            throw ApiError.Invalid($"Received unknown parameter: {stranger}", stranger, "parameter_unknown");
        }
    }
}
