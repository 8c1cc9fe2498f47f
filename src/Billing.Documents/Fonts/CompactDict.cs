namespace Billing.Documents.Fonts;

/// <summary>A dictionary of a CFF font (Adobe Technical Note 5176, section 4): operators and their operands, kept as they are written.</summary>
internal sealed class CompactDict
{
    /// <summary>Operators of two bytes count from here: 12 7 is 1207.</summary>
    private const int Escaped = 1_200;

    private readonly List<(int Operator, ReadOnlyMemory<byte> Operands)> _entries = [];

    /// <exception cref="InvalidDataException">It is no dictionary.</exception>
    public CompactDict(FontData data)
    {
        var start = 0;
        for (var at = 0; at < data.Length;)
        {
            var first = data.U8(at);
            if (first <= 21)
            {
                var name = first == 12 ? Escaped + data.U8(at + 1) : first;
                _entries.Add((name, data.Slice(start, at - start).Memory));
                start = at += first == 12 ? 2 : 1;
            }
            else
            {
                at = AfterOperand(data, at);
            }
        }
    }

    /// <summary>The operator's operands that are whole numbers; empty where it is not there.</summary>
    public IReadOnlyList<int> Numbers(int name)
    {
        var data = new FontData(_entries.Find(entry => entry.Operator == name).Operands);
        var numbers = new List<int>();
        for (var at = 0; at < data.Length; at = AfterOperand(data, at))
        {
            numbers.Add(data.U8(at) switch
            {
                28 => data.I16(at + 1),
                29 => data.I16(at + 1) * 0x10000 + data.U16(at + 3),
                30 => 0,
                >= 32 and <= 246 and var b => b - 139,
                >= 247 and <= 250 and var b => ((b - 247) * 256) + data.U8(at + 1) + 108,
                var b => (-(b - 251) * 256) - data.U8(at + 1) - 108,
            });
        }

        return numbers;
    }

    /// <summary>The operator's first number, which must be there.</summary>
    public int Number(int name) => Numbers(name) is [var number, ..] ? number : throw new InvalidDataException($"The font lacks its entry {name}.");

    public bool Has(int name) => _entries.Exists(entry => entry.Operator == name);

    public void CopyTo(CompactBuilder builder, Func<int, bool> isWanted)
    {
        foreach (var (name, operands) in _entries.Where(entry => isWanted(entry.Operator)))
        {
            builder.Write(operands.Span);
            builder.Operator(name);
        }
    }

    private static int AfterOperand(FontData data, int at)
    {
        switch (data.U8(at))
        {
            case 28:
                return at + 3;
            case 29:
                return at + 5;
            case 30:
                while ((data.U8(++at) & 0xF) != 0xF && data.U8(at) >> 4 != 0xF)
                {
                }

                return at + 1;
            case >= 32 and <= 246:
                return at + 1;
            case >= 247 and <= 254:
                return at + 2;
            default:
                throw new InvalidDataException("The font has a number that is none.");
        }
    }
}
