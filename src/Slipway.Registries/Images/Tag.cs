namespace Slipway.Registries.Images;

/// <summary>An image tag, such as <c>1.0.0</c>.</summary>
/// <param name="Value">At most 128 characters of <c>[A-Za-z0-9_.-]</c>, the first of which is neither <c>.</c> nor <c>-</c> (OCI distribution specification, 1.1, "tag").</param>
public sealed record Tag(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
