namespace Slipway.Projects.Access;

/// <summary>What a person is in a project. Each role may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Runs what others wrote, and answers approvals.</summary>
    Executor,

    /// <summary>Writes pipelines and what belongs to them.</summary>
    Developer,

    /// <summary>Does everything in the project, members and restricted things included.</summary>
    Administrator,
}
