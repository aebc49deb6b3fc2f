using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class GoogleTokenTests : IDisposable
{
    private const string Sender = "pusher@acme.iam.gserviceaccount.com";

    private static readonly Uri Hook = new("https://cd.acme.example/pipelines/api/docker-hub-webhooks?secureToken=abc");

    private readonly GoogleSigner google = new();
    private readonly GoogleSigner stranger = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 9, 14, 0, 0, TimeSpan.Zero));
    private readonly ArtifactRegistryDialect dialect;
    private int fetches;
    private Func<string> certificates;

    public GoogleTokenTests()
    {
        certificates = () => google.Certificates;
        dialect = new ArtifactRegistryDialect(
            _ =>
            {
                Interlocked.Increment(ref fetches);
                return Task.FromResult(certificates());
            },
            clock);
    }

    public void Dispose()
    {
        google.Dispose();
        stranger.Dispose();
    }

    [Theory]
    [InlineData("https://cd.acme.example/pipelines/api/docker-hub-webhooks?secureToken=abc")]
    [InlineData("https://cd.acme.example/pipelines/api/docker-hub-webhooks")]
    public async Task A_token_for_this_hook_is_right(string audience) => (await VerifyAsync(google.Sign(Claims("aud", audience)))).ShouldBe(SignatureVerdict.Valid);

    [Theory]
    [InlineData("aud", "\"https://cd.evil.example/pipelines/api/docker-hub-webhooks\"")]
    [InlineData("aud", "\"https://cd.acme.example/pipelines/api/docker-hub-webhooks?secureToken=other\"")]
    [InlineData("aud", "null")]
    [InlineData("iss", "\"https://accounts.evil.example\"")]
    [InlineData("iss", "null")]
    [InlineData("email", "\"somebody@acme.iam.gserviceaccount.com\"")]
    [InlineData("email", "null")]
    [InlineData("email", "[\"pusher@acme.iam.gserviceaccount.com\"]")]
    [InlineData("email_verified", "false")]
    [InlineData("email_verified", "\"yes\"")]
    [InlineData("email_verified", "null")]
    [InlineData("exp", "1773064499")]
    [InlineData("exp", "null")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("nbf", "1773065101")]
    public async Task A_token_that_says_anything_else_is_wrong_and_no_key_is_fetched_for_it(string claim, string value)
    {
        (await VerifyAsync(google.Sign(Claims(claim, JsonNode.Parse(value))))).ShouldBe(SignatureVerdict.Invalid);
        fetches.ShouldBe(0);
    }

    [Theory]
    [InlineData("1773064501")]
    [InlineData("1773068400")]
    public async Task Clocks_may_differ_by_five_minutes(string expiry) => (await VerifyAsync(google.Sign(Claims("exp", JsonNode.Parse(expiry))))).ShouldBe(SignatureVerdict.Valid);

    [Fact]
    public async Task A_token_that_another_signed_is_wrong()
    {
        (await VerifyAsync(stranger.Sign(Claims()))).ShouldBe(SignatureVerdict.Invalid);
        (await VerifyAsync(google.Sign(Claims(), "none"))).ShouldBe(SignatureVerdict.Invalid);
        (await VerifyAsync(google.Sign(Claims(), "HS256"))).ShouldBe(SignatureVerdict.Invalid);
        var token = google.Sign(Claims());
        (await VerifyAsync(token[..^6] + "AAAAAA")).ShouldBe(SignatureVerdict.Invalid);
        (await VerifyAsync(token[..token.LastIndexOf('.')] + ".")).ShouldBe(SignatureVerdict.Invalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("....")]
    public async Task What_is_no_token_is_wrong(string token) => (await VerifyAsync(token)).ShouldBe(SignatureVerdict.Invalid);

    [Fact]
    public async Task Where_no_sender_was_named_no_token_is_right() => (await VerifyAsync(google.Sign(Claims()), sender: null)).ShouldBe(SignatureVerdict.Invalid);

    [Fact]
    public async Task Keys_are_kept_for_an_hour()
    {
        await VerifyAsync(google.Sign(Claims()));
        clock.Advance(TimeSpan.FromMinutes(59));
        await VerifyAsync(google.Sign(Claims()));
        fetches.ShouldBe(1);

        clock.Advance(TimeSpan.FromMinutes(1));
        (await VerifyAsync(google.Sign(Claims()))).ShouldBe(SignatureVerdict.Valid);
        fetches.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_is_not_known_yet_is_asked_for_but_not_over_and_over()
    {
        await VerifyAsync(google.Sign(Claims()));
        using var next = new GoogleSigner { KeyId = "key-2" };
        certificates = () => next.Certificates;
        (await VerifyAsync(next.Sign(Claims()))).ShouldBe(SignatureVerdict.Invalid);
        fetches.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(30));
        (await VerifyAsync(next.Sign(Claims()))).ShouldBe(SignatureVerdict.Valid);
        fetches.ShouldBe(2);
    }

    [Fact]
    public async Task Without_keys_it_cannot_be_said_and_is_tried_again_later()
    {
        certificates = () => throw new HttpRequestException("no route");
        (await VerifyAsync(google.Sign(Claims()))).ShouldBe(SignatureVerdict.Unavailable);
        (await VerifyAsync(google.Sign(Claims()))).ShouldBe(SignatureVerdict.Unavailable);
        fetches.ShouldBe(1);

        certificates = () => "<html>";
        clock.Advance(TimeSpan.FromSeconds(30));
        (await VerifyAsync(google.Sign(Claims()))).ShouldBe(SignatureVerdict.Unavailable);

        certificates = () => google.Certificates;
        clock.Advance(TimeSpan.FromSeconds(30));
        (await VerifyAsync(google.Sign(Claims()))).ShouldBe(SignatureVerdict.Valid);
    }

    [Fact]
    public void Only_a_bearer_token_is_a_signature()
    {
        dialect.IsSigned(Reading.Message("", ("Authorization", "bearer x")).Headers).ShouldBeTrue();
        dialect.IsSigned(Reading.Message("", ("Authorization", "Basic x")).Headers).ShouldBeFalse();
    }

    private static JsonObject Claims(string? changed = null, JsonNode? value = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = "https://accounts.google.com",
            ["aud"] = Hook.OriginalString,
            ["email"] = Sender,
            ["email_verified"] = true,
            ["iat"] = 1773064800,
            ["exp"] = 1773072000,
        };
        if (changed is not null)
        {
            claims[changed] = value;
        }

        return claims;
    }

    private ValueTask<SignatureVerdict> VerifyAsync(string token, string? sender = Sender) =>
        dialect.VerifyAsync(Reading.Message("{}", ("Authorization", $"Bearer {token}")), new SignatureKey("abc", Hook, sender), TestContext.Current.CancellationToken);
}
