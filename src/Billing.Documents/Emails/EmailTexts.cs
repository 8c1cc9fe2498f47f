using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Application.Notifications;

namespace Billing.Documents.Emails;

/// <summary>
/// The words of one e-mail. <c>{name}</c> stands for a fact; a text with <c>{?name}</c> is shown only where there is that fact, one with <c>{!name}</c> only
/// where there is not, and one that names a fact that is missing not at all.
/// </summary>
/// <param name="Preheader">What a list of mails shows after the subject.</param>
/// <param name="Facts">A label for each fact that is listed; an empty one where the fact is a list with labels of its own.</param>
/// <param name="Code">The fact that is shown large, to be read and typed.</param>
/// <param name="Action">What the button says.</param>
/// <param name="Notes">Small print.</param>
internal sealed record EmailText(
    string Subject,
    string Preheader,
    string Heading,
    ImmutableArray<string> Body,
    IReadOnlyDictionary<string, string>? Facts = null,
    string? Code = null,
    string? Action = null,
    ImmutableArray<string>? Notes = null);

/// <param name="Pattern">With <c>{day}</c>, <c>{month}</c> and <c>{year}</c>.</param>
internal sealed record DateTexts(string Pattern, ImmutableArray<string> Months);

/// <summary>Every word that e-mails say, in one language: a file <c>{language}.json</c>. What another language leaves out is said in English.</summary>
public sealed record EmailTexts
{
    private const string DefaultLanguage = "en";

    private EmailTexts(string language, DateTexts dates, IReadOnlyDictionary<string, string> words, IReadOnlyDictionary<string, EmailText> templates) =>
        (Language, Dates, Words, Templates) = (language, dates, words, templates);

    internal string Language { get; }

    internal DateTexts Dates { get; }

    internal IReadOnlyDictionary<string, string> Words { get; }

    internal IReadOnlyDictionary<string, EmailText> Templates { get; }

    public static EmailTexts English { get; } = ReadEnglish();

    /// <param name="language">As <c>html lang</c> has it: <c>de</c>, <c>pt-BR</c>.</param>
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static EmailTexts Parse(string language, ReadOnlySpan<byte> json)
    {
        var file = Read(json);
        var unknown = file.Templates?.Keys.Except(EmailTemplates.All.Select(each => each.Name)).FirstOrDefault();
        return unknown is null && file.Dates?.Months.Length is null or 12
            ? new EmailTexts(language, file.Dates ?? English.Dates, Over(English.Words, file.Words), Over(English.Templates, file.Templates))
            : throw new FormatException(unknown is null ? "A year has twelve months." : $"There is no template '{unknown}'.");
    }

    private static EmailTexts ReadEnglish()
    {
        using var stream = typeof(EmailTexts).Assembly.GetManifestResourceStream("emails.en.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var file = Read(bytes);
        return new EmailTexts(DefaultLanguage, file.Dates!, file.Words!, file.Templates!);
    }

    private static EmailTextFile Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EmailTextJson.Default.EmailTextFile) ?? throw new FormatException("The file is empty.");
        }
        catch (JsonException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    private static Dictionary<string, T> Over<T>(IReadOnlyDictionary<string, T> below, IReadOnlyDictionary<string, T>? above)
    {
        var all = new Dictionary<string, T>(below, StringComparer.Ordinal);
        foreach (var (name, value) in above ?? new Dictionary<string, T>())
        {
            all[name] = value;
        }

        return all;
    }
}

internal sealed record EmailTextFile(
    DateTexts? Dates = null, IReadOnlyDictionary<string, string>? Words = null, IReadOnlyDictionary<string, EmailText>? Templates = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EmailTextFile))]
internal sealed partial class EmailTextJson : JsonSerializerContext;
