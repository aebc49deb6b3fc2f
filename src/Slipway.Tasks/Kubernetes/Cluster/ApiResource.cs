using System.Text.Json;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>A kind as a cluster serves it.</summary>
/// <param name="ApiVersion">Such as <c>apps/v1</c>.</param>
/// <param name="Kind">Such as <c>Deployment</c>.</param>
/// <param name="Plural">Such as <c>deployments</c>.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
internal sealed record ApiResource(string ApiVersion, string Kind, string Plural, bool IsNamespaced)
{
    /// <summary>Where its objects are listed, relative to the server's address.</summary>
    public string CollectionPath(string? space) => IsNamespaced && space is not null
        ? $"{Root(ApiVersion)}/namespaces/{Uri.EscapeDataString(space)}/{Plural}"
        : $"{Root(ApiVersion)}/{Plural}";

    /// <summary>Where one object stands.</summary>
    public string ObjectPath(string? space, string name) => $"{CollectionPath(space)}/{Uri.EscapeDataString(name)}";

    /// <summary>
    /// The key Code Stream files such objects under in a task's output: <c>deployments</c>, <c>networkPolicies</c>.
    /// The plural, with the capitals of the kind as far as both agree.
    /// </summary>
    public string OutputKey
    {
        get
        {
            var kind = JsonNamingPolicy.CamelCase.ConvertName(Kind);
            var common = kind.AsSpan().CommonPrefixLength(Plural, OrdinalIgnoreCase.Instance);
            return string.Concat(kind.AsSpan(0, common), Plural.AsSpan(common));
        }
    }

    /// <summary>Where a group and version is discovered.</summary>
    public static string Root(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    private sealed class OrdinalIgnoreCase : IEqualityComparer<char>
    {
        public static readonly OrdinalIgnoreCase Instance = new();

        public bool Equals(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);

        public int GetHashCode(char obj) => char.ToLowerInvariant(obj).GetHashCode();
    }
}
