namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>A kubeconfig with one cluster, one user and one context.</summary>
internal static class KubeconfigText
{
    public static string Of(Uri address, string token, string? authority)
    {
        var trust = authority is null ? "" : $"\n    certificate-authority-data: {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authority))}";
        return $"""
            apiVersion: v1
            kind: Config
            current-context: sandbox
            clusters:
            - name: sandbox
              cluster:
                server: {address.GetLeftPart(UriPartial.Authority)}{trust}
            users:
            - name: sandbox
              user:
                token: {token}
            contexts:
            - name: sandbox
              context:
                cluster: sandbox
                user: sandbox
                namespace: default

            """;
    }
}
