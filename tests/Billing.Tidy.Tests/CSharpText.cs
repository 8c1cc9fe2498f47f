using System.Text;

namespace Billing.Tidy.Tests;

/// <summary>C# with comments, strings and characters blanked out, line breaks kept: enough to count braces. Not a compiler.</summary>
internal sealed class CSharpText
{
    private readonly string _source;
    private readonly StringBuilder _code;
    private int _at;

    private CSharpText(string source) => (_source, _code) = (source, new StringBuilder(source.Length));

    public static string CodeOnly(string source)
    {
        var text = new CSharpText(source);
        text.Code(closesAtBrace: false);
        return text._code.ToString();
    }

    private void Code(bool closesAtBrace)
    {
        for (var depth = 0; _at < _source.Length;)
        {
            var c = _source[_at];
            if (closesAtBrace && depth == 0 && c == '}')
            {
                return;
            }

            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (!Comment() && !Text() && !Character())
            {
                Keep();
            }
        }
    }

    private bool Comment()
    {
        if (Next("//") || Next("#region"))
        {
            BlankUntil("\n", consumed: 0);
            return true;
        }

        if (!Next("/*"))
        {
            return false;
        }

        BlankUntil("*/", consumed: 2);
        return true;
    }

    private bool Character()
    {
        if (_source[_at] != '\'')
        {
            return false;
        }

        Blank(_at + 1 < _source.Length && _source[_at + 1] == '\\' ? 3 : 2);
        BlankUntil("'", consumed: 1);
        return true;
    }

    private bool Text()
    {
        var start = _at;
        while (start < _source.Length && _source[start] is '$' or '@')
        {
            start++;
        }

        if (start == _source.Length || _source[start] != '"')
        {
            return false;
        }

        var (prefix, quotes) = (_source[_at..start], Run('"', start));
        Blank(prefix.Length);
        if (quotes >= 3)
        {
            Blank(quotes);
            BlankUntil(new string('"', quotes), quotes);
        }
        else
        {
            Blank(1);
            Quoted(prefix.Contains('@'), prefix.Contains('$'));
        }

        return true;
    }

    private void Quoted(bool verbatim, bool interpolated)
    {
        while (_at < _source.Length)
        {
            if ((!verbatim && Next("\\")) || (verbatim && Next("\"\"")) || (interpolated && Next("{{")))
            {
                Blank(2);
            }
            else if (Next("\""))
            {
                Blank(1);
                return;
            }
            else if (interpolated && Next("{"))
            {
                Hole();
            }
            else
            {
                Blank(1);
            }
        }
    }

    private void Hole()
    {
        Blank(1);
        var kept = _code.Length;
        Code(closesAtBrace: true);
        for (var i = kept; i < _code.Length; i++)
        {
            _code[i] = _code[i] == '\n' ? '\n' : ' ';
        }

        Blank(1);
    }

    private bool Next(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private int Run(char c, int from) => _source.AsSpan(from).IndexOfAnyExcept(c) is var length and >= 0 ? length : _source.Length - from;

    private void Keep() => _code.Append(_source[_at++]);

    private void Blank(int count)
    {
        for (; count > 0 && _at < _source.Length; count--, _at++)
        {
            _code.Append(_source[_at] == '\n' ? '\n' : ' ');
        }
    }

    private void BlankUntil(string end, int consumed)
    {
        var found = _source.IndexOf(end, _at, StringComparison.Ordinal);
        Blank((found < 0 ? _source.Length : found + consumed) - _at);
    }
}
