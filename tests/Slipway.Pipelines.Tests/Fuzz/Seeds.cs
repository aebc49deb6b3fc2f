using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Pipelines.Tests.Documents;

namespace Slipway.Pipelines.Tests.Fuzz;

/// <summary>What inputs begin as, and the pieces of each grammar that get into them.</summary>
internal static class Seeds
{
    public static readonly string[] Yaml =
    [
        Samples.Exported,
        Samples.Least,
        Samples.Least + "---\n" + Samples.Least,
        Samples.Least.Replace("\n", "\r\n", StringComparison.Ordinal),
        Samples.Least.Replace("        type: REST\n", "        type: REST\n        timeout: 1h30m\n        retry:\n          attempts: 3\n          delay: 90\n          maxDelay: 5m\n        onInterrupt: retry\n", StringComparison.Ordinal),
        "%YAML 1.2\n%TAG !e! tag:example.com,2000:\n---\nproject: &p P\nkind: PIPELINE\nname: !!str N\ndescription: *p\nstageOrder: []\n...\n",
        "{project: P, kind: PIPELINE, name: 'N', input: {a: &a [1, 0x1F, .5, ~, !!int 7], b: *a}, stageOrder: [], stages: {}}\n",
        "project: P\nkind: PIPELINE\nname: N\nstageOrder: []\ninput:\n  lit: |+\n    a\n\n     b\n\n  fold: >-\n    a\n    b\n\n    c\n  dq: \"\\u00e9\\x41\\\n    \\t\\0 \\U0001F600\"\n  ? complex\n  : 'it''s'\n  # comment\n  - not\n",
    ];

    public static readonly string[] YamlTokens =
    [
        "- ", "? ", ": ", ":", "&a ", "*a", "!t ", "!!int ", "!!str ", "%YAML 1.2\n", "%TAG !x! y\n", "---\n", "...\n", "| ", "|+2\n", ">-\n", "'", "\"", "\\x4", "\\u12", "\\", "\t", "\n  ", "\n", "\r\n", "\r", "#", " #c", "@", "`",
        "[", "]", "{", "}", ",", "a: ", "b", "<<: *a\n", "0x", "0o17", "1e9", "007", ".inf", "~", "null", "true", "\u0085", "\u2028", "\uFEFF", "kind: PIPELINE\n", "kind: ", "stages:\n", "stageOrder:\n", "taskOrder:\n- a,b\n", "input:\n", "tasks:\n",
        "type: K8S\n", "preCondition: a == b\n", "timeout: 10m\n", "retry: 3\n", "onInterrupt: fail\n", "1d2h3m4s", "${", "}", "${input.TAG}", "$${X}", "${Build.Publish.output.x[0]}", "        ", "\0", "\ud83d\ude00", "é",
    ];

    public static readonly string[] Json =
    [
        .. Yaml.SelectMany(text => DocumentFile.Read(text).Documents).Select(d => DocumentJson.Write(d).ToJsonString(new JsonSerializerOptions { WriteIndented = true })),
        """{"a":[1,-0.5e+10,true,false,null,"é\u00e9\ud83d\ude00\/\b\n"],"b":{"":{}},"c":[]}""",
        """[{"kind":"PIPELINE"},{"kind":"PIPELINE","name":"${input.TAG}"}]""",
        " \r\n\t{ }",
    ];

    public static readonly string[] JsonTokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\":", "\"a\"", "\"\"", "null", "true", "false", "0", "-", "1.10", "1e400", "E+", ".", "\\", "\\u00", "\\u0000", "\\ud83d", "\\ude00", "\\n", "//c\n", "/*c*/", "#c\n", "'", "\n", "\t", " ", "\0", "\uFEFF", "é", "\ud83d\ude00", "{\"a\":[", "NaN",
    ];

    public static readonly string[] Expressions =
    [
        "${input.TAG}", "image: ${input.my.dotted.name}:${input.TAG}@${Build.Publish.output.digest}", "$${NAME} ${executionId}", "${var.Slack URL AH_team}", "${var.credentials.password}",
        "${Integration-to-vRA.Get API Access Token.output.responseBody.content[0].id}", "${Build.Test.Unit tests.output.passed}", "${input.labels[\"app.kubernetes.io/name\"]}${input.labels.list[2].x}", "${Build.Publish.Notes.status} ${Build.status}",
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${input.TAG}\nstringData:\n  p: ${var.my-password}\n",
    ];

    public static readonly string[] ExpressionTokens =
    [
        "${", "}", "$${", "$", "{", "input.", "TAG", "var.", "Build", ".", "Publish", "output", "status", "[0]", "[999999999999]", "['", "']", "[\"", "\"]", "[", "]", "..", " ", "\n", "\0", "é", "\ud83d\ude00", "responseBody", "twice", "broken", "nil", "Skipped", "input", "executionIndex", "comments",
    ];

    public static readonly string[] Conditions =
    [
        "${input.APP_TYPE} == \"LARGE\" && ${Build.Publish.status} == \"COMPLETED\"", "!(${input.flag} == true || ${input.count} >= 3)\n&&\n'${input.nothing}' != \"null\"", "${input.replicas} < 3.5e1 || LARGE == ${input.APP_TYPE}", "((((true))))", "${Build.Publish.output.exports.VERSION} <= 2.0", "a != b",
    ];

    public static readonly string[] ConditionTokens =
    [
        "==", "!=", ">", ">=", "<", "<=", "&&", "||", "!", "(", ")", "\"", "'", "\\", "=", "&", "|", "true", "false", "null", "1", "-", "1e9", "1e999999", " ", "\n", "\t", "\0", "é", "${input.TAG}", "${input.", "}", "${", "LARGE", "\"a\" == \"a\"", "((((", "!!!!", ",",
    ];
}
