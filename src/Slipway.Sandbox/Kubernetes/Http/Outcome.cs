using System.Diagnostics.CodeAnalysis;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>What was asked for, or the refusal that the client gets to read.</summary>
internal readonly struct Outcome<T>
    where T : class
{
    private readonly T? value;
    private readonly ApiFailure? failure;

    private Outcome(T? value, ApiFailure? failure)
    {
        this.value = value;
        this.failure = failure;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(ApiFailure failure) => new(null, failure);

    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out ApiFailure? refusal)
    {
        result = value;
        refusal = failure;
        return failure is null;
    }
}
