using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    private static readonly Dictionary<TableValueKind, TableValue[]> Extremes = new()
    {
        [TableValueKind.String] = Each(
            TableValue.Of,
            ["", " ", "12", "true", "2026-11-22T00:00:00Z", "'\"\\/{}<>&\r\n\t\b\f",
            "Grüße 日本語 😀 \ue000\ufffd\u2028", "\u0001\u001f\u007f", "日\"" + new string('s', 32_766)]),
        [TableValueKind.Int64] = Each(TableValue.Of, long.MinValue, -1L, 0L, 1L, int.MaxValue + 1L, 9_007_199_254_740_993L, long.MaxValue),
        [TableValueKind.Int32] = Each(TableValue.Of, int.MinValue, -1, 0, 1, int.MaxValue),
        [TableValueKind.Boolean] = Each(TableValue.Of, true, false),
        [TableValueKind.Double] = Each(
            TableValue.Of,
            [0d, 1d, -1d, 0.1, 1 / 3d, 1e300, 5e-324, 123456789012345680d, double.MinValue, double.MaxValue,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity]),
        [TableValueKind.DateTime] = Each(
            TableValue.Of,
            new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddTicks(1),
            new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.FromHours(5.5)),
            DateTimeOffset.MaxValue),
        [TableValueKind.Guid] = Each(TableValue.Of, Guid.Empty, Guid.AllBitsSet, new Guid("00112233-4455-6677-8899-aabbccddeeff")),
        [TableValueKind.Binary] = Each(TableValue.Of, [], [0], [.. Enumerable.Range(0, 256).Select(i => (byte)i)], new byte[64 * 1024]),
    };

    [Fact]
    public async Task Every_type_comes_back_exactly_at_its_extremes_too()
    {
        Assert.Equal(Enum.GetValues<TableValueKind>().Order(), Extremes.Keys.Order());
        foreach (var (kind, values) in Extremes)
        {
            var properties = new TableProperties();
            foreach (var value in values)
            {
                properties.Add($"Value{properties.Count}", value);
            }

            await Committed("p", TableOperation.Insert($"{kind}", properties));

            var stored = (await Row("p", $"{kind}"))!.Properties;
            Assert.Equal(properties, stored);
            Assert.Equal(properties, Assert.Single(await All(TableRange.Prefix(Table, "p", $"{kind}"))).Properties);
        }
    }

    [Fact]
    public async Task Types_with_equal_digits_stay_apart()
    {
        var properties = new TableProperties
        {
            { "Text", TableValue.Of("1") },
            { "Long", TableValue.Of(1L) },
            { "Int", TableValue.Of(1) },
            { "Double", TableValue.Of(1d) },
            { "Flag", TableValue.Of(true) },
        };

        await Committed("p", TableOperation.Insert("r", properties));

        Assert.Equal(properties, (await Row("p", "r"))!.Properties);
    }

    [Fact]
    public async Task Names_of_properties_are_case_sensitive_and_any_letters()
    {
        var properties = new TableProperties
        {
            { "name", TableValue.Of("1") },
            { "Name", TableValue.Of("2") },
            { "_1", TableValue.Of("3") },
            { "größe", TableValue.Of("4") },
            { "日本", TableValue.Of(5L) },
            { new string('n', 255), TableValue.Of(6L) },
        };

        await Committed("p", TableOperation.Insert("r", properties));

        Assert.Equal(properties, (await Row("p", "r"))!.Properties);
    }

    private static TableValue[] Each<T>(Func<T, TableValue> of, params T[] values) => [.. values.Select(of)];
}
