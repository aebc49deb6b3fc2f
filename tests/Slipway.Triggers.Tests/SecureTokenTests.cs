using Shouldly;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Triggers.Tests;

public sealed class SecureTokenTests
{
    [Fact]
    public void Generated_tokens_differ_and_fit_into_a_url_as_they_are()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => SecureToken.Generate().Value).ToList();

        tokens.Distinct().Count().ShouldBe(1000);
        tokens.ShouldAllBe(token => token.Length == 32 && Uri.EscapeDataString(token) == token);
    }

    [Fact]
    public void A_token_is_known_by_a_fingerprint_that_no_other_has_and_never_prints()
    {
        var token = new SecureToken("a-secure-token");

        token.Fingerprint.ShouldBe(new SecureToken("a-secure-token").Fingerprint);
        token.Fingerprint.ShouldNotBe(new SecureToken("a-secure-tokem").Fingerprint);
        token.Fingerprint.ShouldNotBe(new SecureToken("").Fingerprint);
        $"{token} {token.Fingerprint}".ShouldNotContain("secure-token");
    }
}
