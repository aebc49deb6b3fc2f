namespace Slipway.Projects.Audit;

/// <summary>What something can have been done to. The set grows; whoever reads entries must take one that is not known here.</summary>
public static class AuditKinds
{
    /// <summary>A pipeline.</summary>
    public const string Pipeline = "PIPELINE";

    /// <summary>An endpoint.</summary>
    public const string Endpoint = "ENDPOINT";

    /// <summary>A variable.</summary>
    public const string Variable = "VARIABLE";

    /// <summary>A Docker webhook.</summary>
    public const string Webhook = "WEBHOOK";

    /// <summary>A custom integration.</summary>
    public const string CustomIntegration = "CUSTOM_INTEGRATION";

    /// <summary>An execution; audited is that one was let go on or deleted. All else is told by the execution itself.</summary>
    public const string Execution = "EXECUTION";

    /// <summary>A user operation; audited is how people answered it.</summary>
    public const string UserOperation = "USER_OPERATION";

    /// <summary>A project.</summary>
    public const string Project = "PROJECT";

    /// <summary>What a person is in a project.</summary>
    public const string Member = "MEMBER";

    /// <summary>A person.</summary>
    public const string User = "USER";

    /// <summary>What a person is on the server as a whole.</summary>
    public const string UserRole = "USER_ROLE";

    /// <summary>An account elsewhere with which a person signs in.</summary>
    public const string UserLogin = "USER_LOGIN";

    /// <summary>A claim of a person or a role.</summary>
    public const string Claim = "CLAIM";

    /// <summary>A role of the server.</summary>
    public const string Role = "ROLE";

    /// <summary>An API token.</summary>
    public const string Token = "TOKEN";

    /// <summary>A key of the ring that seals secrets.</summary>
    public const string Key = "KEY";

    /// <summary>A person's way in: signing in and out.</summary>
    public const string Session = "SESSION";

    /// <summary>All that the server keeps.</summary>
    public const string Database = "DATABASE";

    /// <summary>A request to the API.</summary>
    public const string Request = "REQUEST";
}
