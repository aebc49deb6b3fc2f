using System.Globalization;
using System.Text;
using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Slipway.Registries.Tests.Payloads;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class DockerHubDialectTests
{
    private static readonly DateTimeOffset Documented = new(2014, 12, 3, 0, 22, 41, TimeSpan.Zero);

    [Fact]
    public void The_documented_payload_is_read_as_printed_and_says_what_was_mended()
    {
        var pushed = Read(Payload.AsPrinted).ShouldBeOfType<DialectResult.Pushed>();

        ShouldBeTheDocumentedPush(pushed);
        var at = Encoding.UTF8.GetString(Payload.AsPrinted).IndexOf("\\]", StringComparison.Ordinal);
        pushed.Repair.ShouldBe($"mended 1 illegal character in JSON strings: '\\]' at byte {at} read as ']'");
    }

    [Fact]
    public void The_corrected_payload_needs_no_repair()
    {
        var pushed = Read(Payload.Corrected).ShouldBeOfType<DialectResult.Pushed>();

        ShouldBeTheDocumentedPush(pushed);
        pushed.Repair.ShouldBeNull();
    }

    [Fact]
    public void The_payload_of_today_has_a_whole_number_of_seconds_and_no_images()
    {
        var pushed = Read(Payload.Today).ShouldBeOfType<DialectResult.Pushed>();

        ShouldBeTheDocumentedPush(pushed);
        pushed.Repair.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"no address\"")]
    [InlineData("7")]
    [InlineData("null")]
    public void What_is_no_address_to_be_called_back_at_is_none(string url) =>
        Single($$$"""{"callback_url":{{{url}}},"push_data":{"tag":"1"},"repository":{"repo_name":"a/b"}}""").Callback.ShouldBeNull();

    [Theory]
    [InlineData("1417566161", "2014-12-03T00:22:41Z")]
    [InlineData("1.417566161e+09", "2014-12-03T00:22:41Z")]
    [InlineData("1417566161.25", "2014-12-03T00:22:41.25Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("-1", "1969-12-31T23:59:59Z")]
    [InlineData("null", null)]
    [InlineData("1417566161000", null)]
    [InlineData("1e400", null)]
    [InlineData("-1e400", null)]
    [InlineData("123456789012345678901234567890", null)]
    public void A_time_outside_the_calendar_is_no_reason_to_lose_a_push(string pushedAt, string? expected)
    {
        var pushed = Read($$$"""{"push_data":{"tag":"1","pushed_at":{{{pushedAt}}}},"repository":{"repo_name":"a/b"}}""").ShouldBeOfType<DialectResult.Pushed>();

        pushed.Pushes.ShouldHaveSingleItem().PushedAt.ShouldBe(
            expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("svendowideit/testhook", "svendowideit", "testhook", "svendowideit/testhook")]
    [InlineData("library/nginx", "library", "nginx", "nginx")]
    [InlineData("nginx", "library", "nginx", "nginx")]
    [InlineData("foo.bar/web", "foo.bar", "web", "docker.io/foo.bar/web")]
    public void A_repository_is_at_docker_hub_whatever_its_name_looks_like(string name, string owner, string last, string written)
    {
        var repository = Single($$$"""{"push_data":{"tag":"1"},"repository":{"repo_name":"{{{name}}}"}}""").Repository;

        repository.Registry.ShouldBe("docker.io");
        repository.Namespace.ShouldBe(owner);
        repository.Name.ShouldBe(last);
        repository.ToString().ShouldBe(written);
    }

    [Fact]
    public void Only_tag_and_repository_are_needed()
    {
        var push = Single("""{"push_data":{"tag":"1.0.0"},"repository":{"repo_name":"acme/web"}}""");

        push.ShouldBe(new ImagePushed(new ImageRepository("docker.io", "acme", "web"), new Tag("1.0.0"), null, null, "", "acme"));
    }

    [Theory]
    [InlineData("""{"push_data":{"tag":"1","pusher":7},"repository":{"repo_name":"acme/web","owner":[]}}""")]
    [InlineData("""{"push_data":{"tag":"1","pusher":"\ud800"},"repository":{"repo_name":"acme/web","owner":"a\u0000b"}}""")]
    public void What_is_not_needed_may_be_wrong(string body)
    {
        var push = Single(body);

        push.PushedBy.ShouldBe("");
        push.Owner.ShouldBe("acme");
    }

    [Theory]
    [InlineData("""{}""", "push_data.tag", "missing, and so is all of 'push_data'")]
    [InlineData("""{"push_data":[],"repository":{"repo_name":"a/b"}}""", "push_data.tag", "'push_data' is a JSON array and no object")]
    [InlineData("""{"push_data":{},"repository":{"repo_name":"a/b"}}""", "push_data.tag", "missing")]
    [InlineData("""{"push_data":{"tag":null},"repository":{"repo_name":"a/b"}}""", "push_data.tag", "missing")]
    [InlineData("""{"push_data":{"tag":""},"repository":{"repo_name":"a/b"}}""", "push_data.tag", "empty")]
    [InlineData("""{"push_data":{"tag":7},"repository":{"repo_name":"a/b"}}""", "push_data.tag", "a JSON number and no string")]
    [InlineData("""{"push_data":{"tag":"\ud800"},"repository":{"repo_name":"a/b"}}""", "push_data.tag", "no readable text")]
    [InlineData("""{"push_data":{"tag":"$(reboot)"},"repository":{"repo_name":"a/b"}}""", "push_data.tag", "'$' at position 1")]
    [InlineData("""{"push_data":{"tag":"1"}}""", "repository.repo_name", "missing")]
    [InlineData("""{"push_data":{"tag":"1"},"repository":{"repo_name":{}}}""", "repository.repo_name", "a JSON object and no string")]
    [InlineData("""{"push_data":{"tag":"1"},"repository":{"repo_name":"Acme/Web"}}""", "repository.repo_name", "did you mean 'acme/web'?")]
    [InlineData("""{"push_data":{"tag":"1"},"repository":{"repo_name":"a/b/c"}}""", "repository.repo_name", "a namespace and a name")]
    [InlineData("""{"push_data":{"tag":"1"},"repository":{"repo_name":"/web"}}""", "repository.repo_name", "no repository name")]
    [InlineData("""{"push_data":{"tag":"1"},"repository":{"repo_name":"web/"}}""", "repository.repo_name", "ends in '/'")]
    [InlineData("""{"push_data":{"tag":"1"},"repository":{"repo_name":"acme/web:1"}}""", "repository.repo_name", "':' at position 9")]
    [InlineData("""{"push_data":{"tag":"1","pushed_at":"now"},"repository":{"repo_name":"a/b"}}""", "push_data.pushed_at", "a JSON string")]
    [InlineData("""[]""", null, "a JSON array")]
    [InlineData("""7""", null, "a JSON number")]
    [InlineData("", null, "empty")]
    [InlineData("""   """, null, "empty")]
    [InlineData("""tag=latest""", null, "not JSON at line 1, byte 2")]
    [InlineData("""{"push_data":{"tag":"1"}""", null, "not JSON")]
    [InlineData("""{"a":1,}""", null, "not JSON")]
    [InlineData("""{'a':1}""", null, "not JSON")]
    [InlineData("""{"a":1} {"a":1}""", null, "not JSON")]
    [InlineData("""{"a":1 /* b */}""", null, "not JSON")]
    [InlineData("""{"push_data":{"tag":"1","tag":"2"},"repository":{"repo_name":"a/b"}}""", null, "Duplicate")]
    [InlineData("""{"a\q":1""", null, "tried after this: mended 1 illegal character")]
    public void What_cannot_be_read_names_the_field_and_what_would_be_right(string body, string? field, string reason)
    {
        var malformed = Read(body).ShouldBeOfType<DialectResult.Malformed>();

        malformed.Field.ShouldBe(field);
        malformed.Reason.ShouldContain(reason);
        malformed.Reason.Length.ShouldBeLessThan(600);
    }

    [Fact]
    public void Illegal_escapes_and_raw_control_characters_in_strings_are_all_that_is_mended()
    {
        var pushed = Read("{\"push_data\":{\"tag\":\"1\\.0\"},\"repository\":{\"repo_name\":\"a\\/b\",\"dockerfile\":\"a\nb\tc\\x\\u12\"}}").ShouldBeOfType<DialectResult.Pushed>();

        pushed.Pushes.ShouldHaveSingleItem().Tag.Value.ShouldBe("1.0");
        pushed.Repair.ShouldBe(
            "mended 5 illegal characters in JSON strings: '\\.' at byte 22 read as '.'; raw control character \\u000a at byte 76 kept as text; raw control character \\u0009 at byte 78 kept as text, and 2 more");
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        var pushed = Read([0xef, 0xbb, 0xbf, .. Payload.Corrected]).ShouldBeOfType<DialectResult.Pushed>();

        pushed.Repair.ShouldBeNull();
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_named_with_their_position()
    {
        var malformed = Read([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]).ShouldBeOfType<DialectResult.Malformed>();

        malformed.Field.ShouldBeNull();
        malformed.Reason.ShouldContain("byte 6 (0xff)");
    }

    [Fact]
    public void A_body_over_one_mebibyte_is_not_read()
    {
        var malformed = Read([.. Payload.Corrected, .. Enumerable.Repeat((byte)' ', 1024 * 1024)]).ShouldBeOfType<DialectResult.Malformed>();

        malformed.Reason.ShouldContain("at most 1048576");
    }

    [Fact]
    public void A_body_that_nests_without_end_is_not_followed()
    {
        var body = "{\"a\":" + new string('[', 100_000);

        Read(body).ShouldBeOfType<DialectResult.Malformed>().Reason.ShouldContain("depth");
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void What_is_not_needed_may_nest_so_deep_and_no_deeper(int arrays, bool isRead)
    {
        var body = $$$"""{"push_data":{"tag":"1"},"repository":{"repo_name":"a/b"},"more":{{{new string('[', arrays)}}}{{{new string(']', arrays)}}}}""";

        (Read(body) is DialectResult.Pushed).ShouldBe(isRead);
    }

    private static void ShouldBeTheDocumentedPush(DialectResult.Pushed pushed) =>
        pushed.Pushes.ShouldHaveSingleItem().ShouldBe(new ImagePushed(
            new ImageRepository("docker.io", "svendowideit", "testhook"), new Tag("latest"), null, Documented, "trustedbuilder", "svendowideit")
        {
            Callback = new Uri("https://registry.hub.docker.com/u/svendowideit/testhook/hook/2141b5bi5i5b02bec211i4eeih0242eg11000a/"),
        });

    private static ImagePushed Single(string body) => Read(body).ShouldBeOfType<DialectResult.Pushed>().Pushes.ShouldHaveSingleItem();

    private static DialectResult Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    private static DialectResult Read(byte[] body) => new DockerHubDialect().Read(new RegistryMessage(MessageHeaders.None, body));
}
