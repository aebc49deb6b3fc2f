using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class DiagnosticTests
{
    [Theory]
    // Keys that must be there.
    [InlineData("project: P\n", "", "1:1: error SW1008: Pipeline 'N' has no 'project'. Write the name of the project that owns the pipeline.")]
    [InlineData("project: P", "proejct: P", "1:1: error SW1008: Pipeline 'N' has no 'project'. Is 'proejct' meant to be 'project'? Write the name of the project that owns the pipeline.")]
    [InlineData("name: N", "name: ' '", "3:1: error SW1008: Pipeline ' ' has an empty 'name'. Write a name that is unique within the project.")]
    [InlineData("kind: PIPELINE\n", "", "1:1: error SW1008: Document 'N' has no 'kind'. Write 'kind: PIPELINE', or another of PIPELINE, ENDPOINT, VARIABLE, CUSTOM_INTEGRATION, DOCKER_WEBHOOK.")]
    [InlineData("stageOrder:\n- Build\n", "", "1:1: error SW1008: Pipeline 'N' has no 'stageOrder'. Write 'stageOrder: [Build]' in the order they run.")]
    [InlineData("        type: REST\n", "", "13:7: error SW1108: Task 'Publish' of stage 'Build' has no 'type'. Write what it does, such as 'type: K8S' or 'type: REST'.")]
    [InlineData("type: REST", "type:", "13:7: error SW1108: Task 'Publish' of stage 'Build' has no 'type'. Write what it does, such as 'type: K8S' or 'type: REST'.")]
    // Kinds.
    [InlineData("PIPELINE", "PIPLINE", "2:7: error SW1009: The kind 'PIPLINE' is not known; known are PIPELINE, ENDPOINT, VARIABLE, CUSTOM_INTEGRATION, DOCKER_WEBHOOK. Did you mean 'PIPELINE'?")]
    [InlineData("PIPELINE", "pipeline", "2:7: error SW1009: The kind 'pipeline' is not known; known are PIPELINE, ENDPOINT, VARIABLE, CUSTOM_INTEGRATION, DOCKER_WEBHOOK. Did you mean 'PIPELINE'?")]
    [InlineData("kind: PIPELINE", "kind: [PIPELINE]", "2:7: error SW1007: 'kind' of document 'N' must be a text such as PIPELINE, not a list.")]
    // Orders.
    [InlineData("- Build\n", "- Biuld\n", "7:3: error SW1101: 'stageOrder' of pipeline 'N' names stage 'Biuld', but 'stages' has none of that name. Did you mean 'Build'?")]
    [InlineData("- Build\n", "- Build\n- Build\n", "8:3: error SW1103: 'stageOrder' of pipeline 'N' names stage 'Build' twice. A stage runs once; take one of them out.")]
    [InlineData("- Publish\n", "- Publish,Notify all\n", "11:7: error SW1104: 'taskOrder' of stage 'Build' names task 'Notify all', but 'tasks' has none of that name. Add it to 'tasks', or take it out of 'taskOrder'.")]
    [InlineData("- Publish\n", "- Publish, Publish\n", "11:7: error SW1106: 'taskOrder' of stage 'Build' names task 'Publish' twice. A task runs once; take one of them out.")]
    [InlineData("- Publish\n", "- Publish,\n", "11:7: error SW1110: 'taskOrder' of stage 'Build' has an item that names no task: 'Publish,'. Commas stand between the names of tasks that run side by side.")]
    // Types.
    [InlineData("stageOrder:\n- Build", "stageOrder: {a: 1}", "6:13: error SW1007: 'stageOrder' of pipeline 'N' must be a list, not a map.")]
    [InlineData("TAG: latest", "- TAG", "5:3: error SW1007: 'input' of pipeline 'N' must be a map, not a list.")]
    [InlineData("name: N", "name: N\nenabled: maybe", "4:10: error SW1007: 'enabled' of pipeline 'N' must be true or false, not 'maybe'.")]
    [InlineData("name: N", "name: N\nconcurrency: many", "4:14: error SW1007: 'concurrency' of pipeline 'N' must be a whole number, not 'many'.")]
    [InlineData("name: N", "name: N\nconcurrency: 0", "4:14: error SW1011: 'concurrency' of pipeline 'N' is 0; it must be at least 1.")]
    [InlineData("name: N", "name: {a: b}", "3:7: error SW1007: 'name' of the pipeline must be a text, not a map.")]
    [InlineData("url: http://a\n          action: get", "- url", "16:11: error SW1007: 'input' of task 'Publish' of stage 'Build' must be a map, not a list.")]
    [InlineData("- Publish\n", "- [Publish]\n", "11:7: error SW1007: Each item of 'taskOrder' of stage 'Build' must be a text, not a list.")]
    // YAML.
    [InlineData("name: N", "name: N\nname: M", "4:1: error SW1006: The key 'name' is here for the second time; the first is at 3:1. Keep one of them.")]
    [InlineData("kind: PIPELINE", "kind: PIPELINE\n\tname: N", "3:1: error SW1001: This line is indented with a tab. YAML is indented with spaces.")]
    [InlineData("name: N", "name: 'N", "error SW1001: ")]
    [InlineData("name: N", "name: [N", "error SW1001: ")]
    [InlineData("name: N", "name: N: M", "3:8: error SW1001: ")]
    [InlineData("name: N", "{a: b}: N", "3:1: error SW1007: A key must be a text, not a list or a map. A value that starts with '{' or '[' needs quotes.")]
    [InlineData("name: N", "name: {{ N }}", "error SW1007: A key must be a text")]
    [InlineData("name: N", "name: *x", "3:7: error SW1005: The alias '*x' names no anchor above it. An anchor is written '&x'.")]
    // Expressions.
    [InlineData("http://a", "http://${input.TGA}/x", "16:23: error SW1201: Task 'Publish' of stage 'Build': ${input.TGA} names no input of this pipeline. Did you mean 'TAG'?")]
    [InlineData("http://a", "${Biuld.Publish.output.x}", "16:16: error SW1201: Task 'Publish' of stage 'Build': ${Biuld.Publish.output.x} names no stage of this pipeline. Did you mean 'Build'?")]
    [InlineData("http://a", "${Build.Push.output.x}", "16:16: error SW1201: Task 'Publish' of stage 'Build': ${Build.Push.output.x} reads task 'Push', but stage 'Build' has no such task.")]
    [InlineData("http://a", "${Build.Pulbish.output.x}", "Did you mean 'Publish'?")]
    [InlineData("http://a", "|\n            first\n              ${input.TAG} ${input.X}", "18:28: error SW1201: Task 'Publish' of stage 'Build': ${input.X} names no input of this pipeline. Known are 'TAG'.")]
    [InlineData("http://a", "${input.DOCKER_TAG}", "Add 'DOCKER_TRIGGER' to the pipeline's 'options': its trigger fills this input in.")]
    [InlineData("type: REST", "type: REST\n        preCondition: ${input.TAG} = 1", "15:23: error SW1204: Task 'Publish' of stage 'Build': 'preCondition' cannot be read. The condition breaks at line 1, column 14: a single '=' means nothing; write '=='.")]
    [InlineData("type: REST", "type: REST\n        preCondition: ${input.X} == 1", "15:23: error SW1201: ")]
    [InlineData("input:\n  TAG: latest", "output:\n  o: ${input.X}", "5:6: error SW1201: The output: ${input.X} names no input of this pipeline. There are no inputs.")]
    public void An_error_says_what_where_and_what_would_be_right(string from, string to, string says)
    {
        var result = Read(from, to);

        result.Documents.ShouldBeEmpty();
        result.Diagnostics.Where(d => d.Severity is Severity.Error).Select(d => d.ToString()).ShouldContain(d => d.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  Build:\n    task", "  Other:\n    tasks: {a: {type: Bamboo}}\n    taskOrder: [a]\n  Build:\n    task", "9:3: warning SW1102: Stage 'Other' is not in 'stageOrder' of pipeline 'N', so it never runs. Add it to 'stageOrder'.")]
    [InlineData("      Publish:", "      Other: {type: Bamboo}\n      Publish:", "13:7: warning SW1105: Task 'Other' is not in 'taskOrder' of stage 'Build', so it never runs. Add it to 'taskOrder'.")]
    [InlineData("- Build\n", "- Build\n- Empty\n", "10:3: warning SW1107: Stage 'Empty' has no tasks.", "stages:\n", "stages:\n  Empty: {}\n")]
    [InlineData("name: N", "name: N\nstate: ENABLED\nnotificatons: {}", "5:1: warning SW1010: The key 'notificatons' of pipeline 'N' is not known; it is kept and not read. Did you mean 'notifications'?")]
    [InlineData("name: N", "name: N\n<<: {a: b}", "4:1: warning SW1010: The key '<<' of pipeline 'N' is not known; it is kept and not read. YAML 1.2 has no merge keys; write the keys out.")]
    [InlineData("latest", "007", "5:8: warning SW1014: 007 is the number 7. If it is a text, such as a tag, put it in quotes: '007'.")]
    [InlineData("latest", "!mine x", "5:8: warning SW1013: The tag '!mine' does not fit here; the value is read as a text.")]
    [InlineData("http://a", "echo ${HOME}", "16:21: warning SW1203: Task 'Publish' of stage 'Build': ${HOME} names nothing that is known here. For a variable of the shell write $HOME without braces.")]
    [InlineData("http://a", "echo ${HOME:-/root}", "16:21: warning SW1203: ")]
    [InlineData("http://a", "'${input.TAG'", "16:17: warning SW1202: Task 'Publish' of stage 'Build': The expression that starts with '${input.TAG' is not closed. Close it with '}'.")]
    public void A_warning_leaves_the_pipeline_usable(string from, string to, string says, string alsoFrom = "project", string alsoTo = "project")
    {
        var result = DocumentFile.Read(Changed(Changed(Samples.Least, from, to), alsoFrom, alsoTo));

        result.Documents.ShouldHaveSingleItem();
        result.Diagnostics.ShouldHaveSingleItem().ToString().ShouldContain(says, Case.Sensitive);
    }

    [Theory]
    [InlineData("${var.any name.x}")]
    [InlineData("${requestBy} ${executionIndex} ${name}")]
    [InlineData("${Build.status} ${Build.Publish.status} ${Build.Publish.output.responseBody[0].thing} ${Build.Publish.input.url}")]
    [InlineData("$${NOT_OURS} $HOME $(date) ${input.TAG}")]
    public void An_expression_that_names_something_is_no_cause_to_say_anything(string text) =>
        Read("name: N", $"name: N\noutput:\n  o: {text}").Diagnostics.ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("---\n...\n")]
    [InlineData("# only a comment\n")]
    [InlineData("~")]
    public void A_file_without_a_document_says_so(string yaml) =>
        DocumentFile.Read(yaml).Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Code.ShouldBe("SW1012"), d => d.Line.ShouldBe(1));

    [Fact]
    public void A_file_that_is_no_pipeline_at_all_is_told_once() =>
        DocumentFile.Read("services:\n  web: {image: nginx}\n").Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("1:1: error SW1008: The document has no 'kind'.");

    [Theory]
    [InlineData("just text", "1:1: error SW1007: The document must be a map, not a text.")]
    [InlineData("- a\n- b", "1:1: error SW1007: The document must be a map, not a list.")]
    public void A_document_that_is_no_map_says_so(string yaml, string says) => DocumentFile.Read(yaml).Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith(says);

    [Fact]
    public void The_same_mistake_in_two_places_is_told_with_both_places() =>
        Read("http://a", "${input.X} ${input.X}").Diagnostics.Select(d => (d.Line, d.Column)).ShouldBe([(16, 16), (16, 27)]);

    private static ReadResult Read(string from, string to) => DocumentFile.Read(Changed(Samples.Least, from, to));

    private static string Changed(string text, string from, string to)
    {
        text.ShouldContain(from, Case.Sensitive);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return text[..at] + to + text[(at + from.Length)..];
    }
}
