using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Billing.Application.Ports;

/// <summary>A stored row. <c>ETag</c> is opaque and changes with every write.</summary>
public sealed record TableRow(string PartitionKey, string RowKey, string ETag, TableProperties Properties);

/// <summary>The types of Azure Table Storage that this product uses; each round-trips exactly.</summary>
public enum TableValueKind : byte
{
    String,
    Int64,
    Int32,
    Boolean,
    Double,
    DateTime,
    Guid,
    Binary,
}

/// <summary>One typed value. Numbers, instants (100 ns, UTC) and booleans live in <c>Bits</c>; the other types in <c>Object</c>.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The conversions are the constructors.")]
public readonly struct TableValue : IEquatable<TableValue>
{
    private TableValue(TableValueKind kind, long bits, object? value) => (Kind, Bits, Object) = (kind, bits, value);

    public TableValueKind Kind { get; }

    private long Bits { get; }

    private object? Object { get; }

    public static bool operator ==(TableValue left, TableValue right) => left.Equals(right);

    public static bool operator !=(TableValue left, TableValue right) => !left.Equals(right);

    public static TableValue Of(string value) => new(TableValueKind.String, 0, value);

    public static TableValue Of(long value) => new(TableValueKind.Int64, value, null);

    public static TableValue Of(int value) => new(TableValueKind.Int32, value, null);

    public static TableValue Of(bool value) => new(TableValueKind.Boolean, value ? 1 : 0, null);

    public static TableValue Of(double value) => new(TableValueKind.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static TableValue Of(DateTimeOffset value) => new(TableValueKind.DateTime, value.UtcTicks, null);

    public static TableValue Of(Guid value) => new(TableValueKind.Guid, 0, value);

    /// <summary>The array is not copied and must not be changed afterwards.</summary>
    public static TableValue Of(byte[] value) => new(TableValueKind.Binary, 0, value);

    /// <summary>The value that <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no value of that kind.</exception>
    public static TableValue Parse(TableValueKind kind, string text) => kind switch
    {
        TableValueKind.String => Of(text),
        TableValueKind.Int64 => Of(long.Parse(text)),
        TableValueKind.Int32 => Of(int.Parse(text)),
        TableValueKind.Boolean => Of(bool.Parse(text)),
        TableValueKind.Double => Of(double.Parse(text)),
        TableValueKind.DateTime => Of(DateTimeOffset.Parse(text)),
        TableValueKind.Guid => Of(Guid.Parse(text)),
        TableValueKind.Binary => Of(Convert.FromBase64String(text)),
        _ => throw new FormatException($"There is no value of the kind {kind}."),
    };

    public string AsString() => (string)Checked(TableValueKind.String).Object!;

    public long AsInt64() => Checked(TableValueKind.Int64).Bits;

    public int AsInt32() => (int)Checked(TableValueKind.Int32).Bits;

    public bool AsBoolean() => Checked(TableValueKind.Boolean).Bits != 0;

    public double AsDouble() => BitConverter.Int64BitsToDouble(Checked(TableValueKind.Double).Bits);

    public DateTimeOffset AsDateTime() => new(Checked(TableValueKind.DateTime).Bits, TimeSpan.Zero);

    public Guid AsGuid() => (Guid)Checked(TableValueKind.Guid).Object!;

    public byte[] AsBinary() => (byte[])Checked(TableValueKind.Binary).Object!;

    public bool Equals(TableValue other) => Kind == other.Kind && Bits == other.Bits && (Object, other.Object) switch
    {
        (byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right),
        var (left, right) => Equals(left, right),
    };

    public override bool Equals(object? obj) => obj is TableValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, Bits, Object is byte[] bytes ? bytes.Length : Object?.GetHashCode());

    public override string ToString() => Kind switch
    {
        TableValueKind.String => AsString(),
        TableValueKind.Binary => Convert.ToBase64String(AsBinary()),
        TableValueKind.DateTime => AsDateTime().ToString("O"),
        TableValueKind.Double => AsDouble().ToString("R"),
        TableValueKind.Guid => AsGuid().ToString(),
        TableValueKind.Boolean => AsBoolean() ? "true" : "false",
        _ => Bits.ToString(),
    };

    private TableValue Checked(TableValueKind kind) => Kind == kind ? this : throw new InvalidOperationException($"The stored value is {Kind}, not {kind}.");
}

/// <summary>The named values of a row, few and small, in the order in which they were added. Names are case-sensitive.</summary>
public sealed class TableProperties : IEnumerable<KeyValuePair<string, TableValue>>
{
    private readonly List<KeyValuePair<string, TableValue>> _values = [];

    /// <summary>A new one: properties can be added to it.</summary>
    public static TableProperties Empty => [];

    public int Count => _values.Count;

    public KeyValuePair<string, TableValue> this[int index] => _values[index];

    /// <exception cref="KeyNotFoundException">There is no property of that name.</exception>
    public TableValue this[string name] => TryGet(name, out var value) ? value : throw new KeyNotFoundException($"The row has no property '{name}'.");

    /// <exception cref="ArgumentException">The name is there already.</exception>
    public void Add(string name, TableValue value) =>
        _values.Add(TryGet(name, out _) ? throw new ArgumentException($"The row has '{name}' already.", nameof(name)) : new(name, value));

    public bool TryGet(string name, out TableValue value)
    {
        foreach (var (key, found) in _values)
        {
            if (key == name)
            {
                value = found;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>A list of its own. The values are shared: they do not change.</summary>
    public TableProperties Copy()
    {
        var copy = new TableProperties();
        copy._values.AddRange(_values);
        return copy;
    }

    public List<KeyValuePair<string, TableValue>>.Enumerator GetEnumerator() => _values.GetEnumerator();

    IEnumerator<KeyValuePair<string, TableValue>> IEnumerable<KeyValuePair<string, TableValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
