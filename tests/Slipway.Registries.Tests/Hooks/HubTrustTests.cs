using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

public sealed class HubTrustTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Hub_with_a_certificate_of_its_own_is_spoken_with_when_the_account_trusts_it(bool trusted)
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var hub = await ScriptedCluster.StartAsync(
            http =>
            {
                http.Response.StatusCode = 401;
                return Task.CompletedTask;
            },
            certificate);
        await using var services = new ServiceCollection().AddDockerHubHooks().BuildServiceProvider();
        var account = new RegistryAccount(new Uri(hub.Address), "alice", "open-sesame-1234")
        {
            Trust = trusted ? (_, shown, _, _) => shown!.GetRawCertData().AsSpan().SequenceEqual(certificate.RawData) : null,
        };

        var refused = (await services.GetRequiredService<DockerHubHookRegistrar>().DeleteAsync(account, new ImageRepository("docker.io", "acme", "web"), "slug", TestContext.Current.CancellationToken))
            .ShouldBeOfType<HookResult.Refused>();

        refused.Message.ShouldContain(trusted ? "does not accept user 'alice'" : "no secure connection");
        hub.Requests.Count.ShouldBe(trusted ? 1 : 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task So_is_any_other_registry(bool trusted)
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var harbor = await ScriptedCluster.StartAsync(
            http =>
            {
                http.Response.StatusCode = 401;
                return Task.CompletedTask;
            },
            certificate);
        await using var services = new ServiceCollection().AddRegistryHooks().BuildServiceProvider();
        var account = new RegistryAccount(new Uri(harbor.Address), "alice", "open-sesame-1234")
        {
            Trust = trusted ? (_, shown, _, _) => shown!.GetRawCertData().AsSpan().SequenceEqual(certificate.RawData) : null,
        };

        var refused = (await services.GetServices<IHookRegistrar>().First().DeleteAsync(account, new ImageRepository("harbor.example", "acme", "web"), "7", TestContext.Current.CancellationToken))
            .ShouldBeOfType<HookResult.Refused>();

        refused.Message.ShouldContain(trusted ? "does not accept user 'alice'" : "no secure connection");
        harbor.Requests.Count.ShouldBe(trusted ? 1 : 0);
    }
}
