using Billing.Application.Invoicing;
using Billing.Documents.Fonts;
using Billing.Documents.Invoices;
using Billing.Documents.Tests.Reading;
using Microsoft.Extensions.Logging;

namespace Billing.Documents.Tests.Invoices;

/// <summary>A document as it was rendered, read back, and what was logged.</summary>
internal sealed class Rendered
{
    private Rendered(ReadOnlyMemory<byte> bytes, List<string> warnings)
    {
        (Bytes, Warnings) = (bytes, warnings);
        Pdf = new ReadPdf(bytes);
        Shown = PageText.Of(Pdf);
    }

    /// <summary>The fonts of these tests, which come with them.</summary>
    public static string TestFonts { get; } = Path.Combine(AppContext.BaseDirectory, "Fonts");

    public ReadOnlyMemory<byte> Bytes { get; }

    public ReadPdf Pdf { get; }

    public List<Shown> Shown { get; }

    public List<string> Warnings { get; }

    public string Text => PageText.AsSeen(Shown);

    /// <param name="fonts">Null: none beside the built-in ones.</param>
    public static Rendered Of(InvoiceDocument invoice, string? fonts = null)
    {
        var warnings = new List<string>();
        var bytes = Renderer(fonts, warnings).Render(invoice);
        return new Rendered(bytes, warnings);
    }

    public static InvoiceRenderer Renderer(string? fonts, List<string>? warnings = null) =>
        new(new FontLibrary(fonts is null ? [] : [fonts], new WarningLog<FontLibrary>([])), new WarningLog<InvoiceRenderer>(warnings ?? []));

    private sealed class WarningLog<T>(List<string> warnings) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (level >= LogLevel.Warning)
            {
                warnings.Add(formatter(state, exception));
            }
        }
    }
}
