using System.Text;
using Billing.Documents.Pdf;

namespace Billing.Documents.Text;

/// <summary>A character as it is drawn.</summary>
/// <param name="Code">In the font.</param>
/// <param name="Advance">In thousandths of the size.</param>
/// <param name="Character">What it means, for breaking lines and for direction.</param>
/// <param name="Actual">
/// The text that this glyph and its neighbours with the very same string stand for, where that is not what they look like; null: the character.
/// </param>
internal readonly record struct Glyph(PdfFont Font, int Code, int Advance, Rune Character, string? Actual);
