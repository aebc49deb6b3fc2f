namespace Slipway.Cli.Tests;

/// <summary>Documents to check.</summary>
internal static class Texts
{
    public const string Variable = "project: P\nkind: VARIABLE\nname: host\nvalue: example.org\n";

    /// <summary>A pipeline of one task.</summary>
    public static string Pipeline(string name, string task = "type: REST\n        input: {action: get, url: http://a}", string more = "", string project = "P") =>
        $"""
        project: {project}
        kind: PIPELINE
        name: {name}
        stageOrder: [One]
        stages:
          One:
            taskOrder: [Go]
            tasks:
              Go:
                {task.ReplaceLineEndings("\n")}
        {more}
        """;

    public static string Calling(string name, string called, string inputs = "{}") =>
        Pipeline(name, $"type: Pipeline\n        input: {{pipeline: {called}, inputProperties: {inputs}}}");
}
