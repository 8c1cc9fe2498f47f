using System.Globalization;
using System.Text.Json.Nodes;
using Billing.Application;
using Billing.Application.Invoicing;
using Billing.Domain;

namespace Billing.Http;

/// <summary>
/// A query parameter that an operation declares with <see cref="Operation.Takes"/> and reads with <see cref="Call.Query{T}"/>. It is checked before the
/// handler runs; given twice or with a wrong value it is refused with 400. Parameters that no operation declares are ignored.
/// </summary>
public abstract record QueryParameter(string Name, string Description)
{
    /// <summary>JSON schema of the value.</summary>
    public abstract JsonObject Schema();

    /// <summary>Null where the value is right, else what is expected.</summary>
    internal abstract string? Check(string text);
}

/// <param name="Default">What the handler reads where the caller leaves the parameter out.</param>
public sealed record QueryParameter<T>(string Name, string Description, T Default, QueryParameter<T>.Parser Parse, string Expected, Func<JsonObject> SchemaOf)
    : QueryParameter(Name, Description)
{
    public delegate bool Parser(string text, out T value);

    public override JsonObject Schema() => SchemaOf();

    internal override string? Check(string text) => Parse(text, out _) ? null : Expected;
}

/// <summary>The kinds of query parameters, and the two that every list takes.</summary>
public static class QueryParameters
{
    public static QueryParameter<int> Limit { get; } =
        Integer("limit", 1, PageRequest.MaxLimit, PageRequest.DefaultLimit, "How many items a page has at most.");

    public static QueryParameter<string?> Cursor { get; } = new(
        "cursor", "`nextCursor` of the page before; leave it out for the first page.", null, ParseCursor, "Expected a cursor that a list has answered.",
        static () => Schema.Text());

    public static QueryParameter<int> Integer(string name, int from, int to, int otherwise, string description) => new(
        name, description, otherwise,
        (string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= from && value <= to,
        $"Expected an integer from {from} to {to}.",
        () => new JsonObject { ["type"] = "integer", ["minimum"] = from, ["maximum"] = to, ["default"] = otherwise });

    /// <summary>One of the names; null where it is left out.</summary>
    public static QueryParameter<string?> OneOf(string name, string description, params string[] names) => new(
        name, description, null,
        (string text, out string? value) => names.Contains(value = text),
        $"Expected one of {string.Join(", ", names)}.",
        () => Schema.OneOf(names));

    /// <summary>An id chosen by the caller; null where it is left out.</summary>
    public static QueryParameter<string?> Id(string name, string description) => new(
        name, description, null,
        (string text, out string? value) => CallerId.IsValid(value = text),
        "Expected 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.",
        static () => Schema.Matching(Schema.CallerIdPattern));

    /// <summary>An e-mail address; null where it is left out.</summary>
    public static QueryParameter<string?> EmailAddress(string name, string description) => new(
        name, description, null,
        (string text, out string? value) => Domain.Accounts.EmailAddress.Fault(value = text, "") is null,
        "Expected an e-mail address.",
        static () => Schema.Formatted("string", "email"));

    /// <summary>Any text; null where it is left out.</summary>
    public static QueryParameter<string?> Text(string name, string description) => new(
        name, description, null, (string text, out string? value) => (value = text) is not null, "Expected a text.", static () => Schema.Text());

    /// <summary>An RFC 3339 instant, or a date, which means its 00:00 UTC; null where it is left out.</summary>
    public static QueryParameter<DateTimeOffset?> Instant(string name, string description) => new(
        name, description, null, ParseInstant, "Expected an instant such as 2026-01-31T10:00:00Z, or a date such as 2026-01-31.",
        static () => Schema.Formatted("string", "date-time"));

    /// <summary>A local date of the account, of the years 1970 to 2199, or an RFC 3339 instant; null where it is left out.</summary>
    public static QueryParameter<DayOrInstant?> Day(string name, string description) => new(
        name, description, null, ParseDay, "Expected a date such as 2026-01-31, or an instant such as 2026-01-31T10:00:00Z.",
        static () => Schema.Text());

    private static bool ParseDay(string text, out DayOrInstant? value)
    {
        value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1970 and <= 2199
            ? new DayOrInstant(date)
            : InstantText.TryParse(text, out var instant) ? new DayOrInstant(default, instant)
            : null;
        return value is not null;
    }

    private static bool ParseCursor(string text, out string? value)
    {
        var valid = Application.Cursor.TryDecode(text, out var keyEnd);
        value = keyEnd;
        return valid;
    }

    private static bool ParseInstant(string text, out DateTimeOffset? value)
    {
        value = null;
        if (InstantText.TryParse(text, out var instant))
        {
            value = instant;
        }
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            value = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
        }

        return value is not null;
    }
}
