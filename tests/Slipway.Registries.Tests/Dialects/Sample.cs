using System.Collections.Immutable;
using System.Text;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;

namespace Slipway.Registries.Tests.Dialects;

/// <summary>A delivery in the shape that a registry documents: acme/web:1.0 was pushed.</summary>
/// <param name="Dialect">What reads it.</param>
/// <param name="Body">What the registry sends. Where something is encoded in it, that is here as it is.</param>
/// <param name="Host">The registry's host.</param>
/// <param name="Path">The repository's path there.</param>
/// <param name="HasDigest">Whether the registry tells it.</param>
internal sealed record Sample(IRegistryDialect Dialect, string Body, string Host, string Path, bool HasDigest = true)
{
    public const string Digest = "sha256:35c4a2c15539c6c1e4e5fa4e554dac323ad0107d8eb5c582d6ff386b383b7dce";
    public const string Tag = "1.0";

    private const string Target = $$"""{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":708,"digest":"{{Digest}}","length":708,"repository":"acme/web","url":"http://registry.acme.example:5000/v2/acme/web/manifests/1.0","tag":"1.0"}""";

    /// <summary>The headers of such a delivery.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The same, deleted and not pushed; blank where the registry tells of pushes only.</summary>
    public string Deleted { get; init; } = "";

    /// <summary>The field of the tag, as a person finds it in <see cref="Body"/>.</summary>
    public string TagText { get; init; } = "\"1.0\"";

    /// <summary>How the body is sent.</summary>
    public Func<string, byte[]> Encode { get; init; } = Encoding.UTF8.GetBytes;

    public RegistryMessage Message(string body) => new(MessageHeaders.Of(Headers), Encode(body));

    public DialectResult Read(string body) => Dialect.Read(Message(body));

    public override string ToString() => Dialect.ServerType;

    /// <summary>All of them, by their server types.</summary>
    public static ImmutableDictionary<string, Sample> All { get; } = new Sample[]
    {
        new(new DockerHubDialect(), """{"push_data":{"tag":"1.0","pushed_at":1417566161,"pusher":"ann"},"repository":{"repo_name":"acme/web","owner":"acme"}}""", "docker.io", "acme/web", HasDigest: false),
        Distribution(new DistributionDialect()),
        Distribution(new GitLabDialect()),
        new(new HarborDialect(), Harbor("PUSH_ARTIFACT"), "harbor.acme.example", "acme/web") { Deleted = Harbor("DELETE_ARTIFACT"), TagText = "\"tag\":\"1.0\"" },
        new(new QuayDialect(), """{"name":"web","repository":"acme/web","namespace":"acme","docker_url":"quay.io/acme/web","homepage":"https://quay.io/repository/acme/web","updated_tags":["1.0"]}""", "quay.io", "acme/web", HasDigest: false),
        new(new GhcrDialect(), Ghcr("registry_package", "published"), "ghcr.io", "acme/web")
        {
            Headers = [new("X-GitHub-Event", "registry_package"), new("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")],
            Deleted = Ghcr("registry_package", "deleted"),
        },
        new(new AcrDialect(), Acr("push"), "acme.azurecr.io", "acme/web") { Deleted = Acr("delete") },
        new(new EcrDialect(), Ecr("PUSH", "SUCCESS"), "123456789012.dkr.ecr.eu-west-1.amazonaws.com", "acme/web") { Deleted = Ecr("DELETE", "SUCCESS") },
        new(new ArtifactRegistryDialect(_ => Task.FromResult("{}"), TimeProvider.System), Google("INSERT"), "europe-docker.pkg.dev", "acme/images/web")
        {
            Deleted = Google("DELETE"),
            TagText = "\"europe-docker.pkg.dev/acme/images/web:1.0\"",
            Encode = Pushed,
        },
        new(new ArtifactoryDialect(), Artifactory("pushed"), "acme.jfrog.io", "docker-local/acme/web") { Deleted = Artifactory("deleted") },
        new(new NexusDialect(), Nexus("CREATED"), UnnamedRegistry.Host, "acme/web", HasDigest: false)
        {
            Headers = [new("X-Nexus-Webhook-Id", "rm:repository:component"), new("X-Nexus-Webhook-Delivery", "7f4a6dde-5c68-4999-bcc0-a62f3fb8ae48")],
            Deleted = Nexus("DELETED"),
        },
        new(new DockerTrustedRegistryDialect(), Trusted("TAG_PUSH"), "dtr.acme.example", "acme/web") { Deleted = Trusted("TAG_DELETE") },
    }.ToImmutableDictionary(sample => sample.Dialect.ServerType);

    public static string Event(string action, string? target = null) =>
        $$$"""{"id":"320678d8-ca14-430f-8bb6-4ca139cd83f7","timestamp":"2026-03-09T14:44:26.402973972-08:00","action":"{{{action}}}","target":{{{target ?? Target}}},"request":{"id":"6df24a34","addr":"192.168.64.11:42961","host":"registry.acme.example:5000","method":"PUT","useragent":"curl/7.38.0"},"actor":{"name":"ann"},"source":{"addr":"x:5000","instanceID":"a53db899"} }""";

    public static string Harbor(string type) =>
        $$$"""{"type":"{{{type}}}","occur_at":1582640688,"operator":"ann","event_data":{"resources":[{"digest":"{{{Digest}}}","tag":"1.0","resource_url":"harbor.acme.example/acme/web:1.0"}],"repository":{"date_created":1582634337,"name":"web","namespace":"acme","repo_full_name":"acme/web","repo_type":"private"} } }""";

    public static string Ghcr(string kind, string action) =>
        $$$"""{"action":"{{{action}}}","{{{kind}}}":{"id":1,"name":"web","namespace":"Acme","{{{(kind == "package" ? "ecosystem" : "package_type")}}}":"CONTAINER","owner":{"login":"Acme"},"package_version":{"id":2,"version":"{{{Digest}}}","container_metadata":{"tag":{"name":"1.0","digest":"{{{Digest}}}"}},"package_url":"ghcr.io/acme/web:1.0","updated_at":"2026-03-09T14:44:26Z"}},"repository":{"full_name":"Acme/web","owner":{"login":"Acme"}},"sender":{"login":"ann"}}""";

    public static string Ecr(string action, string result) =>
        $$$"""{"version":"0","id":"13cde686-328b-6117-af20-0e5566167482","detail-type":"ECR Image Action","source":"aws.ecr","account":"123456789012","time":"2026-03-09T14:44:26Z","region":"eu-west-1","resources":[],"detail":{"result":"{{{result}}}","repository-name":"acme/web","image-digest":"{{{Digest}}}","action-type":"{{{action}}}","image-tag":"1.0"}}""";

    private static string Acr(string action) =>
        $$$"""{"id":"cb8c3971-9adc-488b-bdd8-43cbb4974ff5","timestamp":"2026-03-09T14:44:26.343Z","action":"{{{action}}}","target":{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","size":524,"digest":"{{{Digest}}}","length":524,"repository":"acme/web","tag":"1.0"},"request":{"id":"3cbb6949","host":"acme.azurecr.io","method":"PUT","useragent":"docker"}}""";

    private static string Google(string action) =>
        $$$"""{"action":"{{{action}}}","digest":"europe-docker.pkg.dev/acme/images/web@{{{Digest}}}","tag":"europe-docker.pkg.dev/acme/images/web:1.0"}""";

    private static string Artifactory(string type) =>
        $$$"""{"domain":"docker","event_type":"{{{type}}}","data":{"repo_key":"docker-local","event_type":"{{{type}}}","path":"acme/web/1.0/list.manifest.json","name":"list.manifest.json","sha256":"{{{Digest[7..]}}}","size":1206,"image_name":"acme/web","tag":"1.0","platforms":[{"architecture":"amd64","os":"linux"}]},"subscription_key":"slipway","jpd_origin":"https://acme.jfrog.io","source":"jfrog/ann"}""";

    private static string Nexus(string action) =>
        $$$"""{"timestamp":"2026-03-09T14:44:26.664+0000","nodeId":"52905B51-085CCABB","initiator":"ann/127.0.0.1","repositoryName":"docker-hosted","action":"{{{action}}}","component":{"id":"31c950c8","componentId":"bnBt","format":"docker","name":"acme/web","group":null,"version":"1.0"}}""";

    private static string Trusted(string type) =>
        $$$"""{"type":"{{{type}}}","createdAt":"2026-03-09T14:44:26Z","contents":{"namespace":"acme","repository":"web","tag":"1.0","digest":"{{{Digest}}}","imageName":"dtr.acme.example/acme/web:1.0","os":"linux","architecture":"amd64","author":"ann","pushedAt":"2026-03-09T14:44:26Z"}}""";

    private static Sample Distribution(IRegistryDialect dialect) =>
        new(dialect, $$"""{"events":[{{Event("push")}}]}""", "registry.acme.example:5000", "acme/web") { Deleted = $$"""{"events":[{{Event("delete")}}]}""" };

    private static byte[] Pushed(string notification) => Encoding.UTF8.GetBytes(
        $$$"""{"message":{"data":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(notification))}}}","messageId":"2070443601311540","publishTime":"2026-03-09T14:44:26.58Z","attributes":{}},"subscription":"projects/acme/subscriptions/slipway"}""");
}
