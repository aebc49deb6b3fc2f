using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Tasks.Docker;
using Slipway.Tasks.Jenkins;
using Slipway.Tasks.Jira;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

/// <summary>Jenkins, Jira and Docker hosts: servers that speak what these are documented to speak, on a real socket.</summary>
public sealed class HttpProbeTests
{
    private const string Password = "a-password-for-tests";

    [Fact]
    public async Task A_Jenkins_is_known_by_its_version_and_asked_as_the_endpoints_user()
    {
        await using var server = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers["X-Jenkins"] = "2.479.1";
            return AnswerIfSignedInAsync(http, "/jenkins/api/json", """{"_class":"hudson.model.Hudson","mode":"NORMAL"}""");
        });

        (await JenkinsAsync($"{server.Address}/jenkins/", Password)).ShouldBe(ProbeResult.Ok($"{server.Address}/jenkins is a Jenkins (2.479.1) and accepts the endpoint's credentials."));
        server.Requests.ShouldBe(["GET /jenkins/api/json?tree=mode"]);
        (await JenkinsAsync($"{server.Address}/jenkins", "wrong password")).ShouldBe(
            new ProbeResult(ProbeCause.Unauthorized, $"{server.Address}/jenkins does not accept the endpoint's credentials (401): check 'username' and 'password'."));
    }

    [Theory]
    [InlineData(403, ProbeCause.Forbidden)]
    [InlineData(404, ProbeCause.NotFound)]
    [InlineData(503, ProbeCause.Unavailable)]
    [InlineData(418, ProbeCause.Protocol)]
    [InlineData(200, ProbeCause.Protocol)]
    public async Task What_the_server_answers_instead_is_told_by_its_cause(int status, ProbeCause cause)
    {
        await using var server = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync("<html>It works!</html>");
        });

        (await JenkinsAsync(server.Address, Password)).Cause.ShouldBe(cause);
        (await JiraAsync(server.Address, Password)).Cause.ShouldBe(cause);
    }

    [Fact]
    public async Task A_redirect_carries_the_credentials_nowhere()
    {
        await using var thief = await ScriptedCluster.StartAsync(_ => Task.CompletedTask);
        await using var server = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Redirect($"{thief.Address}/api/json?password=x");
            return Task.CompletedTask;
        });

        (await JenkinsAsync(server.Address, Password)).ShouldBe(
            new ProbeResult(ProbeCause.Protocol, $"{server.Address} points to {thief.Address}, which is not followed: set the address to the right one."));
        thief.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_apart_from_a_name_that_is_not_known()
    {
        (await JenkinsAsync($"http://127.0.0.1:{Probing.ClosedPort()}", Password)).Cause.ShouldBe(ProbeCause.Connect);
        (await JenkinsAsync("http://nowhere.invalid", Password)).Cause.ShouldBe(ProbeCause.Dns);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_shown_and_trusted_by_its_fingerprint()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var server = await ScriptedCluster.StartAsync(http => AnswerIfSignedInAsync(http, "/rest/api/2/myself", """{"key":"dora"}"""), certificate);

        var refused = await JiraAsync(server.Address, Password);

        refused.Cause.ShouldBe(ProbeCause.Tls);
        refused.Certificate.ShouldNotBeNull().Sha256.ShouldBe(TestCertificates.Fingerprint(certificate));
        server.Requests.ShouldBeEmpty();
        (await JiraAsync(server.Address, Password, refused.Certificate.Sha256)).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"key":"dora","name":"dora"}""", true)]
    [InlineData("""{"accountId":"5b10a"}""", true)]
    [InlineData("[1]", false)]
    [InlineData("{", false)]
    public async Task A_Jira_is_known_by_the_person_it_says_we_are(string body, bool isJira)
    {
        await using var server = await ScriptedCluster.StartAsync(http => AnswerIfSignedInAsync(http, "/rest/api/2/myself", body));

        (await JiraAsync(server.Address, Password)).Cause.ShouldBe(isJira ? null : ProbeCause.Protocol);
    }

    [Fact]
    public async Task A_Docker_host_is_pinged_under_all_schemes_that_its_people_use()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var plain = await ScriptedCluster.StartAsync(Ping);
        await using var secure = await ScriptedCluster.StartAsync(async http => await ((await http.Connection.GetClientCertificateAsync()) is null ? RefuseAsync(http) : Ping(http)), certificate);
        using var client = TestCertificates.SelfSigned("CN=slipway");
        (string, System.Text.Json.Nodes.JsonNode?)[] signIn =
        [
            ("certData", client.ExportCertificatePem()),
            ("certKeyData", Convert.ToBase64String(Encoding.ASCII.GetBytes(System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(client)!.ExportPkcs8PrivateKeyPem()))),
            ("fingerprint", TestCertificates.Fingerprint(certificate)),
        ];
        var (probe, type) = (new DockerHostProbe(), DockerHostEndpoint.Type);

        (await probe.TryAsync(type, ("url", plain.Address))).ShouldBe(ProbeResult.Ok($"{plain.Address} is a Docker Engine (API version 1.47)."));
        (await probe.TryAsync(type, ("url", plain.Address.Replace("http://", "tcp://", StringComparison.Ordinal)))).IsOk.ShouldBeTrue();
        (await probe.TryAsync(type, [("url", secure.Address.Replace("https://", "tcp://", StringComparison.Ordinal)), .. signIn])).IsOk.ShouldBeTrue();
        (await probe.TryAsync(type, ("url", secure.Address), signIn[2])).Cause.ShouldBe(ProbeCause.Forbidden);
        (await probe.TryAsync(type, ("url", secure.Address))).Cause.ShouldBe(ProbeCause.Tls);
        (await probe.TryAsync(type, [("url", secure.Address), signIn[0], signIn[2]])).Cause.ShouldBe(ProbeCause.Properties);
    }

    private static Task<ProbeResult> JenkinsAsync(string url, string password) =>
        new JenkinsProbe().TryAsync(JenkinsEndpoint.Type, ("url", url), ("username", "dora"), ("password", password));

    private static Task<ProbeResult> JiraAsync(string url, string password, string? fingerprint = null) =>
        new JiraProbe().TryAsync(JiraEndpoint.Type, ("url", url), ("username", "dora"), ("password", password), ("fingerprint", fingerprint));

    private static Task AnswerIfSignedInAsync(HttpContext http, string path, string body)
    {
        http.Response.StatusCode = http.Request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"dora:{Password}"))}" ? 401
            : http.Request.Path == path ? 200
            : 404;
        return http.Response.WriteAsync(body);
    }

    private static Task Ping(HttpContext http)
    {
        http.Response.Headers["Api-Version"] = "1.47";
        return http.Response.WriteAsync(http.Request.Path == "/_ping" ? "OK" : "no");
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = 403;
        return Task.CompletedTask;
    }
}
