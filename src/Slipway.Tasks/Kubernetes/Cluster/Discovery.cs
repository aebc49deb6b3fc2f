using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Which kinds the cluster serves, asked per group and version and kept for ten minutes;
/// a kind that is not among the kept ones is asked for again before it is called unknown.
/// </summary>
internal sealed class Discovery(ClusterApi api, TimeProvider time)
{
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Listing> _listings = new(StringComparer.Ordinal);

    public async Task<Resolution> ResolveAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        if (_listings.TryGetValue(apiVersion, out var kept) && time.GetElapsedTime(kept.At) < s_keep && kept.Find(kind) is { } known)
        {
            return new Resolution.Served(known);
        }

        var answer = await api.GetAsync(ApiResource.Root(apiVersion), cancellationToken);
        if (answer.IsRefused(404))
        {
            return new Resolution.NotServed(await OtherVersionsAsync(apiVersion, cancellationToken));
        }

        if (answer is not ApiAnswer.Ok ok)
        {
            return new Resolution.Unknown(answer);
        }

        var listing = new Listing(time.GetTimestamp(), Read(apiVersion, ok.Body));
        _listings[apiVersion] = listing;
        return listing.Find(kind) is { } found
            ? new Resolution.Served(found)
            : new Resolution.NotServed($"{apiVersion} has {Nearest(kind, listing.Resources)}");
    }

    private async Task<string> OtherVersionsAsync(string apiVersion, CancellationToken cancellationToken)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return "the core group's version is v1";
        }

        var group = apiVersion[..slash];
        var versions = await api.GetAsync($"apis/{group}", cancellationToken) is ApiAnswer.Ok { Body: var body }
            ? (body["versions"] as JsonArray)?.OfType<JsonObject>().Select(v => v["groupVersion"]?.ToString()).ToList()
            : null;
        return versions is { Count: > 0 } ? $"of {group} it serves {string.Join(", ", versions)}" : $"it does not know the group {group}";
    }

    private static List<ApiResource> Read(string apiVersion, JsonObject list) =>
    [
        .. from resource in (list["resources"] as JsonArray ?? []).OfType<JsonObject>()
           let plural = resource["name"]?.ToString()
           let kind = resource["kind"]?.ToString()
           where kind is not null && plural is not null && IsPlural(plural)
           select new ApiResource(apiVersion, kind, plural, resource["namespaced"] is JsonValue v && v.TryGetValue<bool>(out var namespaced) && namespaced),
    ];

    // "deployments/status" is a part of a resource, not one; anything stranger must not become a path.
    private static bool IsPlural(string name) => name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && !name.StartsWith('.');

    private static string Nearest(string kind, IReadOnlyList<ApiResource> resources)
    {
        var other = resources.FirstOrDefault(r =>
            r.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase) || r.Plural.Equals(kind, StringComparison.OrdinalIgnoreCase));
        return other is null ? $"no kind of that name" : $"the kind {other.Kind}";
    }

    private sealed record Listing(long At, IReadOnlyList<ApiResource> Resources)
    {
        public ApiResource? Find(string kind) => Resources.FirstOrDefault(r => r.Kind == kind);
    }
}

/// <summary>What discovery says about a kind.</summary>
internal abstract record Resolution
{
    private Resolution()
    {
    }

    public sealed record Served(ApiResource Resource) : Resolution;

    /// <param name="Instead">What the cluster does serve.</param>
    public sealed record NotServed(string Instead) : Resolution;

    /// <param name="Why">The answer that kept discovery from knowing.</param>
    public sealed record Unknown(ApiAnswer Why) : Resolution;
}
