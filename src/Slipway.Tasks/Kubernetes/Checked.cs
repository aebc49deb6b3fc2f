using System.Diagnostics.CodeAnalysis;

namespace Slipway.Tasks.Kubernetes;

/// <summary>What was read from outside: the value, or the sentence that says what is wrong with it.</summary>
internal readonly record struct Checked<T>(T? Value, string? Problem)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Problem))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsWrong => Problem is not null;

    public static implicit operator Checked<T>(T value) => new(value, null);

    public static Checked<T> Wrong(string problem) => new(null, problem);
}
