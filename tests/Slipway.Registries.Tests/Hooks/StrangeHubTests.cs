using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Registries.Hooks;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Hooks;

/// <summary>Answers that no Docker Hub gives, and headers that only the real one has.</summary>
public sealed class StrangeHubTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(60));

    [Fact]
    public async Task The_hubs_own_header_says_the_moment_from_which_to_try_again()
    {
        var refused = (await CreateAsync(_ => Answer(429, "{}", ("X-Retry-After", clock.GetUtcNow().AddSeconds(30).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)))))
            .ShouldBeOfType<HookResult.Refused>();

        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        refused.Message.ShouldEndWith("try again in 30 s.");
    }

    [Theory]
    [InlineData("X-Retry-After", "soon")]
    [InlineData("X-Retry-After", "99999999999999999999")]
    [InlineData("X-Retry-After", "1")]
    [InlineData("Retry-After", "999999999")]
    public async Task A_wait_that_makes_no_sense_is_left_out(string header, string value)
    {
        var refused = (await CreateAsync(_ => Answer(429, "{}", (header, value)))).ShouldBeOfType<HookResult.Refused>();

        refused.RetryAfter.ShouldBeNull();
        refused.Message.ShouldEndWith("try again later.");
    }

    [Fact]
    public async Task An_answer_without_end_is_read_no_further_than_a_mebibyte()
    {
        using var endless = new EndlessStream();

        var refused = (await CreateAsync(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) })).ShouldBeOfType<HookResult.Refused>();

        refused.Message.ShouldContain("without a token");
        endless.Given.ShouldBeInRange(1024 * 1024, 2 * 1024 * 1024);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"slug":7}""")]
    [InlineData("<html>")]
    public async Task A_created_hook_without_a_slug_is_looked_for_and_else_refused(string body)
    {
        var result = await CreateAsync(request => request.RequestUri!.AbsolutePath switch
        {
            "/v2/users/login/" => Answer(200, """{"token":"t"}"""),
            _ when request.Method == HttpMethod.Post => Answer(201, body),
            _ => Answer(200, """{"results":[],"next":null}"""),
        });

        result.ShouldBeOfType<HookResult.Refused>().Message.ShouldContain("something that is not Docker Hub's");
    }

    [Fact]
    public async Task A_list_that_never_ends_is_given_up()
    {
        var pages = 0;

        await CreateAsync(request => request.RequestUri!.AbsolutePath switch
        {
            "/v2/users/login/" => Answer(200, """{"token":"t"}"""),
            _ when request.Method == HttpMethod.Post => Answer(400, """{"name":["already exists"]}"""),
            _ => Answer(200, $$"""{"results":[{"slug":"s{{pages++}}"}],"next":"http://evil.example/"}"""),
        });

        pages.ShouldBe(20);
    }

    private async Task<HookResult> CreateAsync(Func<HttpRequestMessage, HttpResponseMessage> hub)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddDockerHubHooks();
        services.AddHttpClient("Slipway.DockerHub").ConfigurePrimaryHttpMessageHandler(() => new ScriptedHandler(hub));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<DockerHubHookRegistrar>().CreateAsync(
            new RegistryAccount(new Uri("https://hub.example"), "alice", "secret"),
            new ImageRepository("docker.io", "acme", "web"),
            "demo",
            new Uri("https://slipway.example/hook"),
            TestContext.Current.CancellationToken);
    }

    private static HttpResponseMessage Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class ScriptedHandler(Func<HttpRequestMessage, HttpResponseMessage> hub) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(hub(request));
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
