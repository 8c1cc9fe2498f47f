using System.Text.Json.Serialization;

namespace Billing.Domain;

/// <summary>Millionths of the account's currency unit: AI credits and prices of tokens. 1 USD is 1,000,000 micros. May be negative.</summary>
[JsonConverter(typeof(MicrosJson))]
public readonly record struct Micros(long Value) : IComparable<Micros>
{
    public static Micros Zero => default;

    public bool IsZero => Value == 0;

    public bool IsPositive => Value > 0;

    public bool IsNegative => Value < 0;

    public static Micros operator +(Micros left, Micros right) => new(left.Value + right.Value);

    public static Micros operator -(Micros left, Micros right) => new(left.Value - right.Value);

    public static Micros operator -(Micros value) => new(-value.Value);

    public static Micros operator *(Micros value, long factor) => new(value.Value * factor);

    public static bool operator <(Micros left, Micros right) => left.Value < right.Value;

    public static bool operator >(Micros left, Micros right) => left.Value > right.Value;

    public static bool operator <=(Micros left, Micros right) => left.Value <= right.Value;

    public static bool operator >=(Micros left, Micros right) => left.Value >= right.Value;

    public static Micros Min(Micros left, Micros right) => left <= right ? left : right;

    public static Micros Max(Micros left, Micros right) => left >= right ? left : right;

    public int CompareTo(Micros other) => Value.CompareTo(other.Value);

    public override string ToString() => $"{Value} micros";
}
