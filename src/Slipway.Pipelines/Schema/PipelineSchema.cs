using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Schema;

/// <summary>The schema of a pipeline, its tasks apart.</summary>
internal static class PipelineSchema
{
    /// <summary>A task's name has letters of any language, so it is said by the ASCII punctuation that it does not have.</summary>
    private const string TaskName = @"^[^!-,./:-@\[-^`{-~]*[^\s!-,./:-@\[-^`{-~][^!-,./:-@\[-^`{-~]*$";

    public static (string Name, JsonObject Schema) Definition => ("pipeline", DocumentSchema.Kind(
        DocumentKinds.Pipeline,
        "Pipeline",
        "Stages of tasks that run one after the other.",
        ["project", "stageOrder"],
        ("icon", Shape.Text("The icon of lists, such as 'organization,left, is-error'.")),
        ("enabled", Shape.Flag("Whether the pipeline may run.")),
        ("state", Shape.Word("As 'enabled', and whether the pipeline is offered in the catalog.", "ENABLED", "DISABLED", "RELEASED", "DRAFT")),
        ("concurrency", Shape.With(Shape.WholeNumber("How many executions run at the same time; further ones wait.", least: 1), ("default", Pipeline.DefaultConcurrency))),
        ("options", Shape.Texts("Whose trigger's inputs are filled in.", InjectedInputs.All.Select(s => (s.Option, $"Fills in {string.Join(", ", s.Inputs.Select(i => i.Name))}.")))),
        ("input", Inputs()),
        ("_inputMeta", Shape.Map("Inputs explained, by name.", Shape.Keys(
            "One input.",
            ("description", Shape.Text("For the person who runs the pipeline.")),
            ("mandatory", Shape.Flag("Whether an execution needs a value."))))),
        ("output", Shape.Map("Outputs by name, each with the text or expression that gives its value.")),
        ("_outputMeta", Shape.Map("Outputs explained, by name.", Shape.Keys("One output.", ("description", Shape.Text("For the person who reads it."))))),
        ("starred", Shape.Keys(
            "The input and output that lists of executions show.",
            ("input", Shape.Text("The name of an input.")),
            ("output", Shape.Text("The name of an output.")))),
        ("workspace", Workspace("Where CI and Custom tasks run.")),
        ("ciWorkspace", Workspace("Where CI and Custom tasks run, as older exports call it.")),
        ("stageOrder", RequiredTexts("The stages in the order they run.")),
        ("stages", Shape.Map("The stages by name.", Shape.Ref("stage"))),
        ("notifications", NotificationSchema.Create()),
        ("rollbacks", Shape.List("Pipelines that undo what a failed stage or task did.", Shape.Item(
            "One rollback.",
            ["stage", "name"],
            ("stage", Shape.Name("The stage that may fail.")),
            ("task", Shape.Text("The task that may fail; the whole stage when left out.")),
            ("name", Shape.Name("The pipeline that is run then.")),
            ("inputs", Shape.Map("Its inputs by name."))))),
        ("tags", Shape.Texts("Labels."))));

    public static JsonObject Stage(Strictness strictness)
    {
        var tasks = Shape.Map("The tasks by name.", Shape.Ref("task"));
        if (strictness is Strictness.Editor)
        {
            tasks["patternProperties"] = new JsonObject { [TaskName] = Shape.Ref("task") };
            tasks["additionalProperties"] = false;
        }

        return Shape.Item(
            "One stage.",
            [],
            ("taskOrder", Shape.Texts("The tasks in the order they run. Tasks that run side by side stand in one item with commas between them.")),
            ("tasks", tasks),
            ("tags", Shape.Texts("Labels.")));
    }

    private static JsonObject Inputs()
    {
        var inputs = Shape.Map("Inputs by name, each with its default value.");
        inputs["properties"] = Shape.Properties(InjectedInputs.All
            .SelectMany(s => s.Inputs.Select(i => (i.Name, new JsonObject { ["description"] = $"Filled in with {s.Option}: {i.Description}" }))));
        return inputs;
    }

    private static JsonObject RequiredTexts(string description)
    {
        var texts = Shape.Texts(description);
        texts["type"] = Shape.Names(["array", "string", "number", "boolean"]);
        return texts;
    }

    private static JsonObject Workspace(string description) => Shape.Keys(
        description,
        ("type", Shape.ExactWord("A container of a Docker host, or a pod of a cluster.", Pipelines.Workspace.Docker, Pipelines.Workspace.Kubernetes)),
        ("endpoint", Shape.Text("The endpoint of the Docker host or cluster.")),
        ("image", Shape.Text("The container's image.")),
        ("registry", Shape.Text("The endpoint of the registry that the image is pulled from; blank for a public one.")),
        ("path", Shape.Text("The directory in the container that tasks start in.")),
        ("autoCloneForTrigger", Shape.Flag("Whether the repository of the Git push that started the execution is cloned first.")),
        ("limits", Shape.Keys(
            "How much of the machine the container gets.",
            ("cpu", Shape.NumberAboveZero("Processors.")),
            ("memory", Shape.WholeNumber("Mebibytes.", least: 4)))),
        ("cache", Shape.Texts("Directories that are kept from one execution to the next.")),
        ("environmentVariables", Shape.Map("The container's environment variables by name.")),
        ("customProperties", Shape.Map("What else the type needs, such as 'namespace' and 'persistentVolumeClaim' of a cluster.")));
}
