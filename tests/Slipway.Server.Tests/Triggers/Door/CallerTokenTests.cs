using System.Text;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Server.Triggers.Door;
using Xunit;

namespace Slipway.Server.Tests.Triggers.Door;

public sealed class CallerTokenTests
{
    [Theory]
    [InlineData("?secureToken=abc", null, null, "abc")]
    [InlineData("?token=abc", null, null, "abc")]
    [InlineData("?secureToken=a%2Bb%3D", null, null, "a+b=")]
    [InlineData("?SECURETOKEN=abc", null, null, "abc")]
    [InlineData("?secureToken=abc&token=other", "X-Slipway-Token", "third", "abc")]
    [InlineData("?secureToken=&token=abc", null, null, "abc")]
    [InlineData("?secureToken=", "X-Slipway-Token", "abc", "abc")]
    [InlineData("", "X-Slipway-Token", "abc", "abc")]
    [InlineData("", "X-Gitlab-Token", "abc", "abc")]
    [InlineData("", "Authorization", "Bearer abc", "abc")]
    [InlineData("", "Authorization", "bearer abc", "abc")]
    [InlineData("", "Authorization", "abc", "abc")]
    [InlineData("", "Authorization", " abc ", "abc")]
    [InlineData("", "Authorization", "DSkUyJJ8KA8rOSk=Ci", "DSkUyJJ8KA8rOSk=Ci")]
    [InlineData("", "Authorization", "two words", "two words")]
    [InlineData("", "Authorization", "Bearer", null)]
    [InlineData("", "Authorization", "", null)]
    [InlineData("", null, null, null)]
    [InlineData("?secureToken=a&secureToken=b", null, null, null)]
    public void A_token_is_found_where_registries_put_it(string query, string? header, string? value, string? expected)
    {
        var request = Request(query);
        if (header is not null)
        {
            request.Headers[header] = value;
        }

        CallerToken.Of(request).ShouldBe(expected);
    }

    [Theory]
    [InlineData("slipway:abc", "abc")]
    [InlineData(":abc", "abc")]
    [InlineData("a:b:c", "b:c")]
    [InlineData("user:pässwörd", "pässwörd")]
    [InlineData("no colon", null)]
    [InlineData("user:", null)]
    public void Of_a_name_and_a_password_the_password_is_the_token(string credentials, string? expected)
    {
        var request = Request("");
        request.Headers.Authorization = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";

        CallerToken.Of(request).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic YQ")]
    public void Credentials_that_cannot_be_read_are_no_token(string authorization)
    {
        var request = Request("");
        request.Headers.Authorization = authorization;

        CallerToken.Of(request).ShouldBeNull();
    }

    private static HttpRequest Request(string query) => new DefaultHttpContext { Request = { QueryString = new QueryString(query) } }.Request;
}
