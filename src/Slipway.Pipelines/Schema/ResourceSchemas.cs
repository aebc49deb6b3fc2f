using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Schema;

/// <summary>The schemas of the documents beside pipelines.</summary>
internal static class ResourceSchemas
{
    private static readonly string[] Runtimes = ["nodejs", "python2", "python3", "shell"];

    public static IEnumerable<(string Name, JsonObject Schema)> All =>
    [
        ("endpoint", Endpoint()),
        ("variable", Variable()),
        ("customIntegration", CustomIntegration()),
        ("dockerWebhook", DockerWebhook()),
    ];

    private static JsonObject Endpoint() => DocumentSchema.Kind(
        DocumentKinds.Endpoint,
        "Endpoint",
        "Something outside that tasks and triggers use: a cluster, a registry, a mail server.",
        ["project", "type"],
        ("type", Shape.Name("What it is, such as k8s.")),
        ("isRestricted", Shape.Flag("Whether only an administrator's execution may use it.")),
        ("properties", Shape.Map("What the type needs, by name.")));

    private static JsonObject Variable() => DocumentSchema.Kind(
        DocumentKinds.Variable,
        "Variable",
        "A value that the pipelines of a project share: ${var.NAME}.",
        ["project"],
        ("type", Shape.Word("Who may see and use the value. Nobody sees a SECRET one; a RESTRICTED one only an administrator's execution may use.", "REGULAR", "SECRET", "RESTRICTED")),
        ("value", Shape.Text("The value. Keep secret ones out of files.")));

    private static JsonObject CustomIntegration() => DocumentSchema.Kind(
        DocumentKinds.CustomIntegration,
        "Custom integration",
        "A script with inputs and outputs, for tasks of type Custom.",
        ["runtime", "code"],
        ("version", Shape.Text("What tasks name beside the integration's name.")),
        ("runtime", Shape.With(Shape.Enum(Runtimes), ("description", "What runs the code."))),
        ("code", Shape.Name("The script.")),
        ("inputProperties", Shape.List("What a task gives to it.", Shape.Item(
            "One input.",
            ["name"],
            ("name", Shape.Name("The name that the script asks for.")),
            ("type", Shape.Text("The field of the form, such as text, textArea, number, checkbox or password.")),
            ("title", Shape.Text("The field's label.")),
            ("placeHolder", Shape.Text("Shown while the field is empty.")),
            ("defaultValue", new JsonObject { ["description"] = "The value when none is given." }),
            ("required", Shape.Flag("Whether a task must give a value.")),
            ("bindable", Shape.Flag("Whether the value may hold ${…}."))))),
        ("outputProperties", Shape.List("What it gives back.", Shape.Item(
            "One output, read as ${Stage.Task.output.properties.NAME}.",
            ["name"],
            ("name", Shape.Name("The name that the script gives.")),
            ("type", Shape.Text("How a form shows it, such as label.")),
            ("title", Shape.Text("Its label."))))));

    private static JsonObject DockerWebhook() => DocumentSchema.Kind(
        DocumentKinds.DockerWebhook,
        "Docker webhook",
        "Which pushes to a registry start which pipeline.",
        ["project", "endpoint", "pipeline"],
        ("endpoint", Shape.Name("The registry's endpoint.")),
        ("pipeline", Shape.Name("The pipeline that a push starts, of the same project.")),
        ("serverType", Shape.Text("The kind of registry, such as DockerHub; blank where the endpoint tells it.")),
        ("repoName", Shape.Text("The repository; blank where the endpoint's address names it.")),
        ("imageNameRegExPattern", Shape.Text("Which images: a regular expression for the whole name, or glob:…; blank for every one.")),
        ("tagNamePattern", Shape.Text("Which tags: a regular expression for the whole tag, semver:>=1.4 <2, or glob:release-*; blank for every one.")),
        ("input", Shape.Map("Values for the pipeline's inputs.")),
        ("refreshToken", Shape.Text("The API token that executions run with: ${var.NAME} of a secret variable.")),
        ("secretToken", Shape.Text("What proves that a delivery is real. Keep it out of files.")),
        ("slug", Shape.Text("The last part of the listener's address; made up when blank.")),
        ("enabled", Shape.With(Shape.Flag("Whether a matching push starts the pipeline."), ("default", true))),
        ("proof", Shape.Text("Whether the registry is asked before a push starts anything: PREFERRED, REQUIRED or OFF.")),
        ("latestWins", Shape.Flag("Whether a newer push of a tag takes the place of an older one that has not started.")),
        ("reconcile", Shape.With(Shape.Flag("Whether the registry is looked at for pushes that it did not tell of."), ("default", true))),
        ("allowedSources", Shape.List("From where deliveries may come; empty for anywhere.", Shape.Text("An address or a network, such as 192.0.2.0/24."))),
        ("sender", Shape.Text("The account whose signature deliveries must bear, such as a service account's e-mail.")),
        ("callback", Shape.Flag("Whether a delivery's call-back address is called, if its host is allowed.")));
}
