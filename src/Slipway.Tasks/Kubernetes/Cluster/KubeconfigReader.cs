using System.Text.Json.Nodes;
using Slipway.Projects.Endpoints;
using Slipway.Tasks.Kubernetes.Manifests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Tasks.Kubernetes.Cluster;

/// <summary>
/// Turns a kubeconfig into the properties that say the same. It comes from whoever may manage endpoints, and so nothing in it may make this
/// server run a command, read one of its files, or trust just any certificate.
/// </summary>
internal static class KubeconfigReader
{
    private static readonly string[] s_refusedOfUser =
        ["exec", "auth-provider", "tokenFile", "client-certificate", "client-key", "as", "as-uid", "as-groups", "as-user-extra"];

    private static readonly string[] s_refusedOfCluster = ["certificate-authority", "insecure-skip-tls-verify", "proxy-url", "tls-server-name"];

    /// <summary>The endpoint with address, trust and credentials of the kubeconfig's context as properties of its own.</summary>
    public static Checked<Endpoint> Expand(Endpoint endpoint)
    {
        if (endpoint.Property(KubernetesEndpoint.Kubeconfig) is not { } text)
        {
            return Wrong($"authentication 'kubeconfig' needs '{KubernetesEndpoint.Kubeconfig}'");
        }

        JsonObject? config;
        try
        {
            config = Read(text);
        }
        catch (YamlFault fault)
        {
            return Wrong(fault.Sentence.TrimEnd('.'));
        }
        catch (YamlException e)
        {
            // The parser's own words may quote the text, and that has keys in it.
            return Wrong($"line {e.Start.Line}, column {e.Start.Column}: is not YAML");
        }

        var name = endpoint.Property(KubernetesEndpoint.Context) ?? Text(config, "current-context");
        if (name is null)
        {
            return Wrong($"has no current-context: say which in '{KubernetesEndpoint.Context}'");
        }

        if (Named(config, "contexts", "context", name) is not { } context)
        {
            return Wrong($"has no context '{name}'; it has {Names(config, "contexts")}");
        }

        if (Named(config, "clusters", "cluster", Text(context, "cluster")) is not { } cluster
            || Named(config, "users", "user", Text(context, "user")) is not { } user)
        {
            return Wrong($"has a context '{name}' whose cluster or user is not in it");
        }

        return (s_refusedOfUser.FirstOrDefault(key => IsSet(user, key)) ?? s_refusedOfCluster.FirstOrDefault(key => IsSet(cluster, key))) is { } refused
            ? Wrong($"has '{refused}', which is not taken: write certificates, keys and tokens into it (kubectl config view --flatten --minify), and accept a certificate by its fingerprint")
            : SignIn(user) is not { } signIn
                ? Wrong("has a user with neither token, client-certificate-data and client-key-data, nor username and password")
                : endpoint with
                {
                    Properties = endpoint.Properties.SetItems(signIn.Concat(
                    [
                        KeyValuePair.Create(KubernetesEndpoint.KubernetesUrl, Text(cluster, "server") ?? ""),
                        KeyValuePair.Create(KubernetesEndpoint.CertificateAuthorityData, Text(cluster, "certificate-authority-data") ?? ""),
                    ])),
                };
    }

    private static List<KeyValuePair<string, string>>? SignIn(JsonObject user) =>
        Text(user, "token") is { } token
            ? [new(KubernetesEndpoint.AuthType, KubernetesEndpoint.TokenAuth), new(KubernetesEndpoint.Token, token)]
        : Text(user, "client-certificate-data") is { } certificate && Text(user, "client-key-data") is { } key
            ? [new(KubernetesEndpoint.AuthType, KubernetesEndpoint.CertificateAuth), new(KubernetesEndpoint.CertificateData, certificate), new(KubernetesEndpoint.CertificateKeyData, key)]
        : Text(user, "username") is { } userName && Text(user, "password") is { } password
            ? [new(KubernetesEndpoint.AuthType, KubernetesEndpoint.BasicAuth), new(KubernetesEndpoint.Username, userName), new(KubernetesEndpoint.Password, password)]
        : null;

    private static JsonObject? Read(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        parser.Consume<StreamStart>();
        return parser.TryConsume<StreamEnd>(out _) ? null : new YamlTree(parser).ReadDocument() as JsonObject;
    }

    private static JsonObject? Named(JsonObject? config, string list, string part, string? name) =>
        (config?[list] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(item => name is not null && Text(item, "name") == name)?[part] as JsonObject;

    private static string Names(JsonObject? config, string list)
    {
        var names = (config?[list] as JsonArray)?.OfType<JsonObject>().Select(item => Text(item, "name")).OfType<string>().Take(10).ToList();
        return names is { Count: > 0 } ? string.Join(", ", names) : "none";
    }

    private static bool IsSet(JsonObject node, string key) => node[key] is { } value && !(value is JsonValue flag && flag.TryGetValue<bool>(out var isSet) && !isSet);

    private static string? Text(JsonObject? node, string key) => node?[key] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;

    private static Checked<Endpoint> Wrong(string what) => Checked<Endpoint>.Wrong($"'{KubernetesEndpoint.Kubeconfig}' {what}");
}
