using System.Globalization;
using Billing.Domain.Tests;

namespace Billing.Application.Tests.Scale;

/// <summary>What something costs at most.</summary>
/// <param name="Dollars">A million times.</param>
/// <param name="Bytes">That stay in the store; 0 where the table says nothing of them.</param>
internal sealed record ScaleFigure(long Operations, long Rows, decimal Dollars, long Bytes);

/// <summary>The first table of docs/scale.md.</summary>
internal static class ScaleFigures
{
    public static IEnumerable<ScaleFigure> All => Lines().Select(Figures);

    public static ScaleFigure Of(string what) => Figures(Assert.Single(Lines(), cells => cells[0] == what));

    private static IEnumerable<string[]> Lines() => File.ReadLines(Upwards.Find("docs/scale.md"))
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static ScaleFigure Figures(string[] cells) =>
        new(Whole(cells[1]), Whole(cells[2]), decimal.Parse(cells[3], CultureInfo.InvariantCulture), cells[4] is "–" ? 0 : Whole(cells[4]));

    private static long Whole(string cell) => long.Parse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
