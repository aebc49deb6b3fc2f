using Shouldly;
using Slipway.Projects.Access;
using Slipway.Server.Identity.Provided;
using Xunit;

namespace Slipway.Server.Tests.Identity.Provided;

public sealed class ClaimRoleTests
{
    [Theory]
    [InlineData("platform-admins=administrator", "platform-admins", null, Role.Administrator)]
    [InlineData("web-devs=web:developer", "web-devs", "web", Role.Developer)]
    [InlineData(" cn=web,ou=acme = a:b:VIEWER ", "cn=web,ou=acme", "a:b", Role.Viewer)]
    public void A_value_gives_a_role(string text, string value, string? project, Role role)
    {
        ClaimRole.TryParse(text, out var read, out _).ShouldBeTrue();
        read.ShouldBe(new ClaimRole(value, project, role));
    }

    [Theory]
    [InlineData("")]
    [InlineData("web-devs")]
    [InlineData("=administrator")]
    [InlineData("web-devs=developer")]
    [InlineData("web-devs=web:owner")]
    [InlineData("web-devs=web:2")]
    [InlineData("web-devs=:developer")]
    [InlineData("web-devs=web:")]
    public void What_gives_none_is_told_what_would_be_right(string text)
    {
        ClaimRole.TryParse(text, out _, out var wrong).ShouldBeFalse();
        wrong.ShouldStartWith($"'{text}' gives no role: expected is 'GROUP=administrator' or 'GROUP=PROJECT:ROLE'");
    }

    [Theory]
    [InlineData("https://login.example/realms/acme", null)]
    [InlineData("http://localhost:8081/realms/acme", null)]
    [InlineData("http://login.example/", "must begin with https")]
    [InlineData("login.example", "is no address")]
    [InlineData("file:///etc/passwd", "is no address")]
    public void Only_who_cannot_be_overheard_vouches(string address, string? wrong)
    {
        var told = SignInProvider.WrongWith(new Uri(address, UriKind.RelativeOrAbsolute));

        (told is null).ShouldBe(wrong is null);
        told?.ShouldContain(wrong!);
    }
}
