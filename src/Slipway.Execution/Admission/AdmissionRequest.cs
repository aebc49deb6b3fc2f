using Orleans;
using Slipway.Execution.State;

namespace Slipway.Execution.Admission;

/// <summary>Asks for one execution of a pipeline.</summary>
/// <param name="Id">Chosen by whoever asks; asking again with the same id gives the same execution, also after a crash.</param>
/// <param name="InputJson">A JSON object with input values by name; names the pipeline does not declare are dropped. Null for the input of what is run again.</param>
/// <param name="RequestedBy">The user in whose name it runs.</param>
/// <param name="Comments">Free text.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="Again">What is run again; null for a run of its own.</param>
[GenerateSerializer, Immutable]
public sealed record AdmissionRequest(ExecutionId Id, string? InputJson, string RequestedBy, string Comments, string[]? Tags = null, RunAgain? Again = null)
{
    /// <summary>For what it runs; null when it runs for itself.</summary>
    [Id(0)]
    public Parent? Parent { get; init; }

    /// <summary>Texts in the input that must never be shown.</summary>
    [Id(1)]
    public string[] Secrets { get; init; } = [];
}

/// <summary>Asks for an earlier execution to be run again.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="FromStage">
/// The first stage to run; those before it are taken over as they ended, with the definition and the input of that execution. Null runs all of the
/// pipeline as it is now, with the input of the request.
/// </param>
[GenerateSerializer, Immutable]
public sealed record RunAgain(ExecutionId Execution, string? FromStage);

/// <summary>The answer to an <see cref="AdmissionRequest"/>.</summary>
[GenerateSerializer, Immutable]
public abstract record AdmissionResult
{
    private AdmissionResult()
    {
    }

    /// <summary>The execution is on disk and has its number; it runs, or queues.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Admitted(ExecutionId Id, int Index) : AdmissionResult;

    /// <summary>There is no such execution and there will be none.</summary>
    /// <param name="Reason">Why, and what would be right.</param>
    [GenerateSerializer, Immutable]
    public sealed record Refused(string Reason) : AdmissionResult;
}
