using Slipway.Cli.Documents;

namespace Slipway.Cli.Tests.Documents;

public sealed class ProjectOfDocumentsTests
{
    [Theory]
    [InlineData("project: a # mine\nkind: PIPELINE\n", "project: \"n\" # mine\nkind: PIPELINE\n")]
    [InlineData("kind: X\nproject: 'a b'\nname: c\n", "kind: X\nproject: \"n\"\nname: c\n")]
    [InlineData("project:\nkind: X\n", "project: \"n\"\nkind: X\n")]
    [InlineData("kind: X\n", "project: \"n\"\nkind: X\n")]
    [InlineData("--- {kind: X}\n", "--- {\"project\": \"n\", kind: X}\n")]
    [InlineData("{\"project\": \"a\", \"stages\": {\"project\": \"b\"}}", "{\"project\": \"n\", \"stages\": {\"project\": \"b\"}}")]
    [InlineData("stages: {project: b}\nlist: [project, c]\nproject: a\n", "stages: {project: b}\nlist: [project, c]\nproject: \"n\"\n")]
    [InlineData("---\nproject: a\n---\nname: b\n---\nproject: c\n", "---\nproject: \"n\"\n---\nproject: \"n\"\nname: b\n---\nproject: \"n\"\n")]
    [InlineData("? project\n: a\n", "? project\n: \"n\"\n")]
    [InlineData("a: project\nproject: x\n", "a: project\nproject: \"n\"\n")]
    [InlineData("a: &x y\nb: *x\nproject: x\n", "a: &x y\nb: *x\nproject: \"n\"\n")]
    [InlineData("{unclosed", "{unclosed")]
    [InlineData("just text", "just text")]
    [InlineData("", "")]
    public void Only_the_project_changes(string text, string changed) => ProjectOfDocuments.Set(text, "n").ShouldBe(changed);
}
