using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.Sandbox.Tests.Kubernetes;

/// <summary>A sandbox of one test's own, with a plain HTTP client beside it. Waits end with an error after 30 seconds.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    public const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Cluster(KubernetesSandbox sandbox)
    {
        Sandbox = sandbox;
        var authority = X509Certificate2.CreateFromPem(sandbox.CertificateAuthority!);
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == authority.GetCertHashString(),
            },
        };
        Http = new HttpClient(handler) { BaseAddress = sandbox.Address, Timeout = Patience };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sandbox.Token);
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("wire-test/1.0");
    }

    public KubernetesSandbox Sandbox { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Cluster> StartAsync(KubernetesSandboxOptions? options = null) =>
        new(await KubernetesSandbox.StartAsync(options ?? new KubernetesSandboxOptions { StepDelay = TimeSpan.FromMilliseconds(5) }, Cancellation));

    public static JsonObject Deployment(string name, string image, int replicas = 1) => Json($$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}" },
          "spec": {
            "replicas": {{replicas}}, "selector": { "matchLabels": { "app": "{{name}}" } },
            "template": {
              "metadata": { "labels": { "app": "{{name}}" } },
              "spec": { "containers": [ { "name": "web", "image": "{{image}}" } ] }
            }
          }
        }
        """);

    public static JsonObject ConfigMap(string name, string? label = null) => Json($$"""
        { "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}"{{(label is null ? "" : $", \"labels\": {{ \"tier\": \"{label}\" }}")}} }, "data": { "a": "1" } }
        """);

    public static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;

    public Task<(int Code, JsonObject Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<(int Code, JsonObject Body)> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body.ToJsonString());

    public Task<(int Code, JsonObject Body)> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, body.ToJsonString());

    public Task<(int Code, JsonObject Body)> DeleteAsync(string path, string? options = null) => SendAsync(HttpMethod.Delete, path, options);

    public Task<(int Code, JsonObject Body)> PatchAsync(string path, string body, string type = "merge-patch+json") =>
        SendAsync(HttpMethod.Patch, path, body, $"application/{type}");

    public Task<(int Code, JsonObject Body)> ApplyAsync(string path, string body, string manager, bool force = false) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager}&force={(force ? "true" : "false")}", body, "application/apply-patch+yaml");

    public async Task<(int Code, JsonObject Body)> SendAsync(HttpMethod method, string path, string? body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        }

        using var response = await Http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, Json(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    public async Task<JsonObject> WaitAsync(string apiVersion, string kind, string name, Func<JsonObject, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        return await Sandbox.WaitAsync(apiVersion, kind, "default", name, wanted, limit.Token);
    }

    /// <summary>Waits for a deployment whose controller has said that this very generation is rolled out.</summary>
    public Task<JsonObject> RolledOutAsync(string name, int generation = 1) => WaitAsync("apps/v1", "Deployment", name, node =>
        (int?)node["status"]?["observedGeneration"] >= generation && Condition(node, "Progressing")?["reason"]?.ToString() == "NewReplicaSetAvailable"
        && (int?)node["status"]?["replicas"] == (int?)node["spec"]?["replicas"] && (int?)node["status"]?["updatedReplicas"] == (int?)node["spec"]?["replicas"]);

    public async Task<JsonObject> PodAsync(Func<JsonObject, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        while (true)
        {
            if (Sandbox.List("v1", "Pod").FirstOrDefault(wanted) is { } pod)
            {
                return pod;
            }

            await Task.Delay(10, limit.Token);
        }
    }

    public static JsonObject? Condition(JsonObject node, string type) =>
        (node["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(condition => condition["type"]?.ToString() == type);

    public static JsonObject? WaitingOf(JsonObject pod) => pod["status"]?["containerStatuses"]?[0]?["state"]?["waiting"] as JsonObject;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Sandbox.DisposeAsync();
    }
}
