namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>What a URL of the resource API addresses.</summary>
internal sealed record ApiPath(string Group, string Version, string Plural, string? Namespace, string? Name, string Subresource)
{
    /// <summary>Reads <c>/api/v1/…</c> and <c>/apis/GROUP/VERSION/…</c>; null when the path addresses no resource.</summary>
    public static ApiPath? Parse(string[] segments)
    {
        var (group, version, rest) = segments switch
        {
            ["api", var v, .. var tail] => ("", v, tail),
            ["apis", var g, var v, .. var tail] => (g, v, tail),
            _ => ("", "", (string[])[]),
        };
        return rest switch
        {
            ["namespaces", var ns, "status" or "finalize"] => new(group, version, "namespaces", null, ns, rest[2]),
            ["namespaces", var ns, var plural] => new(group, version, plural, ns, null, ""),
            ["namespaces", var ns, var plural, var name] => new(group, version, plural, ns, name, ""),
            ["namespaces", var ns, var plural, var name, var sub] => new(group, version, plural, ns, name, sub),
            [var plural] => new(group, version, plural, null, null, ""),
            [var plural, var name] => new(group, version, plural, null, name, ""),
            [var plural, var name, var sub] => new(group, version, plural, null, name, sub),
            _ => null,
        };
    }
}
