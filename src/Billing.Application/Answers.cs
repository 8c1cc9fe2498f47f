namespace Billing.Application;

/// <summary>What a PUT that may create answers: 201 where it did, 200 where it changed.</summary>
public readonly record struct Saved<T>(T Value, bool Created);

/// <summary>An answer that is not JSON: CSV, PDF.</summary>
/// <param name="FileName">What a browser saves it as; null where it has no name.</param>
/// <param name="IsInline">Whether a browser shows it in place.</param>
public sealed record FileContent(string MediaType, ReadOnlyMemory<byte> Bytes, string? FileName = null, bool IsInline = false);
