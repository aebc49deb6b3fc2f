using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Slipway.Sandbox.DockerHub;

/// <summary>Who may sign in, and the bearer tokens that are good for a while.</summary>
internal sealed class HubAccounts(TimeProvider time)
{
    /// <summary>The Hub calls its tokens short-lived and names no time; this is short enough to meet in a test.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, HubUser> users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (HubUser User, DateTimeOffset Expires)> tokens = new(StringComparer.Ordinal);

    public void Add(HubUser user) => users[user.Name] = user;

    /// <summary>A fresh token; null when user name and password do not belong together.</summary>
    public string? SignIn(string? userName, string? password)
    {
        if (userName is null || password is null || !users.TryGetValue(userName, out var user) || user.Password != password)
        {
            return null;
        }

        var token = $"dckr_jwt_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        tokens[token] = (user, time.GetUtcNow() + TokenLifetime);
        return token;
    }

    /// <summary>The user of an <c>Authorization</c> header (<c>Bearer</c>, or <c>JWT</c> as older clients write); null when it is none or has run out.</summary>
    public HubUser? Bearer(string? authorization)
    {
        var parts = authorization?.Split(' ', 2) ?? [];
        return parts is ["Bearer" or "JWT", var token] && tokens.TryGetValue(token, out var entry) && entry.Expires > time.GetUtcNow()
            ? entry.User
            : null;
    }
}

/// <summary>An account. Without a namespace it administers every repository.</summary>
internal sealed record HubUser(string Name, string Password, string? Namespace)
{
    public bool MayAdminister(HubRepository repository) => Namespace is null || Namespace == repository.Namespace;

    public override string ToString() => Name;
}
