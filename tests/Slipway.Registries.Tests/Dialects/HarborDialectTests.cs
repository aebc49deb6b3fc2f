using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class HarborDialectTests
{
    private readonly HarborDialect dialect = new();

    [Theory]
    [InlineData("PUSH_ARTIFACT")]
    [InlineData("pushImage")]
    public void Both_versions_tell_of_a_push(string type)
    {
        var push = dialect.Read(Sample.Harbor(type)).Single();

        push.PushedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1582640688));
        push.PushedBy.ShouldBe("ann");
    }

    [Fact]
    public void A_cloud_event_has_an_identity()
    {
        var push = dialect.Read("""{"specversion":"1.0","id":"66379cc4","type":"harbor.artifact.pushed","time":"2026-03-09T14:44:26Z","operator":"ann","data":{"resources":[{"tag":"1.0","resource_url":"harbor.acme.example/acme/web:1.0"}]}}""").Single();

        push.EventId.ShouldBe("66379cc4");
        push.PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, TimeSpan.Zero));
    }

    [Fact]
    public void All_resources_are_read_and_those_without_a_tag_left_out() =>
        dialect.Read($$$"""{"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"1","resource_url":"h.example/p/web:1"},{"tag":"2","resource_url":"h.example/p/web:2"},{"tag":"{{{Sample.Digest}}}","resource_url":"h.example/p/web@{{{Sample.Digest}}}"}]}}""")
            .Names().ShouldBe(["h.example/p/web:1", "h.example/p/web:2"]);

    [Theory]
    [InlineData("harbor/library/web:1", "'harbor' is no registry")]
    [InlineData("web", "names no host")]
    [InlineData("h.example/", "names no host")]
    public void A_name_without_a_host_is_not_taken_for_one_at_docker_hub(string url, string reason)
    {
        var malformed = dialect.Read($$$"""{"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"1","resource_url":"{{{url}}}"}]} }""").ShouldBeOfType<DialectResult.Malformed>();

        malformed.Field.ShouldBe("event_data.resources[0].resource_url");
        malformed.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("SCANNING_COMPLETED")]
    [InlineData("PULL_ARTIFACT")]
    [InlineData("deleteImage")]
    public void What_is_no_push_is_nothing(string type) => dialect.Read(Sample.Harbor(type)).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void A_push_of_nothing_is_malformed() =>
        dialect.Read("""{"type":"PUSH_ARTIFACT"}""").ShouldBeOfType<DialectResult.Malformed>().Field.ShouldBe("event_data.resources");
}
