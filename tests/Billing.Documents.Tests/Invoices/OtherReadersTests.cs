using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Billing.Documents.Tests.Invoices;

/// <summary>
/// What other people's programs make of the files. The strict reader of these tests takes every sample apart wherever they run; qpdf and pdftotext
/// are asked too where they are installed, which .ci/run sees to, or says aloud that they are not.
/// </summary>
public sealed class OtherReadersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("paid")]
    [InlineData("pending")]
    [InlineData("credit-note")]
    [InlineData("yen")]
    [InlineData("dinar")]
    [InlineData("bare")]
    [InlineData("long")]
    public async Task Every_sample_opens_without_a_warning(string name)
    {
        var many = Enumerable.Range(0, 40).SelectMany(seed => Samples.Random(seed).Lines.Select(line => line with { Amount = Samples.Usd(seed) }));
        var rendered = Rendered.Of(Samples.ByName.GetValueOrDefault(name) ?? Samples.Invoice(Samples.Acme, "USD", 19, many), Rendered.TestFonts);
        Assert.Contains("Total", rendered.Text);
        var path = Path.Combine(AppContext.BaseDirectory, $"{name}.pdf");
        await File.WriteAllBytesAsync(path, rendered.Bytes);

        if (await RunAsync("qpdf", "--check", path) is { } check)
        {
            Assert.Equal((0, ""), (check.ExitCode, check.Errors));
        }

        if (await RunAsync("pdftotext", "-enc", "UTF-8", path, "-") is { } text)
        {
            Assert.Equal((0, ""), (text.ExitCode, text.Errors));
            Assert.Equal(Characters(string.Join(' ', rendered.Shown.Select(shown => shown.Text))), Characters(text.Output));
        }
    }

    /// <summary>Sorted, for programs differ in the order in which they read columns; without hyphens, which pdftotext drops at the end of a line.</summary>
    private static string Characters(string text) => new([.. text.Where(c => !char.IsWhiteSpace(c) && c != '-').Order()]);

    /// <summary>Null where there is no such program here.</summary>
    private static async Task<(int ExitCode, string Output, string Errors)?> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                UseShellExecute = false,
            })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            await Console.Error.WriteLineAsync($"NOT CHECKED WITH {program}: it is not installed (Debian: apt-get install poppler-utils qpdf).");
            return null;
        }
    }
}
