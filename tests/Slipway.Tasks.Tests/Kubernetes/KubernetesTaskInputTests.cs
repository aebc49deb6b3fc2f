using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Tasks.Kubernetes;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes;

public sealed class KubernetesTaskInputTests
{
    [Fact]
    public void The_keys_of_an_old_export_are_read()
    {
        var input = Read("""{"action":"CREATE","timeout":"15","continueOnConflict":true,"yaml":"kind: x","filePath":"","scmConstants":{},"commit":"","namespace":"","filterByLabel":"","revision":"n-1"}""").Value!;
        input.ShouldBe(new KubernetesTaskInput(KubernetesAction.Create, TimeSpan.FromMinutes(15), true, "kind: x", "default"));
    }

    [Fact]
    public void Five_minutes_is_the_timeout_when_none_is_given() =>
        Read("""{"action":"apply","yaml":"x"}""").Value!.Timeout.ShouldBe(TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData("0")]
    [InlineData("1441")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"soon\"")]
    [InlineData("[]")]
    [InlineData("true")]
    public void A_timeout_that_is_none_is_refused(string timeout) =>
        Read($$"""{"action":"APPLY","yaml":"x","timeout":{{timeout}} }""").Problem.ShouldBe($"input 'timeout' is {timeout}: it must be a whole number of minutes from 1 to 1440.");

    [Theory]
    [InlineData("""{"yaml":"x"}""", "input 'action' is missing: it must be GET, CREATE, APPLY or DELETE.")]
    [InlineData("""{"action":"ROLLBACK","yaml":"x"}""", "input 'action' is ROLLBACK, which this version does not have: it has GET, CREATE, APPLY and DELETE.")]
    [InlineData("""{"action":"EXPLODE","yaml":"x"}""", "input 'action' is 'EXPLODE': it must be GET, CREATE, APPLY or DELETE.")]
    [InlineData("""{"action":"APPLY","yaml":""}""", "input 'yaml' is empty: it must hold the manifest to work on.")]
    [InlineData("""{"action":"APPLY","filePath":"a.yaml"}""", "input 'filePath' asks for a manifest from source control, which this version cannot read: put the manifest into 'yaml'.")]
    [InlineData("""{"action":"CREATE","yaml":"x","continueOnConflict":"maybe"}""", "input 'continueOnConflict' is \"maybe\": it must be true or false.")]
    [InlineData("""{"action":"CREATE","yaml":"x","namespace":"../x"}""", "input 'namespace' is '../x': it must be at most 63 lower-case letters, digits and dashes.")]
    public void What_is_wrong_is_named_with_what_would_be_right(string json, string problem) => Read(json).Problem.ShouldBe(problem);

    private static Checked<KubernetesTaskInput> Read(string json) => KubernetesTaskInput.Read(JsonNode.Parse(json)!.AsObject());
}
