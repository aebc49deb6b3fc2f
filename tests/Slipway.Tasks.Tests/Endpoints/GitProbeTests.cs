using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Tasks.Git;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Endpoints;

/// <summary>A real repository, advertised by the real git behind a web server and behind sshd.</summary>
public sealed class GitProbeTests : IDisposable
{
    private const string Token = "a-token-for-tests";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-git-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Repository => Path.Combine(home.FullName, "acme", "it's web.git");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public async Task A_repository_behind_HTTP_is_read_with_a_token_and_its_branch_looked_for()
    {
        await MakeRepositoryAsync();
        await using var server = await ScriptedCluster.StartAsync(AdvertiseAsync);
        var url = $"{server.Address}/acme/web.git";

        (await HttpAsync(url, Token, "release")).ShouldBe(ProbeResult.Ok($"{url} is a Git repository that can be read."));
        (await HttpAsync(url, Token, "")).IsOk.ShouldBeTrue();
        (await HttpAsync(url, Token, "relea")).ShouldBe(new ProbeResult(ProbeCause.NotFound, $"{url} has no branch 'relea': check 'branch'."));
        (await HttpAsync(url, "a-wrong-token", "")).Cause.ShouldBe(ProbeCause.Unauthorized);
        (await HttpAsync($"{server.Address}/acme/other.git", Token, "")).Cause.ShouldBe(ProbeCause.NotFound);
        (await HttpAsync($"{server.Address}/page", Token, "")).Cause.ShouldBe(ProbeCause.Protocol);
    }

    [Fact]
    public async Task A_repository_behind_SSH_is_read_with_a_key()
    {
        await MakeRepositoryAsync();
        await using var server = await SshServer.StartAsync(Cancellation);

        (await SshAsync(server, Repository, "release")).Cause.ShouldBeNull();
        (await SshAsync(server, Repository, "other")).Cause.ShouldBe(ProbeCause.NotFound);
        (await SshAsync(server, home.FullName, "")).Cause.ShouldBe(ProbeCause.NotFound);
    }

    [Fact]
    public async Task A_path_is_never_more_than_a_path_to_the_shell_of_the_other_side()
    {
        await using var server = await SshServer.StartAsync(Cancellation);
        var trace = Path.Combine(home.FullName, "trace");

        (await SshAsync(server, $"/x';touch {trace};'", "")).Cause.ShouldBe(ProbeCause.NotFound);

        File.Exists(trace).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://git.example/acme/web.git", "PRIVATE_KEY")]
    [InlineData("git@git.example:acme/web.git", "PRIVATE_TOKEN")]
    public async Task The_way_to_sign_in_has_to_fit_the_address(string url, string authType) =>
        (await new GitProbe().TryAsync(GitEndpoint.Type, ("repoUrl", url), ("authType", authType), ("privateKey", "x"), ("privateToken", "x"))).Cause.ShouldBe(ProbeCause.Properties);

    private static Task<ProbeResult> HttpAsync(string url, string token, string branch) =>
        new GitProbe().TryAsync(GitEndpoint.Type, ("serverType", "GitLab"), ("repoUrl", url), ("branch", branch), ("privateToken", token));

    private static Task<ProbeResult> SshAsync(SshServer server, string path, string branch) => new GitProbe().TryAsync(
        GitEndpoint.Type,
        ("repoUrl", $"ssh://{Environment.UserName}@127.0.0.1:{server.Port}{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}"), ("branch", branch),
        ("authType", "PRIVATE_KEY"), ("privateKey", server.PrivateKey), ("hostKey", server.HostKey));

    private async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await SshServer.RunAsync("git", ["init", "-q", "--bare", "."], Cancellation, Repository);
        var tree = (await SshServer.RunAsync("git", ["hash-object", "-t", "tree", "-w", "/dev/null"], Cancellation, Repository)).Trim();
        var commit = (await SshServer.RunAsync("git", ["-c", "user.name=dora", "-c", "user.email=dora@acme.example", "commit-tree", tree, "-m", "first"], Cancellation, Repository)).Trim();
        await SshServer.RunAsync("git", ["update-ref", "refs/heads/release", commit], Cancellation, Repository);
    }

    private async Task AdvertiseAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"oauth2:{Token}"))}")
        {
            http.Response.StatusCode = 401;
        }
        else if (http.Request.Path == "/acme/web.git/info/refs" && http.Request.Query["service"] == "git-upload-pack")
        {
            await http.Response.WriteAsync("001e# service=git-upload-pack\n0000", Cancellation);
            await http.Response.WriteAsync(await SshServer.RunAsync("git", ["upload-pack", "--stateless-rpc", "--advertise-refs", "."], Cancellation, Repository), Cancellation);
        }
        else
        {
            http.Response.StatusCode = http.Request.Path.StartsWithSegments("/page") ? 200 : 404;
        }
    }
}
