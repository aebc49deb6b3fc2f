using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Registries.Tests.Inspection;

/// <summary>Registries that send their clients for a token first (distribution.github.io, "Token Authentication").</summary>
public sealed class TokenTests : IDisposable
{
    private const string Manifest = "/v2/acme/web/manifests/1.0";
    private static readonly string Digest = $"sha256:{new string('a', 64)}";
    private static readonly string Credentials = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"acme:{InspectorFixture.Password}"))}";

    private readonly InspectorFixture inspection = new();

    public void Dispose() => inspection.Dispose();

    [Fact]
    public async Task A_token_is_fetched_with_the_password_for_this_repository_alone_and_shown_to_the_registry()
    {
        var giver = new Giver();
        await using var registry = await StartAsync(giver);

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeFound().ShouldBe(Digest);

        registry.Requests.ShouldBe([$"HEAD {Manifest}", "GET /token?a=b&service=registry.acme.example&scope=repository%3Aacme%2Fweb%3Apull&account=acme", $"HEAD {Manifest}"]);
        giver.Shown.ShouldBe([Credentials]);
    }

    [Fact]
    public async Task Nobody_needs_a_password_where_the_token_is_given_to_everybody()
    {
        var giver = new Giver();
        await using var registry = await StartAsync(giver);

        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound().ShouldBe(Digest);

        giver.Shown.ShouldBe([""]);
        registry.Requests[1].ShouldBe("GET /token?a=b&service=registry.acme.example&scope=repository%3Aacme%2Fweb%3Apull");
    }

    [Theory]
    [InlineData(300, 239, 241)]
    [InlineData(0, 9, 11)]
    [InlineData(-5, 9, 11)]
    [InlineData(null, 47, 49)]
    [InlineData(int.MaxValue, 1799, 1801)]
    public async Task A_token_is_kept_for_most_of_the_time_for_which_it_is_good(int? expiresIn, int kept, int fetchedAnew)
    {
        var giver = new Giver { ExpiresIn = expiresIn };
        await using var registry = await StartAsync(giver);
        await inspection.ResolveAsync(registry.Address, user: "acme");

        inspection.Clock.Advance(TimeSpan.FromSeconds(kept));
        await inspection.ResolveAsync(registry.Address, user: "acme");
        giver.Shown.Count.ShouldBe(1);

        inspection.Clock.Advance(TimeSpan.FromSeconds(fetchedAnew - kept));
        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeFound();
        giver.Shown.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_is_not_lent_to_somebody_else()
    {
        var giver = new Giver();
        await using var registry = await StartAsync(giver);
        await inspection.ResolveAsync(registry.Address, user: "acme");

        (await inspection.ResolveAsync(registry.Address, user: "acme", password: "another-password")).ShouldBeRefused("does not accept user 'acme'", isTransient: false);
        (await inspection.ResolveAsync(registry.Address)).ShouldBeFound();

        giver.Shown.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_that_the_registry_does_not_know_any_more_is_fetched_anew_once()
    {
        var giver = new Giver();
        await using var registry = await StartAsync(giver);
        await inspection.ResolveAsync(registry.Address, user: "acme");
        giver.Token = "the-next-token";

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeFound().ShouldBe(Digest);

        giver.Shown.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_fresh_token_that_is_not_accepted_is_the_registrys_last_word_and_not_kept()
    {
        var giver = new Giver { Given = "a-token-for-something-else" };
        await using var registry = await StartAsync(giver);

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused("does not accept user 'acme' (401", isTransient: false);
        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused("does not accept user 'acme' (401", isTransient: false);

        registry.Requests.Count.ShouldBe(6);
        giver.Refused.ShouldBe(["", "Bearer a-token-for-something-else", "", "Bearer a-token-for-something-else"]);
    }

    [Theory]
    [InlineData(401, "does not accept user 'acme' (401", false)]
    [InlineData(403, "User 'acme' may not read acme/web", false)]
    [InlineData(404, "gave no token but HTTP 404", true)]
    [InlineData(302, "gave no token but HTTP 302", true)]
    [InlineData(429, "has had too many requests", true)]
    [InlineData(503, "has a fault of its own (HTTP 503", true)]
    public async Task Who_gives_no_token_has_not_said_that_the_image_is_missing(int status, string said, bool isTransient)
    {
        var giver = new Giver { Status = status };
        await using var registry = await StartAsync(giver);

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused(said, isTransient);
        registry.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":5}""")]
    [InlineData("""{"token":"\ud800"}""")]
    [InlineData("""{"token":"a b"}""")]
    [InlineData("""{"token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"token":"a","\ud800":1}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public async Task What_is_no_token_is_not_sent_anywhere(string body)
    {
        var giver = new Giver { Body = body };
        await using var registry = await StartAsync(giver);

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused("gave no token", isTransient: true);
        registry.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_of_any_size_is_not_read()
    {
        var giver = new Giver { Body = $$"""{"token":"{{new string('a', 100_000)}}"}""" };
        await using var registry = await StartAsync(giver);

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused("its answer has more than 65536 bytes", isTransient: true);
    }

    [Theory]
    [InlineData("Bearer realm=\"http://thief.invalid/token\",service=\"x\"", "it gives its tokens at thief.invalid in clear")]
    [InlineData("Bearer realm=\"file:///etc/passwd\"", "names no address that gives tokens")]
    [InlineData("Bearer realm=\"http://acme:secret@thief.invalid/token\"", "names no address that gives tokens")]
    [InlineData("Bearer", "names no address that gives tokens")]
    [InlineData("Negotiate", "does not accept user 'acme'")]
    [InlineData("", "does not accept user 'acme'")]
    public async Task A_password_is_not_sent_just_anywhere(string challenge, string said)
    {
        await using var registry = await ScriptedCluster.StartAsync(http => AskAsync(http, challenge));

        var result = await inspection.ResolveAsync(registry.Address, user: "acme");

        result.ShouldBeOfType<Registries.Inspection.InspectionResult.Refused>().Message.ShouldContain(said);
        registry.Requests.ShouldBe([$"HEAD {Manifest}"]);
    }

    [Fact]
    public async Task Nobody_is_sent_for_a_token_in_clear_elsewhere_even_without_a_password()
    {
        await using var elsewhere = await StartAsync(new Giver());
        await using var registry = await ScriptedCluster.StartAsync(http => AskAsync(http, $"Bearer realm=\"{elsewhere.Address}/token\""));

        (await inspection.ResolveAsync(registry.Address)).ShouldBeRefused("it gives its tokens at 127.0.0.1 in clear", isTransient: true);
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Elsewhere_a_token_is_fetched_only_from_whom_the_system_trusts()
    {
        using var certificate = TestCertificates.SelfSigned();
        var giver = new Giver();
        await using var elsewhere = await StartAsync(giver, certificate);
        giver.Realm = $"{elsewhere.Address}/token";
        await using var registry = await StartAsync(giver);
        using var trusting = new InspectorFixture(services => services.AddHttpClient("Slipway.Distribution").ConfigurePrimaryHttpMessageHandler(() =>
            new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetRawCertData().SequenceEqual(certificate.RawData) } }));

        (await inspection.ResolveAsync(registry.Address, user: "acme")).ShouldBeRefused("cannot be reached", isTransient: true);
        giver.Shown.ShouldBeEmpty();
        (await trusting.ResolveAsync(registry.Address, user: "acme")).ShouldBeFound().ShouldBe(Digest);
        giver.Shown.ShouldBe([Credentials]);
    }

    private static Task<ScriptedCluster> StartAsync(Giver giver, System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null) => ScriptedCluster.StartAsync(giver.AnswerAsync, certificate);

    private static Task AskAsync(HttpContext http, string challenge)
    {
        http.Response.Headers.WWWAuthenticate = challenge;
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>A registry that has one tag for who shows its token, and gives the token to <c>acme</c> and to nobody in particular.</summary>
    private sealed class Giver
    {
        public string Token { get; set; } = "the-token";

        public string? Given { get; init; }

        public string? Realm { get; set; }

        public int? ExpiresIn { get; init; } = 300;

        public int Status { get; init; } = 200;

        public string? Body { get; init; }

        /// <summary>What was shown to get a token.</summary>
        public List<string> Shown { get; } = [];

        /// <summary>What was shown to the registry in vain.</summary>
        public List<string> Refused { get; } = [];

        public Task AnswerAsync(HttpContext http)
        {
            var authorization = http.Request.Headers.Authorization.ToString();
            if (http.Request.Path == "/token")
            {
                Shown.Add(authorization);
                http.Response.StatusCode = Status is not 200 ? Status : authorization == Credentials || authorization.Length == 0 ? 200 : 401;
                return http.Response.StatusCode is 200
                    ? http.Response.WriteAsync(Body ?? $$"""{"access_token":"{{Given ?? Token}}"{{(ExpiresIn is { } seconds ? $",\"expires_in\":{seconds}" : "")}}}""")
                    : Task.CompletedTask;
            }

            if (authorization != $"Bearer {Token}")
            {
                Refused.Add(authorization);
                return AskAsync(http, $"Bearer realm=\"{Realm ?? $"http://{http.Request.Host}/token"}?a=b\",service=\"registry.acme.example\",scope=\"repository:acme/web:pull,push\"");
            }

            http.Response.Headers["Docker-Content-Digest"] = Digest;
            return Task.CompletedTask;
        }
    }
}
