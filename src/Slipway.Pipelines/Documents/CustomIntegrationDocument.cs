using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Pipelines.Documents;

/// <summary>A task type of a team's own: a script with named inputs and outputs.</summary>
public sealed record CustomIntegrationDocument : Document
{
    /// <inheritdoc/>
    public override string Kind => DocumentKinds.CustomIntegration;

    /// <summary>What tasks name beside the integration's name; blank while it has none.</summary>
    public string Version { get; init; } = "";

    /// <summary>What runs the code: <c>nodejs</c>, <c>python2</c>, <c>python3</c> or <c>shell</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The script.</summary>
    public required string Code { get; init; }

    /// <summary>What a task gives to it.</summary>
    public ImmutableArray<CustomInput> InputProperties { get; init; } = [];

    /// <summary>What it gives back.</summary>
    public ImmutableArray<CustomOutput> OutputProperties { get; init; } = [];
}

/// <summary>One input of a custom integration and how a form shows it.</summary>
/// <param name="Name">The name that the script asks for.</param>
/// <param name="Type">The field of the form, such as <c>text</c>, <c>textArea</c>, <c>number</c>, <c>checkbox</c> or <c>password</c>.</param>
/// <param name="Title">The field's label.</param>
public sealed record CustomInput(string Name, string Type = "text", string Title = "")
{
    /// <summary>Shown while the field is empty.</summary>
    public string PlaceHolder { get; init; } = "";

    /// <summary>The value when none is given.</summary>
    public JsonNode? DefaultValue { get; init; }

    /// <summary>Whether a task must give a value.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the value may hold <c>${…}</c>.</summary>
    public bool Bindable { get; init; }

    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}

/// <summary>One output of a custom integration.</summary>
/// <param name="Name">Read as <c>${Stage.Task.output.properties.NAME}</c>.</param>
/// <param name="Type">How a form shows it; <c>label</c> in every example seen.</param>
/// <param name="Title">Its label.</param>
public sealed record CustomOutput(string Name, string Type = "label", string Title = "")
{
    /// <inheritdoc cref="Document.Other"/>
    public JsonObject? Other { get; init; }
}
