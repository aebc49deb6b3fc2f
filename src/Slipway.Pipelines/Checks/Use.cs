using System.Collections.Immutable;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Something outside of a document that the document names.</summary>
/// <param name="Place">Where.</param>
/// <param name="Owner">Who names it, as a sentence starts: <c>Task 'Deploy' of stage 'Roll-out'</c>.</param>
internal abstract record Use(Place Place, string Owner)
{
    /// <summary>Why a pipeline is called.</summary>
    public enum CallKind
    {
        Nested,
        Rollback,
        Trigger,
    }

    public sealed record Endpoint(string Name, Place Place, string Owner) : Use(Place, Owner);

    /// <param name="Raw">The expression.</param>
    /// <param name="Candidates">Every name that it may mean, the longest first: names may hold dots.</param>
    public sealed record Variable(string Raw, ImmutableArray<string> Candidates, Place Place, string Owner) : Use(Place, Owner);

    /// <param name="Given">Names of the inputs that it is given.</param>
    public sealed record OtherPipeline(string Name, CallKind Kind, ImmutableArray<string> Given, Place Place, string Owner) : Use(Place, Owner);

    public sealed record CustomIntegration(string Name, Place Place, string Owner) : Use(Place, Owner);
}
