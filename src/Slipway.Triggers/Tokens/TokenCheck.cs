using Slipway.Projects.Variables;
using Slipway.Triggers.Webhooks;

namespace Slipway.Triggers.Tokens;

/// <summary>In whose name a webhook's executions run, or why they cannot.</summary>
public abstract record Runner
{
    private Runner()
    {
    }

    /// <summary>They run in this person's name.</summary>
    /// <param name="Name">The person's user name.</param>
    /// <param name="Token">The token that stands for them; null when the webhook has none and they made it themselves.</param>
    public sealed record Person(string Name, ApiTokenFacts? Token) : Runner;

    /// <summary>Nobody's.</summary>
    /// <param name="Message">Why, and what would be right.</param>
    /// <param name="IsToken">Whether the token is at fault; otherwise it is what its owner may do.</param>
    public sealed record Nobody(string Message, bool IsToken) : Runner;
}

/// <summary>Finds out in whose name a webhook's executions run.</summary>
public sealed class TokenCheck(IApiTokens tokens, IVariableDirectory variables, TimeProvider clock)
{
    /// <summary>What Code Stream's API says of such a webhook, word for word, for clients that look for it.</summary>
    public const string InvalidToken = "Invalid Oauth Refresh token. Verify webhook configuration.";

    /// <summary>The runner of a webhook's executions.</summary>
    /// <param name="source">The webhook's token; null when it has none.</param>
    /// <param name="project">The webhook's project.</param>
    /// <param name="maker">Who made the webhook.</param>
    /// <param name="isUsed">Whether an execution is about to be started.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<Runner> RunAsync(ApiTokenSource? source, string project, string maker, bool isUsed, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return await tokens.MayRunAsync(maker, project, cancellationToken)
                ? new Runner.Person(maker, null)
                : new Runner.Nobody($"{maker}, who made the webhook, may not run pipelines of project '{project}' any more. Give the webhook the API token of somebody who may.", IsToken: false);
        }

        var (hash, missing) = await HashAsync(source, project, cancellationToken);
        if (hash is null)
        {
            return new Runner.Nobody($"{InvalidToken} {missing}", IsToken: true);
        }

        var of = source is ApiTokenSource.Variable variable ? $" in variable '{variable.Name}'" : "";
        if (await tokens.FindAsync(hash, isUsed, cancellationToken) is not { } token)
        {
            return new Runner.Nobody($"{InvalidToken} The API token{of} is unknown or was revoked. Generate one under Settings, API tokens, and put it in its place.", IsToken: true);
        }

        if (token.ExpiresAt <= clock.GetUtcNow())
        {
            return new Runner.Nobody(
                $"{InvalidToken} The API token '{token.Name}' of {token.Owner}{of} expired on {token.ExpiresAt:yyyy-MM-dd}. Generate one under Settings, API tokens, and put it in its place.", IsToken: true);
        }

        return await tokens.MayRunAsync(token.Owner, project, cancellationToken)
            ? new Runner.Person(token.Owner, token)
            : new Runner.Nobody($"{token.Owner}, whose API token '{token.Name}' the webhook has, may not run pipelines of project '{project}'. Give {token.Owner} the role, or the webhook another token.", IsToken: false);
    }

    private async Task<(string? Hash, string Missing)> HashAsync(ApiTokenSource source, string project, CancellationToken cancellationToken)
    {
        if (source is not ApiTokenSource.Variable { Name: var name })
        {
            return (((ApiTokenSource.Given)source).Hash, "");
        }

        var found = await variables.FindAsync(project, [name], cancellationToken);
        return found is [var variable]
            ? (ApiTokenSource.HashOf(variable.Value.Trim()), "")
            : (null, $"Project '{project}' has no variable '{name}'. Make it, with an API token as its value.");
    }
}
