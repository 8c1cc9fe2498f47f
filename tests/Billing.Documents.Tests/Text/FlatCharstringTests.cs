using Billing.Documents.Fonts;
using Billing.Documents.Tests.Fonts;

namespace Billing.Documents.Tests.Text;

/// <summary>Subroutines written in place of their calls. In hexadecimal: 20 is -107 and means the first one, 0A calls a local one, 1D a global.</summary>
public sealed class FlatCharstringTests
{
    private const string Local0 = "8C8D05";
    private const string Global0 = "8E0A";

    [Theory]
    [InlineData("no call", "8B8C150E", "8B8C150E")]
    [InlineData("a local call", "200A0E", "8C8D050E")]
    [InlineData("a global call whose number is left for a local one", "20201D0E", null)]
    [InlineData("an operand that stays", "8F200A0E", "8F8C8D050E")]
    [InlineData("a mask of two hints is one byte, whatever it looks like", "8B8C018B8C03130A0E", "8B8C018B8C03130A0E")]
    [InlineData("a mask that brings the vertical hints along", "8B8C128B8C130A0E", "8B8C128B8C130A0E")]
    [InlineData("numbers of every length", "1CFFFF F700 FB00 FF00010000 150E", "1CFFFFF700FB00FF00010000150E")]
    [InlineData("nothing after the end", "0E8B8B", "0E")]
    [InlineData("a call without a number", "0A0E", null)]
    [InlineData("a call of what is not there", "8B0A0E", null)]
    [InlineData("arithmetic", "8B8B0C0A0E", null)]
    [InlineData("cut short", "1CFF", null)]
    public void A_program_is_written_out(string what, string program, string? flat)
    {
        _ = what;
        using var folder = new FontFolder(("subroutines", [.. Index(Local0), .. Index(Global0)]));
        using var file = new FontReader(folder.Path("subroutines"));
        var local = new CompactIndex(file, 0);
        var global = new CompactIndex(file, local.End);
        string Flatten() => Convert.ToHexString(FlatCharstring.Of(new FontData(Convert.FromHexString(program.Replace(" ", ""))), global, local));

        if (flat is null)
        {
            Assert.Throws<InvalidDataException>(Flatten);
        }
        else
        {
            Assert.Equal(flat, Flatten());
        }
    }

    [Fact]
    public void A_program_that_calls_itself_is_refused()
    {
        using var folder = new FontFolder(("subroutines", Index("200A")));
        using var file = new FontReader(folder.Path("subroutines"));

        Assert.Throws<InvalidDataException>(() => FlatCharstring.Of(new FontData(new byte[] { 0x20, 0x0A }), CompactIndex.Empty, new CompactIndex(file, 0)));
    }

    private static byte[] Index(string item)
    {
        var builder = new CompactBuilder();
        builder.Index([Convert.FromHexString(item)]);
        return builder.ToArray();
    }
}
