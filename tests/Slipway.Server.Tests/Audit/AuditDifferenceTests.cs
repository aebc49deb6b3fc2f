using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Server.Audit.Pages;
using Xunit;

namespace Slipway.Server.Tests.Audit;

public sealed class AuditDifferenceTests
{
    [Fact]
    public void Each_place_that_differs_is_a_line_of_its_own()
    {
        AuditDifference.Of(Json("""{"concurrency": 1, "stages": {"Build": {"tasks": {"Make": {"script": "a\nb"}}}, "Old": {}}}"""), Json("""{"concurrency": 2, "description": "", "stages": {"Build": {"tasks": {"Make": {"script": "a\nc"}}}}}""")).ShouldBe(
        [
            new AuditDifference("concurrency", "1", "2"),
            new AuditDifference("stages.Build.tasks.Make.script", "a\nb", "a\nc"),
            new AuditDifference("stages.Old", "{}", null),
            new AuditDifference("description", null, "\"\""),
        ]);
        AuditDifference.Of(null, Json("""{"role": "viewer"}""")).ShouldBe([new AuditDifference("role", null, "viewer")]);
        AuditDifference.Of(null, null).ShouldBeEmpty();
    }

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();
}
