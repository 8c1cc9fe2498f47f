using System.Text;
using Billing.Application.Moving;
using Billing.Application.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Application.Tests.Moving;

public sealed class MovedRowTests
{
    /// <summary>Cut where a reader's eye needs it.</summary>
    private const string Line = """
        {"table":"accounts","partition":"acme","row":"a|'\"\n","values":{
        "At":{"DateTime":"2026-01-02T03:04:05.0000006+00:00"},"Bytes":{"Binary":"AP8="},"Count":{"Int64":"9223372036854775807"},
        "Flag":{"Boolean":"true"},"Guid":{"Guid":"00112233-4455-6677-8899-aabbccddeeff"},"Int":{"Int32":"-5"},"Part":{"Double":"0.1"},
        "Text":"Grüße 日本 \uD83D\uDE00 \"\\\r\n"}}
        """;

    private const string Wrong = """

        {}
        []
        {"table":"t","partition":"p","row":"r"}
        {"table":"t","partition":"p","row":"r","values":{"A":5}}
        {"table":"t","partition":"p","row":"r","values":{"A":{}}}
        {"table":"t","partition":"p","row":"r","values":{"A":{"Int64":"x"}}}
        {"table":"t","partition":"p","row":"r","values":{"A":{"Colour":"red"}}}
        {"table":"t","partition":"p","row":"r","values":{"A":"1","A":"2"}}
        {"table":7,"partition":"p","row":"r","values":{}}
        """;

    [Fact]
    public void A_row_is_one_line_that_tells_every_value_and_its_type()
    {
        var row = new MovedRow("accounts", "acme", "a|'\"\n", new()
        {
            { "Text", TableValue.Of("Grüße 日本 😀 \"\\\r\n") },
            { "Count", TableValue.Of(long.MaxValue) },
            { "Int", TableValue.Of(-5) },
            { "Flag", TableValue.Of(true) },
            { "Part", TableValue.Of(0.1) },
            { "At", TableValue.Of(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6)) },
            { "Guid", TableValue.Of(new Guid("00112233-4455-6677-8899-aabbccddeeff")) },
            { "Bytes", TableValue.Of([0, 255]) },
        });

        Assert.Equal(Line.ReplaceLineEndings(""), Encoding.UTF8.GetString(row.ToLine()));
    }

    [Fact]
    public void What_is_read_is_what_was_written_whatever_the_order_of_values() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(long, int, bool, double, Guid, byte[], NonNull<string>)>(), ArbMap.Default.ArbFor<int>(), (values, seed) =>
        {
            var (count, number, flag, part, guid, bytes, text) = values;
            KeyValuePair<string, TableValue>[] properties =
            [
                new("a", TableValue.Of(count)), new("B", TableValue.Of(number)), new("c", TableValue.Of(flag)), new("D", TableValue.Of(part)),
                new("e", TableValue.Of(guid)), new("F", TableValue.Of(bytes ?? [])), new("g", TableValue.Of(WellFormed(text.Get))),
            ];
            var line = Row(properties).ToLine();
            new System.Random(seed).Shuffle(properties);

            Assert.Equal(line, Row(properties).ToLine());
            Assert.Equal(line, MovedRow.Parse(line).ToLine());
            Assert.Equal(Row(properties).Properties.OrderBy(each => each.Key, StringComparer.Ordinal), MovedRow.Parse(line).Properties);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_no_row_is_told()
    {
        foreach (var line in Wrong.Split('\n'))
        {
            Assert.Throws<FormatException>(() => MovedRow.Parse(Encoding.UTF8.GetBytes(line)));
        }
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static MovedRow Row(KeyValuePair<string, TableValue>[] values)
    {
        var properties = new TableProperties();
        foreach (var (name, value) in values)
        {
            properties.Add(name, value);
        }

        return new("t", "p", "r", properties);
    }
}
