using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Sandbox.DockerHub;
using Slipway.Tasks.Tests.Endpoints;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Triggers.Tests.Endpoints;

public sealed class DockerRegistryProbeTests
{
    private const string Password = "a-password-for-tests";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Docker_Hub_is_signed_in_to_through_its_own_API()
    {
        await using var hub = await DockerHubSandbox.StartAsync(new DockerHubSandboxOptions(), Cancellation);
        hub.AddUser("acme", Password);

        (await HubAsync(hub.Address, Password)).IsOk.ShouldBeTrue();
        (await HubAsync(hub.Address, "a-wrong-password")).Cause.ShouldBe(ProbeCause.Unauthorized);
        hub.IsDown = true;
        (await HubAsync(hub.Address, Password)).Cause.ShouldBe(ProbeCause.Unavailable);
    }

    [Fact]
    public async Task An_account_with_a_second_factor_is_told_to_use_a_token()
    {
        await using var hub = await ScriptedCluster.StartAsync(http => AnswerAsync(http, 401, """{"detail":"Require secondary authentication","login_2fa_token":"abc"}"""));

        (await HubAsync(new Uri(hub.Address), Password)).Message.ShouldContain("asks for a second factor");
    }

    [Fact]
    public async Task A_registry_is_trusted_by_its_fingerprint_and_signed_in_to_with_a_password()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var registry = await RegistryServer.StartAsync(certificate, null, Cancellation);
        var fingerprint = TestCertificates.Fingerprint(certificate);

        var refused = await RegistryAsync(registry.Address, Password, null);
        refused.Cause.ShouldBe(ProbeCause.Tls);
        refused.Certificate.ShouldNotBeNull().Sha256.ShouldBe(fingerprint);
        (await RegistryAsync(registry.Address, Password, fingerprint)).ShouldBe(ProbeResult.Ok($"{registry.Address} is a registry and accepts the endpoint's credentials."));
        (await RegistryAsync(registry.Address, "a-wrong-password", fingerprint)).Cause.ShouldBe(ProbeCause.Unauthorized);
        (await new DockerRegistryProbe().TryAsync(DockerRegistryEndpoint.Type, ("serverType", "Registry"), ("repoUrl", $"{registry.Address}/acme/web"), ("fingerprint", fingerprint)))
            .Message.ShouldContain("wants to know who asks (401)");
    }

    [Fact]
    public async Task The_accepted_certificate_of_a_registry_is_not_that_of_who_gives_its_tokens_elsewhere()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var giver = await ScriptedCluster.StartAsync(http => AnswerAsync(http, 200, """{"token":"the-token"}"""), certificate);
        await using var registry = await RegistryServer.StartAsync(certificate, ($"{giver.Address}/token", certificate), Cancellation);

        var result = await RegistryAsync(registry.Address, Password, TestCertificates.Fingerprint(certificate));

        result.Cause.ShouldBe(ProbeCause.Tls);
        result.Message.ShouldStartWith($"{giver.Address}/token: ");
        giver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_fetched_where_the_registry_says_and_shown_to_the_registry()
    {
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            switch (http.Request.Path.Value)
            {
                case "/v2/" when http.Request.Headers.Authorization == "Bearer the-token":
                    return AnswerAsync(http, 200, "{}");
                case "/v2/":
                    http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{http.Request.Host}/service/token?a=b\",service=\"harbor-registry\",scope=\"registry:catalog:*\"";
                    return AnswerAsync(http, 401, "{}");
                default:
                    return http.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"acme:{Password}"))}"
                        ? AnswerAsync(http, 200, """{"token":"the-token"}""")
                        : AnswerAsync(http, 401, "{}");
            }
        });

        (await RegistryAsync(registry.Address, Password, null, "Harbor")).IsOk.ShouldBeTrue();
        registry.Requests.ShouldBe(["GET /v2/", "GET /service/token?a=b&service=harbor-registry&scope=registry%3Acatalog%3A%2A&account=acme", "GET /v2/"]);
        (await RegistryAsync(registry.Address, "a-wrong-password", null, "Harbor")).Cause.ShouldBe(ProbeCause.Unauthorized);
    }

    [Theory]
    [InlineData("Bearer realm=\"http://thief.invalid/token\",service=\"x\"", "in clear, which is not done")]
    [InlineData("Bearer realm=\"file:///etc/passwd\"", "names no address that gives tokens")]
    [InlineData("Bearer", "names no address that gives tokens")]
    [InlineData("Negotiate", "does not say how to sign in")]
    [InlineData("", "does not say how to sign in")]
    public async Task A_registry_does_not_get_a_password_sent_just_anywhere(string challenge, string problem)
    {
        await using var registry = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Headers.WWWAuthenticate = challenge;
            return AnswerAsync(http, 401, "{}");
        });

        var result = await RegistryAsync(registry.Address, Password, null);

        result.Cause.ShouldBe(ProbeCause.Protocol);
        result.Message.ShouldContain(problem);
        registry.Requests.ShouldBe(["GET /v2/"]);
    }

    [Theory]
    [InlineData(404, "", ProbeCause.NotFound)]
    [InlineData(403, "", ProbeCause.Forbidden)]
    [InlineData(200, "<html>welcome</html>", ProbeCause.Protocol)]
    [InlineData(200, "{}", null)]
    public async Task What_answers_is_a_registry_or_said_to_be_none(int status, string body, ProbeCause? cause)
    {
        await using var registry = await ScriptedCluster.StartAsync(http => AnswerAsync(http, status, body));

        (await RegistryAsync(registry.Address, Password, null, "Artifactory")).Cause.ShouldBe(cause);
    }

    private static Task<ProbeResult> HubAsync(Uri address, string password) => new DockerRegistryProbe().TryAsync(
        DockerRegistryEndpoint.Type,
        ("serverType", "DockerHub"), ("repoUrl", "https://hub.docker.com/repository/docker/acme/web"), ("username", "acme"), ("password", password), ("apiUrl", address.ToString()));

    private static Task<ProbeResult> RegistryAsync(string address, string password, string? fingerprint, string serverType = "Registry") => new DockerRegistryProbe().TryAsync(
        DockerRegistryEndpoint.Type,
        ("serverType", serverType), ("repoUrl", $"{address}/acme/web"), ("username", "acme"), ("password", password), ("fingerprint", fingerprint));

    private static Task AnswerAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    }
}
