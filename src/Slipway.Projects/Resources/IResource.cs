namespace Slipway.Projects.Resources;

/// <summary>Something that a project owns and that people change: a pipeline, an endpoint, a variable, a webhook.</summary>
public interface IResource
{
    /// <summary>Stable identity; survives every change.</summary>
    Guid Id { get; }

    /// <summary>The name of the owning project.</summary>
    string Project { get; }

    /// <summary>Unique within the project.</summary>
    string Name { get; }

    /// <summary>Which state of it this is.</summary>
    Revision Revision { get; }
}
