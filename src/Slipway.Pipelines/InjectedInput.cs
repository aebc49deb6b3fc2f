using System.Collections.Immutable;

namespace Slipway.Pipelines;

/// <summary>An input that a trigger fills in.</summary>
/// <param name="Name">As <c>${input.NAME}</c> reads it.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Aliases">Other spellings that are filled in as well, where the pipeline declares or reads them.</param>
public sealed record InjectedInput(string Name, string Description, ImmutableArray<string> Aliases)
{
    /// <summary>An input without aliases.</summary>
    public InjectedInput(string name, string description)
        : this(name, description, [])
    {
    }
}

/// <summary>The inputs that one kind of trigger fills in.</summary>
/// <param name="Option">The word in a pipeline's <c>options</c> that chooses them.</param>
/// <param name="Inputs">All of them.</param>
public sealed record InjectedInputSet(string Option, ImmutableArray<InjectedInput> Inputs)
{
    /// <summary>Whether the set has an input of that name or alias.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The input of that name or alias; null when there is none.</summary>
    public InjectedInput? Find(string name) => Inputs.FirstOrDefault(i => i.Name == name || i.Aliases.Contains(name));

    /// <summary>Every name and alias.</summary>
    public IEnumerable<string> Names => Inputs.SelectMany(i => i.Aliases.Prepend(i.Name));
}
