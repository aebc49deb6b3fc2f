using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class QuayDialectTests
{
    private readonly QuayDialect dialect = new();

    [Fact]
    public void Each_updated_tag_is_a_push() =>
        dialect.Read("""{"docker_url":"quay.io/acme/web","updated_tags":["1.0","latest","1.0"]}""").Names().ShouldBe(["quay.io/acme/web:1.0", "quay.io/acme/web:latest"]);

    [Fact]
    public void A_quay_in_another_house_is_not_taken_for_quay_io() =>
        dialect.Read("""{"docker_url":"quay.acme.example:8443/acme/web","updated_tags":["1.0"]}""").Single().Repository.Registry.ShouldBe("quay.acme.example:8443");

    [Theory]
    [InlineData("""{"docker_url":"quay.io/acme/web","updated_tags":[]}""")]
    [InlineData("""{"docker_url":"quay.io/acme/web","build_id":"1"}""")]
    [InlineData("""{"docker_url":"quay.io/acme/web","vulnerability":{}}""")]
    public void What_updates_no_tag_is_nothing(string body) => dialect.Read(body).ShouldBeOfType<DialectResult.Nothing>();

    [Theory]
    [InlineData("""{"docker_url":"quay.io/acme/web"}""", "updated_tags")]
    [InlineData("""{"docker_url":"quay.io/acme/web","updated_tags":"latest"}""", "updated_tags")]
    [InlineData("""{"docker_url":"quay.io/acme/web","updated_tags":[7]}""", "updated_tags[0]")]
    [InlineData("""{"updated_tags":["1"]}""", "docker_url")]
    [InlineData("""{"docker_url":"acme","updated_tags":["1"]}""", "docker_url")]
    public void What_cannot_be_read_names_its_field(string body, string field) => dialect.Read(body).ShouldBeOfType<DialectResult.Malformed>().Field.ShouldBe(field);
}
