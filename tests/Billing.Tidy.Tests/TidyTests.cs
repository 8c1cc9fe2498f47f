namespace Billing.Tidy.Tests;

/// <summary>The measuring itself, measured.</summary>
public sealed class TidyTests
{
    [Fact]
    public void Braces_in_text_are_no_code()
    {
        const string source = """
            var a = "{ \" {"; // {
            var b = $"{c["{"]} {{ {d}"; /* { */ var e = '{'; var f = '\''; var g = @"{""{";
            """;

        Assert.DoesNotContain('{', CSharpText.CodeOnly(source));
        Assert.Equal(source.Length, CSharpText.CodeOnly(source).Length);
    }

    [Fact]
    public void Members_are_measured_from_header_to_brace()
    {
        const string source = """
            namespace N;
            public sealed class C(int x) : B(x)
            {
                private static readonly F Field = new(() =>
                {
                    Run();
                });

                public int Property { get; set; } = F(1);

                [Fact]
                public void Block(int a = 1)
                {
                    if (a > 0) { Run(); }
                }

                public int Expression<T>() =>
                    1;

                private sealed record R(int A)
                {
                    public R Inner() { return this; }
                }
            }
            """;

        Assert.Equal([("Block", 5), ("Expression", 2), ("Inner", 1)], Members.Of(source).Where(m => m.Name is not "R").Select(m => (m.Name, m.Lines)));
    }

    [Fact]
    public void The_ratchet_holds_growth_and_drops_what_is_cured()
    {
        var lengths = new Dictionary<string, int> { ["old"] = 12, ["cured"] = 9, ["new"] = 11, ["short"] = 10 };

        var breaches = Ratchet.Check("old 12\ncured 15", limit: 10, lengths);

        Assert.Equal(["new: 11 lines, 10 allowed", "cured: keeps the rule now, take it off the list"], breaches);
    }
}
