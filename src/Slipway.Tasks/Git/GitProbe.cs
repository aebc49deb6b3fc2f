using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Endpoints.Trust;
using Slipway.Tasks.Ssh;

namespace Slipway.Tasks.Git;

/// <summary>Asks a Git server what the repository has, as <c>git ls-remote</c> does, over HTTP or SSH. Nothing is cloned and no program is run here.</summary>
public sealed class GitProbe : IEndpointProbe
{
    private const int SshPort = 22;

    /// <inheritdoc/>
    public string Type => GitEndpoint.Type.Name;

    /// <inheritdoc/>
    public Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var address = new Uri(ScpAddress.Normalize(endpoint.Property(GitEndpoint.RepoUrl)!));
        var usesKey = endpoint.Property(GitEndpoint.AuthType) is GitEndpoint.KeyAuth;
        return (address.Scheme is "ssh") != usesKey
            ? Task.FromResult(new ProbeResult(ProbeCause.Properties, usesKey
                ? $"'{GitEndpoint.AuthType}' {GitEndpoint.KeyAuth} needs an ssh address in '{GitEndpoint.RepoUrl}'."
                : $"an ssh address in '{GitEndpoint.RepoUrl}' needs '{GitEndpoint.AuthType}' {GitEndpoint.KeyAuth}."))
            : usesKey ? ProbeSshAsync(endpoint, address, cancellationToken) : ProbeHttpAsync(endpoint, address, cancellationToken);
    }

    private static async Task<ProbeResult> ProbeHttpAsync(Endpoint endpoint, Uri address, CancellationToken cancellationToken)
    {
        using var http = new EndpointHttp(address, ServerTrust.Read(endpoint.Property(Fingerprint.Property.Name))!);
        var credentials = endpoint.Property(GitEndpoint.AuthType) switch
        {
            GitEndpoint.TokenAuth => EndpointHttp.Basic(endpoint.Property(GitEndpoint.UserName) ?? TokenUser(endpoint.Property(GitEndpoint.ServerType)), endpoint.Property(GitEndpoint.PrivateToken)),
            GitEndpoint.PasswordAuth => EndpointHttp.Basic(endpoint.Property(GitEndpoint.UserName), endpoint.Property(GitEndpoint.Password)),
            _ => null,
        };
        var answer = await http.GetAsync("info/refs?service=git-upload-pack", credentials, cancellationToken);
        if (answer.Refusal(http.Address, "a Git repository", $"'{GitEndpoint.UserName}' and '{GitEndpoint.PrivateToken}' or '{GitEndpoint.Password}'") is { } refusal)
        {
            return refusal;
        }

        var body = ((HttpAnswer.Some)answer).Body;
        return RefAdvertisement.IsSmartHttp(body)
            ? Found(endpoint, http.Address, body, body.Length < EndpointHttp.MaxAnswerBytes)
            : new ProbeResult(ProbeCause.Protocol, $"{http.Address} answers, but not as a Git server does: '{GitEndpoint.RepoUrl}' must be the address that one clones.");
    }

    private static async Task<ProbeResult> ProbeSshAsync(Endpoint endpoint, Uri address, CancellationToken cancellationToken)
    {
        var userName = address.UserInfo.Length > 0 ? Uri.UnescapeDataString(address.UserInfo) : endpoint.Property(GitEndpoint.UserName) ?? "git";
        var (client, problem) = await SshSession.OpenAsync(
            new SshTarget(
                address.IdnHost, address.Port > 0 ? address.Port : SshPort, userName, null,
                endpoint.Property(GitEndpoint.PrivateKey), endpoint.Property(GitEndpoint.PassPhrase), endpoint.Property(GitEndpoint.HostKey)),
            cancellationToken);
        using (client)
        {
            return problem ?? await AskAsync(client!, endpoint, address, cancellationToken);
        }
    }

    private static async Task<ProbeResult> AskAsync(SshClient client, Endpoint endpoint, Uri address, CancellationToken cancellationToken)
    {
        var shown = $"ssh://{address.Authority}{address.AbsolutePath}";
        try
        {
            // An ssh address of the short form is relative to the account's home; the servers of the trade take both.
            var path = Uri.UnescapeDataString(address.AbsolutePath);
            using var command = client.CreateCommand($"git-upload-pack '{path.Replace("'", "'\\''", StringComparison.Ordinal)}'", Encoding.UTF8);
            var running = command.ExecuteAsync(cancellationToken);
            await using (var input = command.CreateInputStream())
            {
                // A flush packet: nothing is wanted.
                await input.WriteAsync("0000"u8.ToArray(), cancellationToken);
            }

            await running;
            var answer = command.Result;
            return RefAdvertisement.IsUploadPack(answer) ? Found(endpoint, shown, answer, isWhole: true)
                : command.ExitStatus is 0 ? new ProbeResult(ProbeCause.Protocol, $"{shown} answers, but not as a Git server does.")
                : new ProbeResult(ProbeCause.NotFound, $"{shown} is not there, or the account '{client.ConnectionInfo.Username}' may not read it.");
        }
        catch (Exception e) when (e is SshException || ConnectionFault.Is(e))
        {
            return new ProbeResult(ProbeCause.Protocol, $"{shown}: the server broke off the conversation.");
        }
    }

    private static ProbeResult Found(Endpoint endpoint, string address, string answer, bool isWhole) =>
        endpoint.Property(GitEndpoint.Branch) is { } branch && !RefAdvertisement.Has(answer, branch, isWhole)
            ? new ProbeResult(ProbeCause.NotFound, $"{address} has no branch '{branch}': check '{GitEndpoint.Branch}'.")
            : ProbeResult.Ok($"{address} is a Git repository that can be read.");

    // What each of them takes beside a token.
    private static string TokenUser(string? serverType) => serverType switch
    {
        "GitLab" or "GitLab Enterprise" => "oauth2",
        "Bitbucket" or "Bitbucket Enterprise" => "x-token-auth",
        _ => "x-access-token",
    };
}
