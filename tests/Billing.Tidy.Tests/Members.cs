using System.Text.RegularExpressions;

namespace Billing.Tidy.Tests;

/// <param name="Name">What stands before the parameter list.</param>
/// <param name="Lines">From the first line of the header to the closing brace or semicolon, both counted.</param>
internal sealed record Member(string Name, int Line, int Lines);

/// <summary>The methods and constructors of a file, found by counting braces: what stands directly in a type, takes parameters and has a body.</summary>
internal static partial class Members
{
    public static IEnumerable<Member> Of(string source)
    {
        var code = CSharpText.CodeOnly(source);
        var types = new Stack<bool>([true]);
        var start = 0;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '{' when types.Peek() && !Type().IsMatch(code[start..i]):
                    types.Push(false);
                    break;
                case '{' when types.Peek():
                    types.Push(true);
                    start = i + 1;
                    break;
                case '{':
                    types.Push(false);
                    break;
                case '}':
                    types.Pop();
                    if (types.Peek())
                    {
                        if (Parse(code, start, i) is { } block)
                        {
                            yield return block;
                        }

                        start = i + 1;
                    }

                    break;
                case ';' when types.Peek():
                    if (Parse(code, start, i) is { } expression)
                    {
                        yield return expression;
                    }

                    start = i + 1;
                    break;
            }
        }
    }

    private static Member? Parse(string code, int start, int end)
    {
        var text = code[start..end];
        if (Type().IsMatch(text) || Header().Match(text) is not { Success: true } header)
        {
            return null;
        }

        var first = start + text.Length - text.TrimStart().Length;
        return new Member(header.Groups["name"].Value, 1 + code.AsSpan(0, first).Count('\n'), 1 + code.AsSpan(first, end - first).Count('\n'));
    }

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|namespace)\s+\w", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Type();

    [GeneratedRegex(@"^(\s*\[[^\]]*\])*[^=({;]*?(?<name>\w+)\s*(<[^>(]*>)?\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Header();
}
