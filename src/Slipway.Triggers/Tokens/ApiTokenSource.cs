using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Triggers.Tokens;

/// <summary>
/// The API token that a webhook's executions run with, as far as it is kept: the hash of its text, or the variable that holds it. The text
/// itself is not needed again, so it is not there to be lost.
/// </summary>
public abstract record ApiTokenSource
{
    private const string HashPrefix = "sha256:";

    private ApiTokenSource()
    {
    }

    /// <summary>The token was given as text.</summary>
    /// <param name="Hash">The hex SHA-256 of the text.</param>
    public sealed record Given(string Hash) : ApiTokenSource
    {
        /// <inheritdoc/>
        public override string Text => HashPrefix + Hash;
    }

    /// <summary>A variable of the project holds the token.</summary>
    /// <param name="Name">The variable's name.</param>
    public sealed record Variable(string Name) : ApiTokenSource
    {
        /// <inheritdoc/>
        public override string Text => $"${{var.{Name}}}";
    }

    /// <summary>As it is kept.</summary>
    public abstract string Text { get; }

    /// <summary>What a person gave: <c>${var.NAME}</c>, or the token itself.</summary>
    public static ApiTokenSource Of(string given) =>
        given.Trim() is var text && text.StartsWith("${var.", StringComparison.Ordinal) && text.EndsWith('}') && text.Length > 7 ? new Variable(text[6..^1].Trim()) : new Given(HashOf(text));

    /// <summary>What was kept, read again; null when nothing was.</summary>
    public static ApiTokenSource? Read(string kept) =>
        kept.Length == 0 ? null : kept.StartsWith(HashPrefix, StringComparison.Ordinal) ? new Given(kept[HashPrefix.Length..]) : Of(kept);

    /// <summary>The name under which the server knows a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Never a token.</summary>
    public sealed override string ToString() => this is Variable ? Text : "(API token)";
}
