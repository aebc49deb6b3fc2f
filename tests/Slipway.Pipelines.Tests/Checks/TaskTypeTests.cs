using Shouldly;
using Slipway.Pipelines.TaskTypes;
using Xunit;

namespace Slipway.Pipelines.Tests.Checks;

public sealed class TaskTypeTests
{
    [Theory]
    // Keys and types.
    [InlineData("K8S", "action: APPLY, tiemout: 5", "warning SW1113: Task 'T' of stage 'S': 'tiemout' is no key of 'input' of a task of type K8S; it is kept and not read. Did you mean 'timeout'?")]
    [InlineData("K8S", "action: APLY", "error SW1115: Task 'T' of stage 'S': 'action' must be one of APPLY, CREATE, GET, DELETE, ROLLBACK, not 'APLY'. Did you mean 'APPLY'?")]
    [InlineData("K8S", "action: apply, timeout: 0", "error SW1115: Task 'T' of stage 'S': 'timeout' must be a whole number from 1 to 1440, not '0'.")]
    [InlineData("K8S", "action: apply, timeout: soon", "error SW1115: Task 'T' of stage 'S': 'timeout' must be a whole number from 1 to 1440, not 'soon'.")]
    [InlineData("K8S", "action: apply, timeout: [5]", "'timeout' must be a whole number from 1 to 1440, not a list.")]
    [InlineData("K8S", "timeout: 5", "warning SW1114: Task 'T' of stage 'S' has no 'action' in 'input', and cannot run without one. It must be one of APPLY, CREATE, GET, DELETE, ROLLBACK.")]
    [InlineData("K8S", "action: APPLY, continueOnConflict: perhaps", "'continueOnConflict' must be true or false, not 'perhaps'.")]
    [InlineData("REST", "action: get, url: 'http://a', headers: text", "'headers' must be a map, not 'text'.")]
    [InlineData("REST", "action: get, url: ''", "has no 'url' in 'input', and cannot run without one. Where to.")]
    [InlineData("CI", "steps: {a: b}", "'steps' must be a list of texts, not a map.")]
    [InlineData("CI", "steps: [[a]]", "each item of 'steps' must be a text, not a list.")]
    [InlineData("POLL", "url: 'http://a', exitCriteria: {sucess: a == 1}", "'sucess' is no key of 'input.exitCriteria' of a task of type POLL; it is kept and not read. Did you mean 'success'?")]
    [InlineData("POLL", "url: 'http://a', pollIntervalSeconds: 0, exitCriteria: {success: a == 1}", "'pollIntervalSeconds' must be a whole number from 1 to 86400, not '0'.")]
    [InlineData("POLL", "url: 'http://a', exitCriteria: {success: a = 1}", "error SW1204: Task 'T' of stage 'S': 'success' cannot be read.")]
    [InlineData("Condition", "condition: '(1 == 1'", "error SW1204: Task 'T' of stage 'S': 'condition' cannot be read.")]
    [InlineData("UserOperation", "summary: go?, expirationUnit: WEEKS", "'expirationUnit' must be one of DAYS, HOURS, MINUTES, not 'WEEKS'.")]
    [InlineData("k8s", "action: APPLY", "error SW1109: Task 'T' of stage 'S' has the type 'k8s', which is not known. Did you mean 'K8S'?")]
    [InlineData("Banana", "a: b", "error SW1109: Task 'T' of stage 'S' has the type 'Banana', which is not known. Known are K8S, REST, POLL")]
    public void What_a_task_of_that_type_cannot_take_is_told(string type, string input, string says) =>
        Read(type, input).Diagnostics.Select(d => d.ToString()).ShouldContain(d => d.Contains(says, StringComparison.Ordinal), Told(type, input));

    [Theory]
    [InlineData("K8S", "action: apply, timeout: '5', yaml: '', scmConstants: {}, continueOnConflict: 'false'")]
    [InlineData("K8S", "action: '${input.action}', timeout: '${input.minutes}'")]
    [InlineData("CI", "steps: [], export: []", false)]
    [InlineData("CI", "steps: echo, export: [ ]")]
    [InlineData("REST", "action: GET, url: '${input.url}', headers: []")]
    [InlineData("POLL", "url: 'http://a', exitCriteria: {success: \"status == 'OK'\", failure: \"status == 'KO'\"}")]
    [InlineData("Jenkins", "job: build, anything: else")]
    [InlineData("UserOperation", "summary: go?, expiration: 3, expirationUnit: DAYS, approvers: ['${requestBy}']")]
    public void What_exports_have_is_taken(string type, string input, bool silent = true) =>
        Read(type, input).Diagnostics.Where(d => silent || d.Code is not "SW1114").ShouldBeEmpty();

    [Fact]
    public void What_is_mended_later_is_an_error_in_the_editor()
    {
        var yaml = Yaml("K8S", "timeout: 5").Replace("T:", "'T!':", StringComparison.Ordinal).Replace("[T]", "['T!']", StringComparison.Ordinal);

        DocumentFile.Read(yaml).Diagnostics.Select(d => (d.Code, d.Severity)).ShouldBe([("SW1111", Severity.Warning), ("SW1114", Severity.Warning)]);
        DocumentFile.Read(yaml, new ReadOptions { Strictness = Strictness.Editor }).Diagnostics.Select(d => (d.Code, d.Severity)).ShouldBe([("SW1111", Severity.Error), ("SW1114", Severity.Error)]);
        DocumentFile.Read(yaml).Diagnostics[0].ToString().ShouldEndWith("The name of task 'T!' of stage 'S' has a '!'. Names of tasks are made of letters, digits, spaces, '-' and '_'.");
    }

    [Fact]
    public void A_diagnostic_tells_the_way_to_its_place() =>
        Read("K8S", "action: APPLY, timeout: 0").Diagnostics.ShouldHaveSingleItem().Path.ShouldBe("stages.S.tasks.T.input.timeout");

    [Fact]
    public void Every_type_describes_itself()
    {
        KnownTaskTypes.All.Count.ShouldBe(15);
        foreach (var type in KnownTaskTypes.All.Values)
        {
            type.Description.ShouldEndWith(".");
            type.Fields.Select(f => f.Name).ShouldBeUnique();
            type.Fields.ShouldAllBe(f => f.Description.EndsWith('.') && (f.Kind != FieldKind.Choice || !f.Choices.IsEmpty) && (f.Kind != FieldKind.Group || !f.Fields.IsEmpty));
            type.Endpoints.ShouldAllBe(e => e.Description.EndsWith('.'));
            (type.NeverTriedAgain?.EndsWith('.')).ShouldNotBe(false);
        }
    }

    private static ReadResult Read(string type, string input) => DocumentFile.Read(Yaml(type, input));

    private static string Told(string type, string input) => string.Join('\n', Read(type, input).Diagnostics);

    private static string Yaml(string type, string input)
    {
        var endpoints = KnownTaskTypes.All.TryGetValue(type, out var known) ? string.Join(", ", known.Endpoints.Where(e => e.IsRequired).Select(e => $"{e.Name}: any")) : "";
        return $$"""
            project: P
            kind: PIPELINE
            name: N
            input: {action: apply, minutes: 5, url: ''}
            stageOrder: [S]
            stages:
              S:
                taskOrder: [T]
                tasks:
                  T:
                    type: {{type}}
                    endpoints: { {{endpoints}} }
                    input: { {{input}} }

            """;
    }
}
