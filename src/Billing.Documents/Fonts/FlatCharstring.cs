namespace Billing.Documents.Fonts;

/// <summary>
/// Writes a glyph's program out with its subroutines in place of the calls (Adobe Technical Note 5177), so that a subset needs none of the font's subroutines.
/// </summary>
internal sealed class FlatCharstring
{
    private const int DeepestCall = 10;
    private const int LongestProgram = 65_535;
    private readonly List<byte> _program = [];
    private readonly List<(int Value, int WrittenAt)> _stack = [];
    private readonly CompactIndex _global;
    private readonly CompactIndex _local;
    private int _hints;
    private bool _hasEnded;

    private FlatCharstring(CompactIndex global, CompactIndex local) => (_global, _local) = (global, local);

    /// <exception cref="InvalidDataException">It calls what is not there, calls itself, or computes, which no font in use does.</exception>
    public static byte[] Of(FontData program, CompactIndex global, CompactIndex local)
    {
        var flat = new FlatCharstring(global, local);
        flat.Append(program, DeepestCall);
        return [.. flat._program];
    }

    private void Append(FontData program, int depth)
    {
        for (var at = 0; at < program.Length && !_hasEnded;)
        {
            var first = program.U8(at);
            var length = LengthOf(program, at);
            switch (first)
            {
                case 28 or >= 32:
                    _stack.Add((ValueOf(program, at), _program.Count));
                    break;
                case 10:
                    Call(_local, depth);
                    at++;
                    continue;
                case 29:
                    Call(_global, depth);
                    at++;
                    continue;
                case 11:
                    return;
                default:
                    _hasEnded = first == 14;
                    _stack.Clear();
                    break;
            }

            _program.AddRange(program.Span(at, length));
            at += length;
            if (_program.Count > LongestProgram)
            {
                throw new InvalidDataException("A glyph is longer than any font may have it.");
            }
        }
    }

    /// <summary>The number of the subroutine is the last thing written: it goes, and the subroutine comes.</summary>
    private void Call(CompactIndex subroutines, int depth)
    {
        if (depth == 0 || _stack.Count == 0)
        {
            throw new InvalidDataException("A glyph calls a subroutine in a way that is not followed here.");
        }

        var bias = subroutines.Count < 1_240 ? 107 : subroutines.Count < 33_900 ? 1_131 : 32_768;
        var (number, writtenAt) = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        _program.RemoveRange(writtenAt, _program.Count - writtenAt);
        Append(subroutines[number + bias], depth - 1);
    }

    /// <summary>Of the number or the operator at this place, with the mask that follows some. Counts the hints, for their masks have a bit for each.</summary>
    private int LengthOf(FontData program, int at)
    {
        switch (program.U8(at))
        {
            case 1 or 3 or 18 or 23:
                _hints += _stack.Count / 2;
                return 1;
            case 19 or 20:
                _hints += _stack.Count / 2;
                return 1 + ((_hints + 7) / 8);
            case 12:
                return program.U8(at + 1) is >= 34 and <= 37 ? 2 : throw new InvalidDataException("A glyph computes.");
            case 28:
                return 3;
            case 255:
                return 5;
            case >= 247:
                return 2;
            default:
                return 1;
        }
    }

    private static int ValueOf(FontData program, int at) => program.U8(at) switch
    {
        28 => program.I16(at + 1),
        255 => program.I16(at + 1),
        >= 251 and var b => (-(b - 251) * 256) - program.U8(at + 1) - 108,
        >= 247 and var b => ((b - 247) * 256) + program.U8(at + 1) + 108,
        var b => b - 139,
    };
}
