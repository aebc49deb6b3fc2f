using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class EcrDialectTests
{
    private readonly EcrDialect dialect = new();

    [Fact]
    public void A_push_has_the_events_identity_and_time()
    {
        var push = dialect.Read(Sample.Ecr("PUSH", "SUCCESS")).Single();

        push.EventId.ShouldBe("13cde686-328b-6117-af20-0e5566167482");
        push.PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("PUSH", "FAILURE")]
    [InlineData("DELETE", "SUCCESS")]
    public void A_failure_and_a_deletion_are_nothing(string action, string result) => dialect.Read(Sample.Ecr(action, result)).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void Another_event_of_amazon_is_nothing() => dialect.Read("""{"detail-type":"ECR Image Scan","detail":{}}""").ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void China_has_another_domain() =>
        dialect.Read(Sample.Ecr("PUSH", "SUCCESS").Replace("eu-west-1", "cn-north-1", StringComparison.Ordinal)).Single().Repository.Registry.ShouldBe("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn");

    [Theory]
    [InlineData("evil.example/x")]
    [InlineData("eu-west-1@evil.example")]
    public void A_region_that_would_lead_elsewhere_is_refused(string region) =>
        dialect.Read(Sample.Ecr("PUSH", "SUCCESS").Replace("eu-west-1", region, StringComparison.Ordinal)).ShouldBeOfType<DialectResult.Malformed>().Reason.ShouldContain("is no registry");
}
