namespace Slipway.Registries.Setup;

/// <summary>How a person tells a registry where to tell of pushes.</summary>
/// <param name="Where">Where in the registry, and what to choose there.</param>
/// <param name="Text">What to paste, whole: a file's part or a command. Empty where there is only the address to paste.</param>
public sealed record HookSetup(string Where, string Text = "")
{
    /// <summary>Never what is pasted: it holds the secure token.</summary>
    public override string ToString() => Where;
}

/// <summary>What has to be told.</summary>
/// <param name="Url">The hook's address, which holds the secure token.</param>
/// <param name="Token">The secure token alone, for registries that sign with it.</param>
/// <param name="Name">The webhook's name.</param>
/// <param name="Host">The registry's host, such as <c>acme.azurecr.io</c>.</param>
/// <param name="Path">The repository's path at that host, such as <c>team/web</c>.</param>
/// <param name="Sender">The service account that signs, where one was named.</param>
public sealed record HookFacts(Uri Url, string Token, string Name, string Host, string Path, string Sender)
{
    /// <summary>The name as every registry takes it: letters, digits and hyphens, at most 50.</summary>
    public string PlainName => string.Concat(("slipway-" + Name).Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'))[..Math.Min(50, Name.Length + 8)];

    /// <summary>Never the token.</summary>
    public override string ToString() => $"{Name} at {Host}/{Path}";
}
