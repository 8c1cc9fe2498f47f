namespace Billing.Documents.Emails;

/// <summary>An e-mail in its parts, every word said, nothing laid out or escaped yet.</summary>
internal sealed record Letter
{
    public required string Language { get; init; }

    public required string Brand { get; init; }

    public required string Subject { get; init; }

    public required string Preheader { get; init; }

    public required string Heading { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required string? Code { get; init; }

    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    public required (string Label, Uri Link)? Action { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> Footer { get; init; }
}
