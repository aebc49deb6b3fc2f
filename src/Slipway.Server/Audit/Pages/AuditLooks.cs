using MudBlazor;
using Slipway.Projects.Audit;
using Slipway.Server.Shell.Status;

namespace Slipway.Server.Audit.Pages;

/// <summary>How entries look, and what they are called. One that a later version wrote is shown by its own words.</summary>
internal static class AuditLooks
{
    /// <summary>The actions that the page offers to filter by.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        AuditActions.Create, AuditActions.Update, AuditActions.Delete, AuditActions.SignIn, AuditActions.SignInFailed, AuditActions.SignOut, AuditActions.TokenUsed, AuditActions.Pause, AuditActions.Resume, AuditActions.Cancel, AuditActions.Tag, AuditActions.Approve, AuditActions.Reject, AuditActions.Restore, AuditActions.Refused,
    ];

    /// <summary>The kinds that the page offers to filter by.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        AuditKinds.Pipeline, AuditKinds.Endpoint, AuditKinds.Variable, AuditKinds.Webhook, AuditKinds.CustomIntegration, AuditKinds.Execution, AuditKinds.UserOperation, AuditKinds.Project, AuditKinds.Member,
        AuditKinds.User, AuditKinds.UserRole, AuditKinds.UserLogin, AuditKinds.Claim, AuditKinds.Role, AuditKinds.Token, AuditKinds.Key, AuditKinds.Session, AuditKinds.Database, AuditKinds.Request,
    ];

    public static Look LookOf(string action) => action switch
    {
        AuditActions.Create => new("Created", Icons.Material.Outlined.AddCircleOutline, Tone.Good),
        AuditActions.Update => new("Changed", Icons.Material.Outlined.Edit, Tone.Waiting),
        AuditActions.Delete => new("Deleted", Icons.Material.Outlined.Delete, Tone.Bad),
        AuditActions.SignIn => new("Signed in", Icons.Material.Outlined.Login, Tone.Quiet),
        AuditActions.SignInFailed => new("Sign-in failed", Icons.Material.Outlined.GppBad, Tone.Bad),
        AuditActions.SignOut => new("Signed out", Icons.Material.Outlined.Logout, Tone.Quiet),
        AuditActions.TokenUsed => new("Token used", Icons.Material.Outlined.Key, Tone.Quiet),
        AuditActions.Pause => new("Paused", Icons.Material.Outlined.PauseCircle, Tone.Quiet),
        AuditActions.Cancel => new("Canceled", Icons.Material.Outlined.Cancel, Tone.Bad),
        AuditActions.Resume => new("Resumed", Icons.Material.Outlined.PlayCircle, Tone.Good),
        AuditActions.Tag => new("Tagged", Icons.Material.Outlined.Sell, Tone.Quiet),
        AuditActions.Approve => new("Approved", Icons.Material.Outlined.ThumbUp, Tone.Good),
        AuditActions.Reject => new("Rejected", Icons.Material.Outlined.ThumbDown, Tone.Bad),
        AuditActions.Restore => new("Restored", Icons.Material.Outlined.SettingsBackupRestore, Tone.Waiting),
        AuditActions.Refused => new("Refused", Icons.Material.Outlined.Block, Tone.Bad),
        _ => new(Worded(action), Icons.Material.Outlined.Circle, Tone.Quiet),
    };

    /// <summary>As a sentence says it: <c>user role</c> for <c>USER_ROLE</c>.</summary>
    public static string Worded(string kind) => kind switch
    {
        AuditKinds.Token => "API token",
        AuditKinds.Key => "sealing key",
        _ => kind.Replace('_', ' ').ToLowerInvariant(),
    };
}
