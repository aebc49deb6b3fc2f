using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Shouldly;
using Slipway.Projects.Endpoints;
using Xunit;

namespace Slipway.Projects.Tests.Endpoints;

public sealed class PropertyCompletionTests
{
    private static readonly EndpointType Type = new("lamp", "Lamp",
    [
        new("url", "URL", "Where it hangs.") { Kind = PropertyKind.Url, IsDestination = true, IsRequired = true },
        new("authType", "Authentication", "How.") { Kind = PropertyKind.Choice, Choices = ["token", "password"], Default = "token" },
        new("token", "Token", "The lamp's token.") { IsSecret = true, IsRequired = true, When = new("authType", "token") },
        new("password", "Password", "The lamp's password.") { IsSecret = true, IsRequired = true, When = new("authType", "password") },
        new("watts", "Watts", "How bright.") { Kind = PropertyKind.Number, Range = (1, 100), Default = "40" },
        new("dim", "Dim", "Whether.") { Kind = PropertyKind.Boolean },
        new("room", "Room", "Which."),
        new("certificate", "Certificate", "Whose.") { Kind = PropertyKind.Pem },
        new("fingerprint", "Fingerprint", "Which.") { Kind = PropertyKind.Fingerprint },
        new("hostKey", "Host key", "Which.") { Kind = PropertyKind.HostKey },
        new("host", "Host", "Which.") { Kind = PropertyKind.Host },
        new("git", "Git", "Which.") { Kind = PropertyKind.Url, Schemes = ["https", "ssh"] },
    ]);

    [Fact]
    public void Defaults_are_added_and_numbers_and_booleans_become_text()
    {
        var completed = Complete(("url", "https://lamp.example"), ("token", "s3cret"), ("watts", 60), ("dim", true));

        completed.Problems.ShouldBeEmpty();
        completed.Properties.ShouldBe(
            new Dictionary<string, string> { ["url"] = "https://lamp.example", ["authType"] = "token", ["token"] = "s3cret", ["watts"] = "60", ["dim"] = "true" },
            ignoreOrder: true);
    }

    [Fact]
    public void What_is_needed_hangs_on_the_way_to_sign_in()
    {
        Complete(("url", "https://lamp.example")).Problem.ShouldBe("properties.token: must not be blank. The lamp's token.");
        Complete(("url", "https://lamp.example"), ("authType", "PASSWORD")).Problem.ShouldBe("properties.password: must not be blank. The lamp's password.");
        Complete(("url", "https://lamp.example"), ("authType", "password"), ("password", "x")).Problem.ShouldBeNull();
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Complete(("url", "lamp"), ("watts", "many"), ("colour", "red"), ("token", new JsonObject())).Problems.Select(problem => problem.Split(':')[0])
            .ShouldBe(["properties.colour", "properties.token", "properties.url", "properties.watts"]);

    [Theory]
    [InlineData("url", "ftp://lamp.example")]
    [InlineData("url", "https://user:pass@lamp.example")]
    [InlineData("url", "https://")]
    [InlineData("url", "//lamp.example")]
    [InlineData("url", "https://lamp.example/a b")]
    [InlineData("url", "javascript:alert(1)")]
    [InlineData("git", "git@github.com:")]
    [InlineData("git", "ssh://git:pass@github.com/acme/web")]
    [InlineData("git", "ext::sh -c id")]
    [InlineData("git", "file:///etc/passwd")]
    [InlineData("watts", "0")]
    [InlineData("watts", "101")]
    [InlineData("watts", "9999999999999999999999")]
    [InlineData("watts", "4.5")]
    [InlineData("dim", "perhaps")]
    [InlineData("authType", "magic")]
    [InlineData("certificate", "not pem")]
    [InlineData("fingerprint", "AB:CD")]
    [InlineData("hostKey", "MD5:00:11")]
    [InlineData("host", "a host")]
    [InlineData("host", "lamp.example/..")]
    [InlineData("room", "kitchen\r\nX-Injected: 1")]
    [InlineData("room", "kitchen\0")]
    [InlineData("room", "kitchen\u001b[31m")]
    [InlineData("room", "kitchen\u2028hall")]
    [InlineData("room", "kitchen\ud800")]
    [InlineData("token", "two\nlines")]
    [InlineData("certificate", "-----BEGIN CERTIFICATE-----\n\u0007")]
    public void A_value_that_cannot_be_is_refused_by_its_name(string name, string value)
    {
        var completed = Complete(("url", "https://lamp.example"), ("token", "s3cret"), (name, value));

        completed.Problems.ShouldHaveSingleItem().ShouldStartWith($"properties.{name}: ");
        completed.Problem!.Any(char.IsControl).ShouldBeFalse();
    }

    [Theory]
    [InlineData("git", "git@github.com:acme/web.git")]
    [InlineData("git", "ssh://git@github.com:2222/acme/web.git")]
    [InlineData("url", "http://[::1]:8080/path")]
    [InlineData("host", "::1")]
    [InlineData("host", "lamp-1.example")]
    [InlineData("fingerprint", "AA:bb:CC:dd:EE:ff:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99")]
    [InlineData("hostKey", "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("room", "Küche 🍳")]
    public void A_value_that_can_be_is_kept_as_it_is(string name, string value)
    {
        var completed = Complete(("url", "https://lamp.example"), ("token", "s3cret"), (name, value));

        completed.Problem.ShouldBeNull();
        completed.Properties[name].ShouldBe(value);
    }

    [Fact]
    public void A_value_may_be_64_KiB_long_and_no_longer()
    {
        Complete(("url", "https://lamp.example"), ("token", "t"), ("room", new string('a', 64 * 1024))).Problem.ShouldBeNull();
        Complete(("url", "https://lamp.example"), ("token", "t"), ("room", new string('ä', (32 * 1024) + 1)))
            .Problem.ShouldBe("properties.room: has 65538 bytes; at most 65536 are kept.");
    }

    [Fact]
    public void A_line_end_that_was_pasted_along_is_no_part_of_the_value() =>
        Complete(("url", "https://lamp.example\n"), ("token", "s3cret\r\n")).Properties["token"].ShouldBe("s3cret");

    [Fact]
    public void A_masked_or_missing_secret_means_the_stored_one()
    {
        var kept = Kept("https://lamp.example", "stored");

        Complete(kept, ("url", "https://lamp.example/elsewhere"), ("token", "******")).Properties["token"].ShouldBe("stored");
        Complete(kept, ("url", "https://lamp.example")).Properties["token"].ShouldBe("stored");
        Complete(kept, ("url", "https://lamp.example"), ("token", "new")).Properties["token"].ShouldBe("new");
        Complete(("url", "https://lamp.example"), ("token", "******")).Problem.ShouldBe(
            "properties.token: comes masked, and nothing is stored that it could stand for. Give the value.");
    }

    [Theory]
    [InlineData("https://thief.example")]
    [InlineData("http://lamp.example")]
    [InlineData("https://lamp.example:8443")]
    public void A_stored_secret_is_not_taken_along_to_another_place(string url)
    {
        var kept = Kept("https://lamp.example", "stored");

        Complete(kept, ("url", url), ("token", "******")).Problem.ShouldBe(
            "properties.token: the stored value is not sent to another place, and url has changed. Give the value anew.");
        Complete(kept, ("url", url)).Problem.ShouldBe("properties.token: must not be blank. The lamp's token.");
    }

    [Fact]
    public void No_secret_stands_in_a_problem() =>
        new EndpointType("x", "X", [.. Enum.GetValues<PropertyKind>().Select(kind => new EndpointProperty(kind.ToString(), "", "") { Kind = kind, IsSecret = kind is not PropertyKind.Choice })])
            .Complete(Enum.GetValues<PropertyKind>().Where(kind => kind is not PropertyKind.Choice).Select(kind => KeyValuePair.Create(kind.ToString(), (JsonNode?)"hunter2\u0001")))
            .Problems.ShouldAllBe(problem => !problem.Contains("hunter2"));

    [Fact]
    public void Whatever_is_given_nothing_is_thrown_and_the_problems_are_few_and_printable() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, Type.Properties.Length - 1].Select(index => Type.Properties[index].Name), Gen.String), Gen.String).Array[0, 20].Sample(given =>
        {
            var completed = Type.Complete(given.Select(pair => KeyValuePair.Create(pair.Item1, (JsonNode?)JsonValue.Create(pair.Item2))), Kept("https://lamp.example", "stored"));
            completed.Problems.Length.ShouldBeLessThanOrEqualTo(10);
            (completed.Problem ?? "").Any(char.IsControl).ShouldBeFalse();
        });

    private static CompletedProperties Complete(params (string Name, JsonNode? Value)[] given) => Complete(null, given);

    private static CompletedProperties Complete(ImmutableDictionary<string, string>? kept, params (string Name, JsonNode? Value)[] given) =>
        Type.Complete(given.GroupBy(pair => pair.Name).Select(group => KeyValuePair.Create(group.Key, group.Last().Value)), kept);

    private static ImmutableDictionary<string, string> Kept(string url, string token) =>
        ImmutableDictionary<string, string>.Empty.Add("url", url).Add("authType", "token").Add("token", token);
}
