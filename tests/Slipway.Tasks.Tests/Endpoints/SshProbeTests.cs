using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Tasks.Ssh;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

public sealed class SshProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_signs_in_before_the_host_key_is_accepted()
    {
        await using var server = await SshServer.StartAsync(Cancellation);

        var unknown = await KeyAsync(server, null);
        unknown.Cause.ShouldBe(ProbeCause.HostKey);
        unknown.HostKey.ShouldBe(server.HostKey);
        unknown.Message.ShouldContain($"no host key was accepted yet. It shows {server.HostKey};");
        (await KeyAsync(server, "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")).Message.ShouldContain("the host's key is not the accepted one");

        (await KeyAsync(server, server.HostKey)).ShouldSatisfyAllConditions(known => known.IsOk.ShouldBeTrue(), known => known.HostKey.ShouldBeNull());
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_are_told_apart_from_a_key_that_cannot_be_read()
    {
        await using var server = await SshServer.StartAsync(Cancellation);

        (await new SshProbe().TryAsync(SshEndpoint.Type, [.. Where(server), ("hostKey", server.HostKey), ("password", "a-wrong-password")])).Cause.ShouldBe(ProbeCause.Unauthorized);
        (await new SshProbe().TryAsync(SshEndpoint.Type, [.. Where(server), ("hostKey", server.HostKey), ("authType", "privateKey"), ("privatekey", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]))
            .Cause.ShouldBe(ProbeCause.Properties);
    }

    [Fact]
    public async Task What_is_no_SSH_server_is_told_apart_from_what_is_not_there()
    {
        await using var web = await ScriptedCluster.StartAsync(_ => Task.CompletedTask);

        (await PasswordAsync("127.0.0.1", new Uri(web.Address).Port)).Cause.ShouldBe(ProbeCause.Protocol);
        (await PasswordAsync("127.0.0.1", Probing.ClosedPort())).Cause.ShouldBe(ProbeCause.Connect);
        (await PasswordAsync("nowhere.invalid", 22)).Cause.ShouldBe(ProbeCause.Dns);
    }

    private static Task<ProbeResult> KeyAsync(SshServer server, string? hostKey) =>
        new SshProbe().TryAsync(SshEndpoint.Type, [.. Where(server), ("hostKey", hostKey), ("authType", "privateKey"), ("privatekey", server.PrivateKey)]);

    private static Task<ProbeResult> PasswordAsync(string host, int port) =>
        new SshProbe().TryAsync(SshEndpoint.Type, ("host", host), ("port", port), ("username", "dora"), ("password", "a-password-for-tests"));

    private static (string, System.Text.Json.Nodes.JsonNode?)[] Where(SshServer server) => [("host", "127.0.0.1"), ("port", server.Port), ("username", Environment.UserName)];
}
