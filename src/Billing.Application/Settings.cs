using Billing.Domain.Accounts;

namespace Billing.Application;

/// <summary>
/// A home's settings by name, wherever they come from; an empty value is none. Readers lie beside what they configure. A value of the wrong form stops the
/// start with the setting's name; no message repeats a secret.
/// </summary>
/// <param name="find">The value of a name whose parts are separated by <c>:</c>, as in <c>Billing:Oidc:Authority</c>.</param>
public sealed class Settings(Func<string, string?> find)
{
    public string? Text(string name) => find(name) is { Length: > 0 } text ? text : null;

    /// <param name="what">What is to be set, and of what form.</param>
    /// <exception cref="SettingException">It is missing.</exception>
    public string Required(string name, string what) => Text(name) ?? throw new SettingException($"{name} is missing: {what}.");

    /// <summary>Parted by commas, or one a number: <c>name:0</c>, <c>name:1</c>.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var texts = new List<string?> { Text(name) };
        for (var i = 0; Text($"{name}:{i}") is { } text; i++)
        {
            texts.Add(text);
        }

        return [.. texts.SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }

    /// <exception cref="SettingException">It is not a whole number of 1 or more.</exception>
    public int Number(string name, int otherwise) => Text(name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, out var number) && number >= 1 => number,
        var text => throw new SettingException($"{name}: '{text}' is not a whole number of 1 or more."),
    };

    /// <exception cref="SettingException">It is neither https nor on this machine.</exception>
    public Uri? Link(string name) => Text(name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.IsLoopback) => link,
        var text => throw new SettingException($"{name}: '{text}' is not an https address."),
    };

    /// <exception cref="SettingException">It is no e-mail address.</exception>
    public string? Address(string name) => Text(name) switch
    {
        null => null,
        var text when EmailAddress.Fault(text, "") is null => text,
        var text => throw new SettingException($"{name}: '{text}' is no e-mail address."),
    };
}

/// <summary>A setting is missing or wrong; the message says which and what to do, and no stack trace helps.</summary>
public sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);
