using Shouldly;
using Slipway.Tasks.Kubernetes.Rollouts;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes.Rollouts;

public sealed class PullCauseTests
{
    [Theory]
    [InlineData("Back-off pulling image \"acme/web:nope\"", false)]
    [InlineData("Error: ImagePullBackOff", false)]
    [InlineData("Back-off pulling image \"acme/web:nope\": ErrImagePull: not found", true)]
    [InlineData("manifest for acme/web:nope not found", true)]
    public void A_bare_back_off_tells_no_cause(string message, bool tells) => PullCause.Tells(message).ShouldBe(tells);

    [Theory]
    [InlineData("Back-off pulling image \"a:b\": ErrImagePull: rpc error: code = NotFound desc = a:b: not found", "a:b: not found")]
    [InlineData("rpc error: code = Unknown desc = Error response from daemon: manifest for acme/web:nope not found", "manifest for acme/web:nope not found")]
    [InlineData("Back-off pulling image \"a:b\"", "Back-off pulling image \"a:b\"")]
    public void The_registrys_words_are_kept_and_the_wrapping_is_not(string message, string cause) => PullCause.Shorten(message).ShouldBe(cause);

    [Fact]
    public void The_latest_event_with_a_cause_is_told() =>
        PullCause.FromEvents(
        [
            Scenes.Json("""{"reason":"Failed","lastTimestamp":"2026-01-01T00:00:01Z","message":"Failed to pull image \"a:b\": rpc error: code = Unknown desc = no such host"}"""),
            Scenes.Json("""{"reason":"Failed","lastTimestamp":"2026-01-01T00:00:05Z","message":"Failed to pull image \"a:b\": rpc error: code = NotFound desc = a:b: not found"}"""),
            Scenes.Json("""{"reason":"Failed","lastTimestamp":"2026-01-01T00:00:09Z","message":"Error: ImagePullBackOff"}"""),
            Scenes.Json("""{"reason":"BackOff","lastTimestamp":"2026-01-01T00:00:09Z","message":"Back-off pulling image \"a:b\""}"""),
        ]).ShouldBe("a:b: not found");
}
