using Slipway.Pipelines.Expressions;

namespace Slipway.Pipelines.Checks;

/// <summary>The names that expressions of a document can use. Variables belong to the project, so any name of one will do.</summary>
internal sealed class PipelineNames(Pipeline pipeline) : ScopeNames
{
    private readonly HashSet<string> _inputs =
        [.. pipeline.Input.Keys, .. pipeline.InputMeta.Keys, .. InjectedInputs.ChosenBy(pipeline.Options).SelectMany(s => s.Names)];

    public override string Owner => "this pipeline";

    public override IReadOnlyCollection<string> Inputs => _inputs;

    public override IReadOnlyCollection<string>? Variables => null;

    public override IReadOnlyCollection<string>? Outputs => HasOutputs ? [.. pipeline.Output.Keys] : null;

    public override IReadOnlyCollection<string> Globals => [.. KnownGlobals.All.Keys];

    public override IReadOnlyCollection<string> Stages => [.. pipeline.Stages.Keys];

    /// <summary>Whether the outputs are known where the expression stands: in notifications, not in tasks.</summary>
    public bool HasOutputs { get; set; }

    public override IReadOnlyCollection<string> Tasks(string stage) => [.. pipeline.Stages[stage].Tasks.Keys];

    public override bool HasInput(string name) => _inputs.Contains(name);

    public override bool HasVariable(string name) => true;

    public override bool HasOutput(string name) => pipeline.Output.ContainsKey(name);

    public override bool HasGlobal(string name) => KnownGlobals.All.ContainsKey(name);

    public override bool HasStage(string name) => pipeline.Stages.ContainsKey(name);

    public override bool HasTask(string stage, string task) => pipeline.Stages[stage].Tasks.ContainsKey(task);
}
