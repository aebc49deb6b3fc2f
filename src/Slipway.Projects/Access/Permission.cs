namespace Slipway.Projects.Access;

/// <summary>Something that can be done in a project, or with the server as a whole.</summary>
public enum Permission
{
    /// <summary>Look at pipelines, executions, endpoints (without their secrets), triggers and variables (without secret values).</summary>
    View,

    /// <summary>Start, pause, resume, cancel, re-run and tag executions.</summary>
    Run,

    /// <summary>Answer an approval; the approval's own list of approvers applies as well.</summary>
    RespondToApprovals,

    /// <summary>Write, import, enable and delete pipelines.</summary>
    EditPipelines,

    /// <summary>Write and delete endpoints that are not restricted.</summary>
    ManageEndpoints,

    /// <summary>Write and delete variables that are not restricted.</summary>
    ManageVariables,

    /// <summary>Write and delete webhooks, and run a stored delivery again.</summary>
    ManageTriggers,

    /// <summary>Offer pipelines in the catalog.</summary>
    ReleasePipelines,

    /// <summary>Delete executions.</summary>
    DeleteExecutions,

    /// <summary>Write restricted endpoints and variables, use them in a run, and resume a run that waits for that.</summary>
    UseRestricted,

    /// <summary>Say who is what in the project, and describe it.</summary>
    ManageMembers,

    /// <summary>Make and delete projects.</summary>
    ManageProjects,

    /// <summary>Write, version, release and delete custom integrations, which every project may use.</summary>
    ManageIntegrations,

    /// <summary>Make, lock and delete people, and revoke their tokens.</summary>
    ManagePeople,

    /// <summary>Read who did what in the project. What concerns no project, such as sign-ins, an administrator of the server reads.</summary>
    ReadAudit,
}
