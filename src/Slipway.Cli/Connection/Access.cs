namespace Slipway.Cli.Connection;

/// <summary>Which server is spoken to, with which token, and where the token came from.</summary>
/// <param name="Server">Where it is.</param>
/// <param name="Token">The API token.</param>
/// <param name="Remedy">What to do when the server does not take the token any more.</param>
internal sealed record Access(Uri Server, string Token, string Remedy)
{
    public const string ServerVariable = "SLIPWAY_SERVER";
    public const string TokenVariable = "SLIPWAY_TOKEN";

    /// <summary>
    /// The command line counts before the environment, and that before the file. A token that was kept for one server is never sent to another:
    /// with another address it takes a context that was signed in there, or <see cref="TokenVariable"/>.
    /// </summary>
    /// <exception cref="CommandException">There is no server or no token; the message says what to do.</exception>
    public static Access Choose(Uri? serverOption, string? contextOption, Func<string, string?> setting, Contexts contexts)
    {
        var server = serverOption ?? (contextOption is null ? Address(setting(ServerVariable)) : null);
        var named = Named(contextOption, contexts);
        if (contextOption is null && setting(TokenVariable) is { } token)
        {
            return (server ?? named?.Context.Server) is { } place
                ? new Access(place, token, $"The token in {TokenVariable} is unknown, revoked or has expired. Generate a new one and put it there.")
                : throw new CommandException(ExitCodes.Usage, $"{TokenVariable} is set, but no server is named: use --server URL, or set {ServerVariable}.");
        }

        if (server is not null && (named is null || !IsSame(named.Value.Context.Server, server)))
        {
            named = contextOption is null
                ? contexts.Saved.Where(saved => IsSame(saved.Value.Server, server)).Select(saved => ((string, SavedContext)?)(saved.Key, saved.Value)).FirstOrDefault()
                : throw new CommandException(ExitCodes.Usage, $"context '{contextOption}' is signed in to {named?.Context.Server}, not to {server}. Leave out --server, or --context.");
        }

        return named is { } chosen
            ? new Access(chosen.Context.Server, chosen.Context.Token, $"The sign-in of context '{chosen.Name}' was revoked or has expired. Sign in again: slipway login --context {chosen.Name} --server {chosen.Context.Server}")
            : throw new CommandException(ExitCodes.NotSignedIn, server is null
                ? $"not signed in. Sign in with: slipway login --server URL; or set {ServerVariable} and {TokenVariable}."
                : $"not signed in to {server}. Sign in with: slipway login --server {server}; or set {TokenVariable}.");
    }

    /// <summary>Never the token.</summary>
    public override string ToString() => Server.ToString();

    private static (string Name, SavedContext Context)? Named(string? option, Contexts contexts) =>
        (option ?? contexts.Current) is { } name && contexts.Saved.TryGetValue(name, out var context) ? (name, context)
        : option is null ? null
        : throw new CommandException(ExitCodes.Usage, $"there is no context '{option}'. {(contexts.Saved.IsEmpty ? "Nobody is signed in anywhere: slipway login" : $"There are: {string.Join(", ", contexts.Saved.Keys)}.")}");

    private static Uri? Address(string? text) => text is null ? null : ServerAddress.Parse(text) switch
    {
        (var address, null) => address,
        (_, var problem) => throw new CommandException(ExitCodes.Usage, $"{ServerVariable}: {problem}"),
    };

    private static bool IsSame(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) is 0;
}
