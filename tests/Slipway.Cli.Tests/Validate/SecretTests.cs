namespace Slipway.Cli.Tests.Validate;

/// <summary>A canary stands wherever a secret may, in every form that makes the language say something of it.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Canary = "can4ry";

    private static readonly string[] Forms =
    [
        "can4ry", "'can4ry'", "*can4ry", "!can4ry x", "!<can4ry> x", "!can4ry", "&can4ry", "&can4ry x", "%can4ry", "@can4ry", "`can4ry", "\"can4\\qry can4ry\"", "'can4ry",
        "{can4ry: 1, can4ry: 2}", "{can4ry", "[can4ry, [can4ry]]", "[{can4ry: 1, can4ry: 2}]", "can4ry: b", "|can4ry", "? can4ry", "- can4ry",
        "'a${can4ry'", "'a${can4ry}'", "'a${can4ry}b${'", "'a${can4ry..}'", "'a${${can4ry}}'", "!!int can4ry", "!!bool can4ry", "can4ry\n",
        "{a: {can4ry: 1, can4ry: 2}}", "[[{can4ry: 007}]]", "{b: can4ry, b: can4ry}",
    ];

    private static readonly string[] Documents =
    [
        "project: P\nkind: VARIABLE\nname: v\ntype: SECRET\nvalue: HERE\n",
        "project: P\nkind: VARIABLE\nname: v\ntype: REGULAR\nvalue: HERE\n",
        "project: P\nkind: ENDPOINT\nname: e\ntype: k8s\nproperties:\n  anything: HERE\n",
        "project: P\nkind: ENDPOINT\nname: e\ntype: k8s\nproperties:\n  nested:\n    anything: HERE\n",
        "project: P\nkind: ENDPOINT\nname: e\ntype: k8s\nproperties: HERE\n",
        "project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: e\npipeline: Q\nrefreshToken: HERE\n",
        "project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: e\npipeline: Q\nsecretToken: HERE\n",
        "project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: e\npipeline: Q\ninput:\n  anything: HERE\n",
        Texts.Pipeline("p", "type: SSH\n        input:\n          host: h\n          username: u\n          script: ls\n          password: HERE"),
        Texts.Pipeline("p", "type: SSH\n        input:\n          host: h\n          username: u\n          script: ls\n          privatekey: HERE"),
        Texts.Pipeline("p", "type: SSH\n        input:\n          host: h\n          username: u\n          script: ls\n          passphrase: HERE"),
        Texts.Pipeline("p", "type: REST\n        input:\n          action: get\n          url: http://a\n          headers:\n            Authorization: HERE"),
    ];

    private readonly Folder _folder = new();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Documents.Length)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task No_form_of_a_secret_is_printed(int document)
    {
        for (var form = 0; form < Forms.Length; form++)
        {
            _folder.Write($"{form:00}.yaml", Documents[document].Replace("HERE", Forms[form], StringComparison.Ordinal));
        }

        foreach (var format in (string[])["text", "json", "sarif"])
        {
            var run = await Run.Of("validate", "--complete", "--strict", "--format", format, _folder.Path);

            run.Output.ShouldNotContain(Canary);
            run.Error.ShouldNotContain(Canary);
            run.Output.ShouldContain("SW");
        }
    }

    [Theory]
    [InlineData("project: P\nkind: VARIABLE\nname: v\nvalue: 0123456789\n")]
    [InlineData("project: P\nkind: ENDPOINT\nname: e\ntype: k8s\nproperties:\n  pin: 0123456789\n")]
    [InlineData("project: P\nkind: DOCKER_WEBHOOK\nname: w\nendpoint: e\npipeline: Q\ninput:\n  pin: 0123456789\n")]
    public async Task A_secret_of_digits_is_warned_of_and_not_printed(string document)
    {
        var run = await Run.Of("validate", _folder.Write("a.yaml", document));

        run.Output.ShouldContain("warning SW1014: ");
        run.Output.ShouldNotContain("123456789");
    }

    [Fact]
    public async Task A_pipeline_s_tag_of_digits_is_shown()
    {
        var run = await Run.Of("validate", _folder.Write("a.yaml", Texts.Pipeline("p", more: "input: {TAG: 007}\n")));

        run.Output.ShouldContain("007 is the number 7.");
    }
}
