namespace Slipway.Projects.Audit;

/// <summary>What can have been done. The set grows; whoever reads entries must take one that is not known here.</summary>
public static class AuditActions
{
    /// <summary>Something is there that was not.</summary>
    public const string Create = "CREATE";

    /// <summary>Something is not as it was.</summary>
    public const string Update = "UPDATE";

    /// <summary>Something is gone.</summary>
    public const string Delete = "DELETE";

    /// <summary>Somebody showed who they are.</summary>
    public const string SignIn = "SIGN_IN";

    /// <summary>Somebody did not. The name is what they called themselves, and nothing is known of its truth.</summary>
    public const string SignInFailed = "SIGN_IN_FAILED";

    /// <summary>Somebody ended their session.</summary>
    public const string SignOut = "SIGN_OUT";

    /// <summary>An API token was exchanged; told once for each token in an hour of the clock.</summary>
    public const string TokenUsed = "TOKEN_USED";

    /// <summary>An execution was paused.</summary>
    public const string Pause = "PAUSE";

    /// <summary>An execution was canceled.</summary>
    public const string Cancel = "CANCEL";

    /// <summary>An execution was given other tags.</summary>
    public const string Tag = "TAG";

    /// <summary>An execution that waited, or was paused, was let go on.</summary>
    public const string Resume = "RESUME";

    /// <summary>Somebody said yes to a user operation.</summary>
    public const string Approve = "APPROVE";

    /// <summary>Somebody said no to a user operation.</summary>
    public const string Reject = "REJECT";

    /// <summary>The data was put back from a backup.</summary>
    public const string Restore = "RESTORE";

    /// <summary>Somebody wanted to change something and may not.</summary>
    public const string Refused = "REFUSED";
}
