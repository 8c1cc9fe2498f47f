using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Billing.Documents.Pdf;

/// <summary>Bytes in the making. Interpolated text is written as PDF wants it: numbers short, with a point, never in exponents.</summary>
internal sealed class PdfBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4_096);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    [SuppressMessage("Performance", "CA1822", Justification = "The buffer is the argument of the handler, which writes into it.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Syntax text) => _ = text;

    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <param name="text">Of characters up to U+00FF, a byte each.</param>
    public void WriteLatin(string text)
    {
        var written = Encoding.Latin1.GetBytes(text, _bytes.GetSpan(text.Length));
        _bytes.Advance(written);
    }

    private void WriteNumber(double value)
    {
        var room = _bytes.GetSpan(32);
        Math.Round(value, 3).TryFormat(room, out var written, "0.###", CultureInfo.InvariantCulture);
        _bytes.Advance(written);
    }

    [InterpolatedStringHandler]
    public readonly ref struct Syntax
    {
        private readonly PdfBuffer _buffer;

        public Syntax(int literalLength, int formattedCount, PdfBuffer buffer)
        {
            _ = (literalLength, formattedCount);
            _buffer = buffer;
        }

        public void AppendLiteral(string text) => _buffer.WriteLatin(text);

        public void AppendFormatted(string text) => _buffer.WriteLatin(text);

        public void AppendFormatted(double value) => _buffer.WriteNumber(value);

        public void AppendFormatted(PdfReference reference) => _buffer.WriteLatin(reference.ToString());
    }
}
