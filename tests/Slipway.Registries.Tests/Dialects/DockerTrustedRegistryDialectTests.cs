using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class DockerTrustedRegistryDialectTests
{
    private readonly DockerTrustedRegistryDialect dialect = new();
    private readonly string body = Sample.All["Docker_Trusted_Registry"].Body;

    [Theory]
    [InlineData("dtr.acme.example/acme/web:1.0", "dtr.acme.example")]
    [InlineData("dtr.acme.example:4443/acme/web:1.0", "dtr.acme.example:4443")]
    [InlineData("acme/web:1.0", UnnamedRegistry.Host)]
    [InlineData("dtr.acme.example/other/web:1.0", UnnamedRegistry.Host)]
    public void The_host_stands_before_the_very_repository_or_is_not_named(string imageName, string host) =>
        dialect.Read(body.Replace("dtr.acme.example/acme/web:1.0", imageName, StringComparison.Ordinal)).Single().Repository.Registry.ShouldBe(host);

    [Theory]
    [InlineData("MANIFEST_PUSH")]
    [InlineData("SCAN_COMPLETED")]
    [InlineData("TAG_DELETE")]
    public void What_is_no_push_of_a_tag_is_nothing(string type) => dialect.Read(body.Replace("TAG_PUSH", type, StringComparison.Ordinal)).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void The_time_is_that_of_the_push() => dialect.Read(body).Single().PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, TimeSpan.Zero));
}
