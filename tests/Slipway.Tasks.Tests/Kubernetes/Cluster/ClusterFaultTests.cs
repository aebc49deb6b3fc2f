using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Execution.Tasks;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes.Cluster;

public sealed class ClusterFaultTests
{
    private const string ConfigMap = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}";
    private const string CoreV1 = """{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"configmaps","kind":"ConfigMap","namespaced":true}]}""";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_cluster_that_refuses_connections_is_named_with_its_address_after_some_tries()
    {
        var address = $"http://127.0.0.1:{ClosedPort()}";
        using var rig = new TaskRig(address, _time);
        (await FailureAsync(rig)).ShouldBe($"{address} refused the connection.");
    }

    [Fact]
    public async Task A_host_without_an_address_is_said_to_have_none()
    {
        using var rig = new TaskRig("https://cluster.invalid:6443", _time);
        (await FailureAsync(rig)).ShouldBe("https://cluster.invalid:6443: no address is known for that host name (DNS).");
    }

    [Fact]
    public async Task An_unavailable_cluster_is_asked_six_times()
    {
        await using var cluster = await ScriptedCluster.StartAsync(http => Answer(http, 503, """{"kind":"Status","code":503,"reason":"ServiceUnavailable","message":"etcd is down"}"""));
        using var rig = new TaskRig(cluster.Address, _time);
        (await FailureAsync(rig)).ShouldBe($"{cluster.Address} answered 503 ServiceUnavailable: etcd is down.");
        cluster.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_cluster_that_answers_at_the_third_try_is_good_enough()
    {
        var asked = 0;
        await using var cluster = await ScriptedCluster.StartAsync(http => Interlocked.Increment(ref asked) % 3 != 0
            ? Answer(http, asked % 3 == 1 ? 503 : 429, "")
            : http.Request.Path.Value switch
            {
                "/api/v1" => Answer(http, 200, CoreV1),
                _ => Answer(http, 201, """{"kind":"ConfigMap","metadata":{"name":"a"}}"""),
            });
        using var rig = new TaskRig(cluster.Address, _time);
        (await PassAsync(rig.RunAsync(ConfigMap, "CREATE"))).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task The_wait_a_cluster_asks_for_is_waited()
    {
        var asked = 0;
        await using var cluster = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = "7";
            return Interlocked.Increment(ref asked) == 1 ? Answer(http, 429, "") : Answer(http, 403, """{"kind":"Status","message":"no"}""");
        });
        using var rig = new TaskRig(cluster.Address, _time);
        var start = _time.GetUtcNow();
        await FailureAsync(rig);
        asked.ShouldBe(2);
        (_time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_are_said_and_not_tried_again()
    {
        await using var cluster = await ScriptedCluster.StartAsync(http => Answer(http, 401, """{"kind":"Status","message":"Unauthorized"}"""));
        using var rig = new TaskRig(cluster.Address, _time);
        (await FailureAsync(rig)).ShouldBe($"{cluster.Address} does not accept the endpoint's credentials (401): they are wrong or have expired.");
        cluster.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_right_is_told_in_the_clusters_words()
    {
        await using var cluster = await ScriptedCluster.StartAsync(http => http.Request.Path == "/api/v1"
            ? Answer(http, 200, CoreV1)
            : Answer(http, 403, """{"kind":"Status","code":403,"reason":"Forbidden","message":"configmaps \"a\" is forbidden: User \"ci\" cannot get resource \"configmaps\" in API group \"\" in the namespace \"default\""}"""));
        using var rig = new TaskRig(cluster.Address, _time);
        (await FailureAsync(rig)).ShouldBe(
            $"ConfigMap 'a' in namespace 'default', document 1 (line 1): {cluster.Address} forbids it (403): configmaps \"a\" is forbidden: User \"ci\" cannot get resource \"configmaps\" in API group \"\" in the namespace \"default\".");
    }

    [Fact]
    public async Task The_fields_an_object_fails_on_are_named()
    {
        await using var cluster = await ScriptedCluster.StartAsync(http => http.Request.Path == "/api/v1"
            ? Answer(http, 200, CoreV1)
            : Answer(http, 422, """{"kind":"Status","code":422,"reason":"Invalid","message":"ConfigMap \"a\" is invalid","details":{"causes":[{"reason":"FieldValueInvalid","message":"a valid key must consist of letters","field":"data[k!]"}]}}"""));
        using var rig = new TaskRig(cluster.Address, _time);
        (await FailureAsync(rig, "CREATE")).ShouldBe("ConfigMap 'a' in namespace 'default', document 1 (line 1): ConfigMap \"a\" is invalid (422 Invalid); data[k!]: a valid key must consist of letters.");
    }

    [Fact]
    public async Task A_misspelt_field_is_not_dropped_in_silence()
    {
        await using var cluster = await ScriptedCluster.StartAsync(http => http.Request.Path == "/api/v1"
            ? Answer(http, 200, CoreV1)
            : http.Request.Query["fieldValidation"] == "Strict"
                ? Answer(http, 400, """{"kind":"Status","code":400,"reason":"BadRequest","message":"strict decoding error: unknown field \"dat\""}""")
                : Answer(http, 201, "{}"));
        using var rig = new TaskRig(cluster.Address, _time);
        (await FailureAsync(rig, "CREATE")).ShouldBe("ConfigMap 'a' in namespace 'default', document 1 (line 1): strict decoding error: unknown field \"dat\" (400 BadRequest).");
    }

    [Theory]
    [InlineData("<html>it works</html>")]
    [InlineData("[1,2]")]
    public async Task A_web_server_that_is_no_cluster_is_recognized(string page)
    {
        await using var cluster = await ScriptedCluster.StartAsync(http => Answer(http, 200, page));
        using var rig = new TaskRig(cluster.Address, _time);
        (await FailureAsync(rig)).ShouldBe($"{cluster.Address} answered 200 without JSON: is it a Kubernetes API?");
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_with_the_fingerprint_that_would_allow_it()
    {
        using var certificate = SelfSigned();
        await using var cluster = await ScriptedCluster.StartAsync(http => Answer(http, 200, CoreV1), certificate);
        using var rig = new TaskRig(cluster.Address, _time);
        var failure = await FailureAsync(rig);
        failure.ShouldStartWith($"{cluster.Address}: the server's certificate is not trusted: the system does not trust whoever signed it.");
        failure.ShouldContain(string.Join(':', Convert.ToHexString(SHA256.HashData(certificate.RawData)).Chunk(2).Select(c => new string(c))));
        cluster.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task The_certificate_with_the_endpoints_fingerprint_is_trusted_and_no_other(bool right, bool trusted)
    {
        using var certificate = SelfSigned();
        await using var cluster = await ScriptedCluster.StartAsync(http => Answer(http, 401, "{}"), certificate);
        var fingerprint = SHA256.HashData(right ? certificate.RawData : [1]);
        using var rig = new TaskRig(cluster.Address, _time, "k8s", ("fingerprint", Convert.ToHexString(fingerprint)));
        await FailureAsync(rig);
        (cluster.Requests.Count > 0).ShouldBe(trusted);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.9.8.7", false)]
    public async Task A_certificate_of_the_endpoints_authority_is_trusted_for_its_own_host_only(string host, bool trusted)
    {
        using var authority = Authority();
        using var certificate = Signed(authority, host);
        await using var cluster = await ScriptedCluster.StartAsync(http => Answer(http, 401, "{}"), certificate);
        using var rig = new TaskRig(cluster.Address, _time, "k8s", ("certAuthorityData", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(authority.ExportCertificatePem()))));
        await FailureAsync(rig);
        (cluster.Requests.Count > 0).ShouldBe(trusted);
    }

    [Fact]
    public async Task Objects_as_deep_as_a_manifest_may_be_are_sent_and_read()
    {
        var deep = new string('[', 60) + new string(']', 60);
        var deeper = new string('[', 200) + new string(']', 200);
        await using var cluster = await ScriptedCluster.StartAsync(http =>
            Answer(http, 200, http.Request.Path == "/api/v1" ? CoreV1 : $$"""{"kind":"ConfigMap","metadata":{"name":"a"},"x":{{deeper}} }"""));
        using var rig = new TaskRig(cluster.Address, _time);
        (await PassAsync(rig.RunAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a}}, x: {deep}}}", "CREATE"))).ShouldBeOfType<TaskOutcome.Completed>();
    }

    [Fact]
    public async Task A_redirect_does_not_carry_the_token_elsewhere()
    {
        await using var thief = await ScriptedCluster.StartAsync(http => Answer(http, 200, CoreV1));
        await using var cluster = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Redirect($"{thief.Address}/api/v1");
            return Task.CompletedTask;
        });
        using var rig = new TaskRig(cluster.Address, _time);
        await FailureAsync(rig);
        thief.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kubernetesURL", "ftp://x", "endpoint 'prod' of project 'shop': 'kubernetesURL' must be an address like https://10.0.0.1:6443.")]
    [InlineData("kubernetesURL", "https://me:s3cr3t-token@x", "endpoint 'prod' of project 'shop': 'kubernetesURL' must be an address like https://10.0.0.1:6443.")]
    [InlineData("token", "", "endpoint 'prod' of project 'shop': authentication 'token' needs 'token', one line without blanks.")]
    [InlineData("token", "s3cr3t-token\nX: y", "endpoint 'prod' of project 'shop': authentication 'token' needs 'token', one line without blanks.")]
    [InlineData("authType", "basicAuth", "endpoint 'prod' of project 'shop': authentication 'basicAuth' needs 'username' and 'password'.")]
    [InlineData("authType", "certificate", "endpoint 'prod' of project 'shop': authentication 'certificate' needs 'certData' and 'certKeyData' that belong together, as PEM or its base64.")]
    [InlineData("authType", "magic", "endpoint 'prod' of project 'shop': 'authType' must be one of: token, certificate, basicAuth, kubeconfig, inCluster.")]
    [InlineData("fingerprint", "AB", "endpoint 'prod' of project 'shop': 'certAuthorityData' must be PEM or its base64, and 'fingerprint' 64 hexadecimal digits.")]
    [InlineData("certAuthorityData", "s3cr3t-token", "endpoint 'prod' of project 'shop': 'certAuthorityData' must be PEM or its base64, and 'fingerprint' 64 hexadecimal digits.")]
    public async Task An_endpoint_that_cannot_work_is_said_without_its_secrets(string property, string value, string problem)
    {
        using var rig = new TaskRig("http://127.0.0.1:1", _time, "k8s", (property, value));
        (await FailureAsync(rig)).ShouldBe(problem);
    }

    [Fact]
    public async Task A_client_certificate_is_presented()
    {
        using var server = SelfSigned();
        using var client = SelfSigned();
        X509Certificate2? presented = null;
        await using var cluster = await ScriptedCluster.StartAsync(
            async http =>
            {
                presented = await http.Connection.GetClientCertificateAsync();
                await Answer(http, 401, "{}");
            },
            server);
        using var rig = new TaskRig(
            cluster.Address, _time, "k8s",
            ("authType", "certificate"), ("certData", client.ExportCertificatePem()), ("certKeyData", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            ("fingerprint", Convert.ToHexString(SHA256.HashData(server.RawData))));
        await FailureAsync(rig);
        presented.ShouldNotBeNull().Thumbprint.ShouldBe(client.Thumbprint);
    }

    [Fact]
    public async Task An_endpoint_of_another_type_or_name_is_refused()
    {
        using var none = new TaskRig(null, _time);
        (await FailureAsync(none)).ShouldBe("project 'shop' has no endpoint 'prod', which the task names as 'kubernetesServer'.");
        using var other = new TaskRig("http://127.0.0.1:1", _time, "dockerRegistry");
        (await FailureAsync(other)).ShouldBe("endpoint 'prod' of project 'shop' is of type 'dockerRegistry': 'kubernetesServer' must be of type 'k8s'.");
        (await PassAsync(other.RunAsync(ConfigMap, endpoint: " "))).ShouldBe(new TaskOutcome.Failed("the task names no endpoint 'kubernetesServer': it must name a Kubernetes endpoint of project 'shop'."));
    }

    private async Task<string> FailureAsync(TaskRig rig, string action = "APPLY") =>
        (await PassAsync(rig.RunAsync(ConfigMap, action))).ShouldBeOfType<TaskOutcome.Failed>().Message;

    private Task<TaskOutcome> PassAsync(Task<TaskOutcome> task) => TaskRig.LetTimePassAsync(_time, TimeSpan.FromMilliseconds(200), task);

    private static Task Answer(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body, http.RequestAborted);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=cluster", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=cluster", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(host));
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        return bare.CopyWithPrivateKey(key);
    }
}
