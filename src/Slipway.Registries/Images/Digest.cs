namespace Slipway.Registries.Images;

/// <summary>A content digest, such as <c>sha256:…</c>.</summary>
/// <param name="Value">Algorithm, colon, lower-case hex (OCI image specification, 1.1, "Digests").</param>
public sealed record Digest(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
