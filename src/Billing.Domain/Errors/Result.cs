using System.Diagnostics.CodeAnalysis;

namespace Billing.Domain;

/// <summary>What a decision answers: a value, or the refusal. Converts implicitly from either.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, BillingError? error) => (_value, Error) = (value, error);

    public BillingError? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <exception cref="InvalidOperationException">The result is a refusal.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"{Error.Code}: {Error.Detail}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(BillingError error) => new(default, error);

    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Error is null ? map(_value!) : Error;
}

/// <summary>A value without content, for decisions that only allow or refuse.</summary>
public readonly record struct Done
{
    public static Result<Done> Ok => default(Done);
}
