namespace Slipway.Pipelines.Expressions;

/// <summary>The names that an expression can start with: those of a running execution or of a document.</summary>
internal abstract class ScopeNames
{
    /// <summary>Whose names they are, as a sentence says it: <c>this execution</c>.</summary>
    public abstract string Owner { get; }

    public abstract IReadOnlyCollection<string> Inputs { get; }

    /// <summary>Null where variables are not known and every name will do.</summary>
    public abstract IReadOnlyCollection<string>? Variables { get; }

    /// <summary>The pipeline's own outputs; null where they are not known yet.</summary>
    public abstract IReadOnlyCollection<string>? Outputs { get; }

    public abstract IReadOnlyCollection<string> Globals { get; }

    public abstract IReadOnlyCollection<string> Stages { get; }

    public abstract IReadOnlyCollection<string> Tasks(string stage);

    public abstract bool HasInput(string name);

    public abstract bool HasVariable(string name);

    public abstract bool HasOutput(string name);

    public abstract bool HasGlobal(string name);

    public abstract bool HasStage(string name);

    public abstract bool HasTask(string stage, string task);
}

/// <summary>The names of a <see cref="BindingScope"/>.</summary>
internal sealed class BindingScopeNames(BindingScope scope) : ScopeNames
{
    public override string Owner => "this execution";

    public override IReadOnlyCollection<string> Inputs => [.. scope.Input.Keys];

    public override IReadOnlyCollection<string> Variables => [.. scope.Variables.Keys];

    public override IReadOnlyCollection<string>? Outputs => scope.Output is { } output ? [.. output.Keys] : null;

    public override IReadOnlyCollection<string> Globals => [.. scope.Globals.Keys];

    public override IReadOnlyCollection<string> Stages => [.. scope.Stages.Keys];

    public override IReadOnlyCollection<string> Tasks(string stage) => [.. scope.Stages[stage].Tasks.Keys];

    public override bool HasInput(string name) => scope.Input.ContainsKey(name);

    public override bool HasVariable(string name) => scope.Variables.ContainsKey(name);

    public override bool HasOutput(string name) => scope.Output?.ContainsKey(name) is true;

    public override bool HasGlobal(string name) => scope.Globals.ContainsKey(name);

    public override bool HasStage(string name) => scope.Stages.ContainsKey(name);

    public override bool HasTask(string stage, string task) => scope.Stages[stage].Tasks.ContainsKey(task);
}
