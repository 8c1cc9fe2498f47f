using Billing.Storage.Sqlite;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Storage.Tests.Sqlite;

public sealed class CodecTests
{
    [Fact]
    public void Keys_keep_ordinal_order_and_come_back_also_with_half_pairs() =>
        Prop.ForAll(Keys.ToArbitrary(), Keys.ToArbitrary(), (left, right) =>
        {
            var (leftBytes, rightBytes) = (KeyCodec.Encode(left), KeyCodec.Encode(right));
            return Math.Sign(leftBytes.AsSpan().SequenceCompareTo(rightBytes)) == Math.Sign(string.CompareOrdinal(left, right))
                && KeyCodec.Decode(leftBytes) == left;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ascii_takes_a_byte_a_character()
    {
        Assert.Equal("c|2026-11-22|app"u8.ToArray(), KeyCodec.Encode("c|2026-11-22|app"));
        Assert.Equal([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], KeyCodec.Encode("😀"));
    }

    private static Gen<string> Keys { get; } =
        Gen.Elements('\0', 'a', 'b', '|', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000', '\uffff')
            .ArrayOf().Select(chars => new string(chars));
}
