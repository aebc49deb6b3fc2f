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
    public void A_token_matches_itself_and_nothing_else_and_never_prints()
    {
        var token = new SecureToken("a-secure-token");

        token.Matches(new SecureToken("a-secure-token")).ShouldBeTrue();
        token.Matches(new SecureToken("a-secure-tokem")).ShouldBeFalse();
        token.Matches(new SecureToken("")).ShouldBeFalse();
        $"{token}".ShouldNotContain("secure-token");
    }
}
