using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class AcrDialectTests
{
    [Fact]
    public void A_push_has_the_events_identity_and_time()
    {
        var push = new AcrDialect().Read(Sample.All["ACR"].Body).Single();

        push.EventId.ShouldBe("cb8c3971-9adc-488b-bdd8-43cbb4974ff5");
        push.PushedAt.ShouldBe(new DateTimeOffset(2026, 3, 9, 14, 44, 26, 343, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""{"id":"1","action":"ping"}""")]
    [InlineData("""{"id":"1","action":"chart_push","target":{"repository":"acme/chart","tag":"1"}}""")]
    [InlineData("""{"id":"1","action":"push","target":{"mediaType":"application/vnd.acme.layer","repository":"acme/web","tag":"1"}}""")]
    public void A_ping_a_chart_and_a_layer_are_nothing(string body) => new AcrDialect().Read(body).ShouldBeOfType<DialectResult.Nothing>();

    [Fact]
    public void Without_a_host_there_is_no_image() =>
        new AcrDialect().Read("""{"action":"push","target":{"repository":"acme/web","tag":"1"}}""").ShouldBeOfType<DialectResult.Malformed>().Field.ShouldBe("request.host");
}
